"""Proposing what takes a second person, and deciding on it."""
