"""Arabic: the clock of 24 hours, and no comma before a year."""
