"""What a file tells of people beside its text: who made it, commented on it and changed it."""
