"""Sourced Timeline: events, who says so, and how well each is confirmed."""
