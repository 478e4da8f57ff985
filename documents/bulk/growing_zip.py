"""A zip file that grows on the disk and can be gone on with after any interruption.

Two files grow side by side: the body, and the register that ends a zip file. How long each is
counts only when it is written down as well, so that what a crash left behind it is cut off.
"""

import os
import struct
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from io import FileIO
from pathlib import Path

from documents.pieces import give
from documents.zip_records import (
    CENTRAL,
    CENTRAL_START,
    END,
    END_64,
    END_64_PLACE,
    END_64_PLACE_START,
    END_64_START,
    END_START,
    IN_64_BITS,
    LOCAL,
    LOCAL_START,
    STORED,
    UTF8_NAME,
)

_EXTRA_64 = struct.Struct("<2HQ")
_VERSION, _MIDNIGHT, _FIRST_OF_1980 = 45, 0, 0x21
_MOST_16 = 0xFFFF
BODY, REGISTER = "body", "register"
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file to be stored as it is, since it is a zip file itself."""

    name: str
    content: bytes
    checksum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """How far a zip file has grown: the lengths of its two files, and its entries."""

    body: int = 0
    register: int = 0
    entries: int = 0


class GrowingZip:
    """The two files in a folder, cut to what was written down of them."""

    def __init__(self, folder: Path, grown: Grown) -> None:
        with ExitStack() as opened:
            self._body = opened.enter_context(opened_to_grow(folder / BODY, grown.body))
            self._register = opened.enter_context(opened_to_grow(folder / REGISTER, grown.register))
            self._opened = opened.pop_all()
        self.grown = grown

    def add(self, entries: Sequence[Entry]) -> None:
        """Add files, which `flush` brings to the disk."""
        at = self.grown.body
        body: list[bytes] = []
        register: list[bytes] = []
        for entry in entries:
            head, line = _described(entry, at)
            body += (head, entry.content)
            register.append(line)
            at += len(head) + len(entry.content)
        write_all(self._body, body)
        write_all(self._register, register)
        self.grown = Grown(
            body=at,
            register=self.grown.register + sum(map(len, register)),
            entries=self.grown.entries + len(entries),
        )

    def flush(self) -> None:
        """Bring what was added to the disk; only then may it be written down as there."""
        os.fsync(self._body.fileno())
        os.fsync(self._register.fileno())

    def finish(self) -> None:
        """Put the register behind the body; nothing is added after that."""
        self._register.seek(0)
        while piece := self._register.read(_PIECE):
            write_all(self._body, [piece])
        write_all(self._body, [_ending(self.grown)])
        os.fsync(self._body.fileno())

    def close(self) -> None:
        """Close both files."""
        self._opened.close()


def opened_to_grow(path: Path, length: int) -> FileIO:
    """A file cut to its length, to be written on behind that."""
    path.touch(mode=0o600)
    stream = path.open("r+b", buffering=0)
    stream.truncate(length)
    stream.seek(length)
    return stream


def write_all(stream: FileIO, pieces: Iterable[bytes]) -> None:
    """Write all pieces at the end; raises OSError when the disk is full."""
    give(pieces, partial(os.writev, stream.fileno()))


def _described(entry: Entry, at: int) -> tuple[bytes, bytes]:
    """What stands before an entry, and its line in the register."""
    name, size = entry.name.encode(), len(entry.content)
    facts = (
        *(UTF8_NAME, STORED, _MIDNIGHT, _FIRST_OF_1980),
        *(entry.checksum, size, size, len(name)),
    )
    head = LOCAL.pack(LOCAL_START, _VERSION, *facts, 0) + name
    extra = _EXTRA_64.pack(1, 8, at) if at >= IN_64_BITS else b""
    place = min(at, IN_64_BITS)
    line = CENTRAL.pack(CENTRAL_START, _VERSION, _VERSION, *facts, len(extra), 0, 0, 0, 0, place)
    return head, line + name + extra


def _ending(grown: Grown) -> bytes:
    """The end of the register, with 64 bits where 32 do not suffice."""
    entries, size, place = grown.entries, grown.register, grown.body
    ending = b""
    if entries >= _MOST_16 or place >= IN_64_BITS:
        places = (entries, entries, size, place)
        ending = END_64.pack(END_64_START, 44, _VERSION, _VERSION, 0, 0, *places)
        ending += END_64_PLACE.pack(END_64_PLACE_START, 0, place + size, 1)
    few, near = min(entries, _MOST_16), min(place, IN_64_BITS)
    return ending + END.pack(END_START, 0, 0, few, few, size, near, 0)
