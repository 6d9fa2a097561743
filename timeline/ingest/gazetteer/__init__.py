"""Gazetteers and outlines: read, matched, brought in."""
