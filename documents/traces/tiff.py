"""The fields of a TIFF, and the same picture with those alone that it is drawn from.

What a camera writes into pictures of other formats is built the same.
"""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from documents.safety.verdict import Refused, Verdict
from documents.traces.jpeg import START as JPEG
from documents.traces.jpeg import drawn_jpeg

MORE_FIELDS: Final = 0x8769
"""The field that leads to what a camera tells."""
FURTHER: Final = 330
"""The field that leads to further pictures, such as smaller ones of the same."""
STARTS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
LEADS_OUT: Final = (struct.error, OverflowError)
"""What is raised for a place outside of the file, the second for one outside of any."""
_STRIPS, _SIZES = (273, 324), (279, 325)
_COMPRESSION, _OLD_JPEG, _JPEG = 259, 6, 7
_DRAWN_FROM = frozenset(
    {
        *(*range(254, 260), 262, *range(263, 267), 273, 274, *range(277, 285), 286, 287),
        *(*range(290, 294), 296, 297, 301, *range(317, 329), FURTHER, 332, 334, 336),
        *(*range(338, 343), 347, 512, 529, 530, 531, 532, 34675, 37439, 50674),
    }
)
_SIZE_OF = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SIZE_OF |= {16: 8, 17: 8, 18: 8}
_LETTER_OF = {3: "H", 4: "L", 13: "L", 16: "Q", 18: "Q"}
_WORDS = frozenset({1, 2, 6, 7})
_MOST_FIELDS, _MOST_STRIPS, _MOST_TIMES_COPIED = 100_000, 1_000_000, 4


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
class _Shape:
    """How a TIFF writes its numbers: `most` is the letter of those that say how many, or where."""

    order: str
    most: str

    @property
    def count(self) -> struct.Struct:
        return struct.Struct(self.order + ("H" if self.most == "L" else "Q"))

    @property
    def place(self) -> struct.Struct:
        return struct.Struct(self.order + self.most)

    @property
    def line(self) -> struct.Struct:
        return struct.Struct(f"{self.order}HH{self.most}{self.place.size}s")


def directories(picture: bytes, leading: Collection[int]) -> Iterator[Directory]:
    """Every directory, each once, also those that these fields lead to.

    None of what is no TIFF. Raises Refused, and what LEADS_OUT where one is cut off.
    """
    shape = _shape_of(picture)
    if shape is None:
        return
    waiting, met = [*shape.place.unpack_from(picture, shape.place.size)], {0}
    left = _MOST_FIELDS
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
                waiting += numbers_of(picture, each)


def numbers_of(picture: bytes, field: Field) -> tuple[int, ...]:
    """What a field of whole numbers says; raises Refused and what LEADS_OUT."""
    letter = _LETTER_OF.get(field.kind)
    if letter is None:
        raise Refused(Verdict.DAMAGED, "a field that is of another kind")
    if field.count > _MOST_STRIPS:
        raise Refused(Verdict.TOO_COMPLEX, "a picture of too many strips")
    order = "<" if picture.startswith(b"I") else ">"
    return struct.unpack_from(f"{order}{field.count}{letter}", picture, field.at)


def drawn_tiff(picture: bytes) -> bytes:
    """The picture with every byte in its place that it is drawn from, and nothing in the others.

    Raises Refused for what is not read whole, which might be cut.
    """
    shape = _shape_of(picture)
    if shape is None:
        return picture
    try:
        return _Drawn(picture, shape).to_bytes()
    except LEADS_OUT as error:
        raise Refused(Verdict.DAMAGED, "a picture that leads out of itself") from error


def _shape_of(picture: bytes) -> _Shape | None:
    if not picture.startswith(STARTS):
        return None
    order = "<" if picture.startswith(b"I") else ">"
    return _Shape(order=order, most="L" if b"*" in picture[:4] else "Q")


def _directory(picture: bytes, at: int, shape: _Shape) -> Directory:
    (count,) = shape.count.unpack_from(picture, at)
    if count > _MOST_FIELDS:
        raise Refused(Verdict.TOO_COMPLEX, "a picture of too many fields")
    begun, size = at + shape.count.size, shape.line.size
    fields = tuple(_field(picture, begun + size * each, shape) for each in range(count))
    # Some cameras leave out what says that none follows.
    rest = picture[begun + size * count :][: shape.place.size].ljust(shape.place.size, b"\0")
    return Directory(at=at, fields=fields, following=shape.place.unpack(rest)[0])


def _field(picture: bytes, at: int, shape: _Shape) -> Field:
    number, kind, count, _content = shape.line.unpack_from(picture, at)
    after = at + shape.line.size
    size, inside = count * _SIZE_OF.get(kind, 1), after - shape.place.size
    start = inside
    if size > shape.place.size:
        (start,) = shape.place.unpack_from(picture, inside)
    line = picture[at:after]
    return Field(number=number, kind=kind, count=count, at=start, end=start + size, line=line)


class _Drawn:
    """A TIFF on its way to one that holds nothing else; all stays where it was."""

    def __init__(self, picture: bytes, shape: _Shape) -> None:
        self._picture, self._shape = picture, shape
        self._made = bytearray(len(picture))
        self._left = _MOST_TIMES_COPIED * len(picture)

    def to_bytes(self) -> bytes:
        """Raises Refused and what LEADS_OUT."""
        self._put(0, self._piece(0, 2 * self._shape.place.size))
        drawn = tuple(directories(self._picture, (FURTHER,)))
        for each in drawn:
            self._copy(each)
        for each in drawn:
            self._write(each)
        for each in drawn:
            self._refuse_rests(each)
        return bytes(self._made)

    def _copy(self, directory: Directory) -> None:
        fields = {each.number: each for each in directory.fields if each.number in _DRAWN_FROM}
        compression = fields.get(_COMPRESSION)
        packed = numbers_of(self._picture, compression) if compression else ()
        if _OLD_JPEG in packed:
            raise Refused(Verdict.UNSAFE_CONTENT, "a picture whose pieces nobody tells apart")
        for each in fields.values():
            self._put(each.at, self._piece(each.at, each.end))
        for strips, sizes in zip(_STRIPS, _SIZES, strict=True):
            if strips in fields:
                for start, end in self._places(fields[strips], fields.get(sizes)):
                    piece = self._piece(start, end)
                    self._put(start, _without_notes(piece) if _JPEG in packed else piece)

    def _places(self, strips: Field, sizes: Field | None) -> Iterator[tuple[int, int]]:
        if sizes is None or sizes.count != strips.count:
            raise Refused(Verdict.DAMAGED, "a picture that does not say how large it is")
        told = (numbers_of(self._picture, each) for each in (strips, sizes))
        yield from ((start, start + size) for start, size in zip(*told, strict=True))

    def _piece(self, start: int, end: int) -> bytes:
        piece = self._picture[start:end]
        self._left -= len(piece)
        if self._left < 0:
            raise Refused(Verdict.TOO_COMPLEX, "a picture whose pieces lie over each other")
        return piece

    def _put(self, at: int, piece: bytes) -> None:
        self._made[at : at + len(piece)] = piece

    def _write(self, directory: Directory) -> None:
        shape = self._shape
        lines = [each.line for each in directory.fields if each.number in _DRAWN_FROM]
        made = shape.count.pack(len(lines)) + b"".join(lines)
        made += shape.place.pack(directory.following)
        room = shape.count.size + shape.line.size * len(directory.fields) + shape.place.size
        self._put(directory.at, made.ljust(room, b"\0"))

    def _refuse_rests(self, directory: Directory) -> None:
        """Where what is drawn and what is told lie over each other, neither goes alone."""
        for each in directory.fields:
            is_told = each.number not in _DRAWN_FROM and each.kind in _WORDS
            if is_told and each.end - each.at > self._shape.place.size:
                self._piece(each.at, each.end)
                if self._made[each.at : each.end].strip(b"\0"):
                    raise Refused(Verdict.UNSAFE_CONTENT, "words within what is drawn")


def _without_notes(strip: bytes) -> bytes:
    """A strip that is a JPEG may have notes of its own; nothing takes their room."""
    return drawn_jpeg(strip).ljust(len(strip), b"\0") if strip.startswith(JPEG) else strip
