"""What follows from the evidence: states, search rows and the queue, derived after every write."""
