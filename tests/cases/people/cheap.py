"""Passwords hashed at a cost that a test can bear; one test looks at the real one."""

from argon2 import PasswordHasher

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
