"""People: who they are, what they may do, how they prove it, and what was written to them."""
