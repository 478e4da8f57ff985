"""Cases and their drafts: what is kept, by whom, and the use cases that change it."""
