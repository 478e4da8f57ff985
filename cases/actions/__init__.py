"""The use cases, one a file; each is one transaction and takes the hour it happens at."""
