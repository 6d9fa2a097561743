"""Where events are known to be, and how closely."""
