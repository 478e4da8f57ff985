"""Passwords: which are taken, and how they are kept so that nobody can read them back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cases.errors import SignInBusy, UnfitPassword
from cases.links import new_token

SHORTEST, LONGEST = 12, 200
FEWEST_CHARACTERS = 6
AT_ONCE = 4
"""Each check takes 19 MiB; more people than this wait for their turn."""
SECONDS_TO_WAIT = 5.0
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_TURNS = threading.BoundedSemaphore(AT_ONCE)


def hash_password(password: str, *, email: str) -> str:
    """The argon2id hash of a new password; raises UnfitPassword and SignInBusy."""
    owner = email.partition("@")[0].casefold()
    is_own = len(owner) > 3 and owner in password.casefold()
    is_simple = len(set(password)) < FEWEST_CHARACTERS
    if not SHORTEST <= len(password) <= LONGEST or is_simple or is_own:
        raise UnfitPassword
    with _turn():
        return _HASHER.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed; as slow where there is none to compare with.

    Raises SignInBusy.
    """
    with _turn():
        try:
            _HASHER.verify(kept or _nobodys(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has, at the cost of a real one."""
    return _HASHER.hash(new_token())


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=SECONDS_TO_WAIT):
        raise SignInBusy
    try:
        yield
    finally:
        _TURNS.release()
