"""Staff's library: the templates of the forms, ours and changed ones, and which is used when."""
