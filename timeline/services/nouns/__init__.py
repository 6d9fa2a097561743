"""Verbs of the nouns: recording, editing, publishing, merging."""
