"""What only editors may ask: drafts, the queue, duplicates, proposals. Closed to public doors."""
