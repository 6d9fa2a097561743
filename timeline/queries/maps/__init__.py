"""Where events are known to be, how closely, and in which words that is told."""
