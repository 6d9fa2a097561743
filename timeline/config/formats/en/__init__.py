"""English: the day before the month, and the clock of 24 hours."""
