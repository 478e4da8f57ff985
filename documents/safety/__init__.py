"""What stands between a file from outside and everything that reads it."""
