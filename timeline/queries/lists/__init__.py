"""Lists of events and all that stands beside them: rows, facets, histogram, hits."""
