"""The seal on a generated Word file: proof, by a key, of what its passport says it was made of.

A document is made with an empty seal by code that knows no key; whoever holds the key puts the seal
in afterwards. Its place has a fixed size and is not packed, so that nothing else in the file moves
and the same answers give the same bytes.
"""

import hmac
import struct
from collections.abc import Callable, Iterable
from enum import StrEnum
from hashlib import sha256
from html import unescape
from zlib import crc32, decompressobj

from documents.frame import ANSWERS, BLANK_SEAL, EMPTY_SEAL, SEAL
from documents.passport import Passport
from documents.zip_records import CENTRAL, CENTRAL_START, LOCAL
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.late import late

_PURPOSE = b"the seal of a passport, 1"
_CHECKSUM = struct.Struct("<L")
_CHECKSUM_IN_LOCAL, _CHECKSUM_IN_CENTRAL = 14, 16
_OPENING = late(
    rb'<formular xmlns="[^"]*" id="(?P<form>[^"]*)" version="(?P<version>[^"]*)" '
    rb'checksum="(?P<definition>[^"]*)" regler="(?P<rules>[^"]*)" svar="(?P<answers>[^"]*)">'
)
_LONGEST_OPENING = 2048
_RAW = -15

Seal = Callable[[bytes], bytes]
"""From a Word file we have just made to the same one with its seal in place."""


class Standing(StrEnum):
    """What is proved of where a Word file comes from."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNPROVED = "unproved"
    NONE = "none"


def as_made(content: bytes) -> bytes:
    """The seal of whoever holds no key: none."""
    return content


class Sealer:
    """Puts seals in by one key, and knows those that it or a former one put in."""

    def __init__(self, key: str | bytes, former: Iterable[str | bytes] = ()) -> None:
        self._keys = tuple(map(_derived, (key, *former)))

    def seal(self, content: bytes) -> bytes:
        """The same file with its seal in place; raises ValueError for one we have not just made."""
        _, at = _place(content, ANSWERS)
        told = _seal_of(self._keys[0], _passport_in(content, at))
        return _put(content, told.encode())

    def holds(self, passport: Passport) -> bool:
        """Whether the passport was sealed here as it says, by this key or a former one."""
        told = passport.seal.encode("utf-8", "backslashreplace")
        return any(
            hmac.compare_digest(_seal_of(key, passport).encode(), told) for key in self._keys
        )

    def standing(
        self, passport: Passport | None, definition: FormDefinition, answers: Answers
    ) -> Standing:
        """What is proved of a file with this passport whose answers are read as these."""
        if passport is None:
            return Standing.NONE
        if not self.holds(passport):
            return Standing.UNPROVED
        return Standing.UNCHANGED if passport.fits(definition, answers) else Standing.CHANGED


def _derived(key: str | bytes) -> bytes:
    """A key for this purpose alone: whoever learnt it could not sign a session."""
    secret = key.encode() if isinstance(key, str) else key
    return hmac.digest(secret, _PURPOSE, sha256)


def _seal_of(key: bytes, passport: Passport) -> str:
    told = (
        passport.form,
        passport.version,
        passport.definition,
        passport.rules,
        passport.answers,
    )
    return hmac.new(key, "\n".join(told).encode("utf-8", "backslashreplace"), sha256).hexdigest()


def _place(content: bytes, name: str) -> tuple[int, int]:
    """Where a part is told of in the register that ends the zip, and where it stands itself."""
    register = content.rindex(name.encode()) - CENTRAL.size
    signature, *_, at = CENTRAL.unpack_from(content, register)
    if signature != CENTRAL_START:
        raise ValueError("no file of ours")
    return register, at


def _body_at(content: bytes, at: int) -> int:
    fields = LOCAL.unpack_from(content, at)
    return int(at + LOCAL.size + fields[9] + fields[10])


def _passport_in(content: bytes, at: int) -> Passport:
    start = _body_at(content, at)
    packed = content[start : start + _LONGEST_OPENING]
    opening = _OPENING.search(decompressobj(_RAW).decompress(packed, _LONGEST_OPENING))
    if opening is None:
        raise ValueError("no file of ours")
    return Passport(**{name: unescape(text.decode()) for name, text in opening.groupdict().items()})


def _put(content: bytes, told: bytes) -> bytes:
    register, at = _place(content, SEAL)
    start = content.index(EMPTY_SEAL, _body_at(content, at))
    checksum = _CHECKSUM.pack(crc32(BLANK_SEAL.replace(EMPTY_SEAL, told)))
    changed = bytearray(content)
    changed[start : start + len(told)] = told
    for place in (at + _CHECKSUM_IN_LOCAL, register + _CHECKSUM_IN_CENTRAL):
        changed[place : place + _CHECKSUM.size] = checksum
    return bytes(changed)
