"""The histogram of a list of events."""
