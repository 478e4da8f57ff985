"""How long a test waits for a program that may hang, in seconds; how fast it is decides no test."""

PATIENCE = 500
