"""The fields of a TIFF, and as much of what they lead to as is read of one picture.

What a camera writes into pictures of other formats is built the same.
"""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from documents.safety.verdict import Refused, Verdict

MORE_FIELDS: Final = 0x8769
"""The field that leads to what a camera tells."""
FURTHER: Final = 330
"""The field that leads to further pictures, such as smaller ones of the same."""
STARTS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
LEADS_OUT: Final = (struct.error, OverflowError)
"""What is raised for a place outside of the file, the second for one outside of any."""
_SIZE_OF = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SIZE_OF |= {16: 8, 17: 8, 18: 8}
_LETTER_OF = {3: "H", 4: "L", 13: "L", 16: "Q", 18: "Q"}
_MOST_FIELDS, _MOST_NUMBERS, _MOST_TIMES_READ = 100_000, 2_000_000, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: what it is, of which kind, how many, and from where to where its content stands.

    `line` is how it stands in its directory.
    """

    number: int
    kind: int
    count: int
    at: int
    end: int
    line: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The fields of one picture, where they stand, and where the next directory does."""

    at: int
    fields: tuple[Field, ...]
    following: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a TIFF writes its numbers: `most` is the letter of those that say how many, or where."""

    order: str
    most: str

    @property
    def count(self) -> struct.Struct:
        """How many fields a directory has."""
        return struct.Struct(self.order + ("H" if self.most == "L" else "Q"))

    @property
    def place(self) -> struct.Struct:
        """Where something stands."""
        return struct.Struct(self.order + self.most)

    @property
    def line(self) -> struct.Struct:
        """A field: number, kind, count, and its content or where that stands."""
        return struct.Struct(f"{self.order}HH{self.most}{self.place.size}s")


def directories(picture: bytes, leading: Collection[int]) -> Iterator[Directory]:
    """Every directory, each once, also those that these fields lead to.

    None of what is no TIFF. Raises Refused, and what LEADS_OUT where one is cut off.
    """
    shape = shape_of(picture)
    if shape is None:
        return
    waiting, met = [*shape.place.unpack_from(picture, shape.place.size)], {0}
    left, source = _MOST_FIELDS, Source(picture, most_numbers=_MOST_FIELDS)
    while waiting:
        at = waiting.pop()
        if at in met:
            continue
        met.add(at)
        found = _directory(picture, at, shape)
        left -= 1 + len(found.fields)
        if left < 0:
            raise Refused(Verdict.TOO_COMPLEX, "a picture of too many fields")
        waiting.append(found.following)
        yield found
        for each in found.fields:
            if each.number in leading:
                waiting += source.numbers_of(each)


class Source:
    """A TIFF that is read: the same numbers and bytes a few times and no more.

    Its fields may all lead to the same places.
    """

    def __init__(self, picture: bytes, *, most_numbers: int = _MOST_NUMBERS) -> None:
        self._picture, self._order = picture, "<" if picture.startswith(b"I") else ">"
        self._numbers_left, self._bytes_left = most_numbers, _MOST_TIMES_READ * len(picture)

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self._picture)

    def numbers_of(self, field: Field) -> tuple[int, ...]:
        """What a field of whole numbers says; raises Refused and what LEADS_OUT."""
        letter = _LETTER_OF.get(field.kind)
        if letter is None:
            raise Refused(Verdict.DAMAGED, "a field that is of another kind")
        self._numbers_left -= field.count
        if self._numbers_left < 0:
            raise Refused(Verdict.TOO_COMPLEX, "a picture that leads to too many places")
        return struct.unpack_from(f"{self._order}{field.count}{letter}", self._picture, field.at)

    def piece(self, start: int, end: int) -> bytes:
        """The bytes between two places; raises Refused."""
        piece = self._picture[start:end]
        self._bytes_left -= len(piece)
        if self._bytes_left < 0:
            raise Refused(Verdict.TOO_COMPLEX, "a picture whose pieces lie over each other")
        return piece


def shape_of(picture: bytes) -> Shape | None:
    """None for what is no TIFF."""
    if not picture.startswith(STARTS):
        return None
    order = "<" if picture.startswith(b"I") else ">"
    return Shape(order=order, most="L" if b"*" in picture[:4] else "Q")


def _directory(picture: bytes, at: int, shape: Shape) -> Directory:
    (count,) = shape.count.unpack_from(picture, at)
    if count > _MOST_FIELDS:
        raise Refused(Verdict.TOO_COMPLEX, "a picture of too many fields")
    begun, size = at + shape.count.size, shape.line.size
    fields = tuple(_field(picture, begun + size * each, shape) for each in range(count))
    # Some cameras leave out what says that none follows.
    rest, room = begun + size * count, shape.place.size
    following = picture[rest : rest + room].ljust(room, b"\0")
    return Directory(at=at, fields=fields, following=shape.place.unpack(following)[0])


def _field(picture: bytes, at: int, shape: Shape) -> Field:
    number, kind, count, _content = shape.line.unpack_from(picture, at)
    after = at + shape.line.size
    size, inside = count * _SIZE_OF.get(kind, 1), after - shape.place.size
    start = inside
    if size > shape.place.size:
        (start,) = shape.place.unpack_from(picture, inside)
    line = picture[at:after]
    return Field(number=number, kind=kind, count=count, at=start, end=start + size, line=line)
