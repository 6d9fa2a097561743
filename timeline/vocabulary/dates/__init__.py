"""Uncertain dates: their grammar, their bounds, their wording, and finding them in a text."""
