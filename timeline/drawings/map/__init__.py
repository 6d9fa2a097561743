"""The map of events: land, discs, hatched areas, routes and names."""
