"""How long answers take, compared with what else could have been built. `make bench` runs it."""
