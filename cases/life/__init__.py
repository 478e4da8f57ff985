"""A case's life: from a draft to a decision, and what was sent on the way."""
