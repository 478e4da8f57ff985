"""What was applied for and granted, how long it took, and which rules were broken, in numbers."""
