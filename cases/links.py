"""The secret link of a draft or a case: a token shown once, of which only the hash is kept."""

import secrets
from hashlib import sha256

_TOKEN_BYTES = 32


def new_token() -> str:
    """A token of 256 random bits that may stand in a URL."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def new_id() -> str:
    """An id that nobody can guess or count on from."""
    return secrets.token_hex(16)


def hash_of(token: str) -> str:
    """SHA-256 of a token; slow hashing is for secrets people choose, not for 256 random bits."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
