"""Texts: folding, quotes, differences, what a search looks for and where it hits."""
