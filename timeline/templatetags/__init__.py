"""Template tags and filters: small drawings and words, no queries."""
