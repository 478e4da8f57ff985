"""Templates compiled once: what is the same in every document, and the holes between."""
