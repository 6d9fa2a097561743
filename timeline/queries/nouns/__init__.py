"""Places, actors, sources, documents, timelines, and what changed of them."""
