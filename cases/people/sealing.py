"""Short secrets sealed: a copy of the database or a cookie tells nothing without the key."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECOND_FACTOR = "second factor"
"""The purpose of what seals the secrets of second factors."""
_KEY_BYTES = 32


class SealBroken(Exception):
    """Not sealed by any of the keys we have, changed since, or too long ago."""


class Seal:
    """Closes by the newest of the service's keys, and opens what any of them closed.

    What is sealed for one `purpose` opens for no other, so that none can be put in another's place.
    """

    def __init__(self, keys: Sequence[str | bytes], *, purpose: str) -> None:
        self._fernet = MultiFernet([_fernet(key, purpose) for key in keys])

    def close(self, text: str) -> str:
        """The text as nobody reads it; it carries the hour it was closed."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed; raises SealBroken."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except (InvalidToken, ValueError) as error:
            raise SealBroken from error

    def open_fresh(self, sealed: str, *, within: timedelta, now: datetime) -> str:
        """What was sealed a short while ago; raises SealBroken for anything older."""
        text = self.open(sealed)
        if (
            now.timestamp() - self._fernet.extract_timestamp(sealed.encode())
            > within.total_seconds()
        ):
            raise SealBroken
        return text

    def renewed(self, sealed: str) -> str:
        """The same under the newest key; raises SealBroken."""
        return self.close(self.open(sealed))


def _fernet(key: str | bytes, purpose: str) -> Fernet:
    told = key.encode() if isinstance(key, str) else key
    derived = HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"tilsagn {purpose}".encode()).derive(told)
    return Fernet(urlsafe_b64encode(derived))
