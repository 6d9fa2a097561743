"""Made-up events by the thousand."""
