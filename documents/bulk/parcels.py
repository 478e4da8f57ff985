"""Rows on the way to a process that makes documents of them, and documents on their way back."""

import struct
from collections.abc import Iterable, Iterator

from documents.safety.wire import WireBroken
from forms.messages import N_

_HEAD = struct.Struct(">QLL")
"""Number, length and checksum of the document made of a row; a row itself has none."""

Numbered = tuple[int, bytes, int]

TOO_SLOW = N_(
    "Dokumentet var ikke færdigt efter %(seconds)s sekunder og blev stoppet. Står der en løkke i "
    "skabelonen, som ikke ender?"
)


def packed(first: bytes, numbered: Iterable[Numbered]) -> list[bytes]:
    """Rows, or documents, with their numbers and checksums as one body behind its first bytes.

    It is given in pieces, which are copied on their way out alone.
    """
    pieces = [first]
    for number, data, checksum in numbered:
        pieces += (_HEAD.pack(number, len(data), checksum), data)
    return pieces


def unpacked(body: memoryview) -> Iterator[Numbered]:
    """What `packed` put behind its first bytes; raises WireBroken."""
    at = 0
    while at < len(body):
        if at + _HEAD.size > len(body):
            raise WireBroken("a row is cut off")
        number, length, checksum = _HEAD.unpack_from(body, at)
        at += _HEAD.size
        yield number, bytes(body[at : at + length]), checksum
        at += length
