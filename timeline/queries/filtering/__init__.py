"""The filter words: how they are read, what they select, where a page of a list begins."""
