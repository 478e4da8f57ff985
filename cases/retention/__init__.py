"""How long things are kept, what is left of what went, and how it stays gone."""
