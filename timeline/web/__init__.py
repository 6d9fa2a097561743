"""The front door: public, read only."""
