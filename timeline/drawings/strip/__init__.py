"""How the status of an event went over time."""
