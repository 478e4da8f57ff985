"""Where the pixels of a TIFF stand, each place proved to hold as much as is drawn of it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from documents.safety.verdict import Refused, Verdict
from documents.traces.jpeg import START as JPEG
from documents.traces.tiff import FURTHER, LEADS_OUT, Directory, Field, Source, directories

JPEG_TABLES: Final = 347
"""The field of what all JPEGs of a picture are drawn with; it may have notes as they have."""
_STRIPS, _TILES = (273, 279), (324, 325)
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES, _ROWS, _PLANES = 256, 257, 258, 259, 277, 278, 284
_TILE_WIDTH, _TILE_HEIGHT = 322, 323
_UNPACKED, _OLD_JPEG, _JPEG = 1, 6, 7
_EACH_ALONE = 2
_DRAWN_FROM = frozenset(
    {
        *(*range(254, 260), 262, *range(263, 267), 273, 274, *range(277, 285), 286, 287),
        *(*range(290, 294), 296, 297, 301, *range(317, 329), FURTHER, 332, 334, 336),
        *(*range(338, 343), JPEG_TABLES, 512, 529, 530, 531, 532, 34675, 37439, 50674),
    }
)


def is_drawn_from(field: Field) -> bool:
    """Whether a picture looks otherwise without it."""
    return field.number in _DRAWN_FROM


def drawn_fields(directory: Directory) -> Mapping[int, Field]:
    """Those that its picture is drawn from, by their numbers; raises Refused.

    Of one that stands there twice, some who draw it take the first and some the last.
    """
    found: dict[int, Field] = {}
    for each in filter(is_drawn_from, directory.fields):
        if found.setdefault(each.number, each) is not each:
            raise Refused(Verdict.UNSAFE_CONTENT, "a picture that says the same twice")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """What the fields of one picture say of its strips or tiles."""

    fields: Mapping[int, Field]
    source: Source

    def are_jpegs(self) -> bool:
        """Whether each is a JPEG of its own; raises Refused, and what LEADS_OUT."""
        return _JPEG in self._packed()

    def places(self) -> Iterator[tuple[int, int]]:
        """From where to where each stands; raises Refused, and what LEADS_OUT.

        What is not packed is drawn from as many bytes as it has pixels, whatever it says of its
        size.
        """
        if _OLD_JPEG in self._packed():
            raise Refused(Verdict.UNSAFE_CONTENT, "a picture whose pieces nobody tells apart")
        numbers = _TILES if self._is_tiled() else _STRIPS
        starts, sizes = (self.fields.get(each) for each in numbers)
        if starts is None:
            return
        if sizes is None or sizes.count != starts.count:
            raise Refused(Verdict.DAMAGED, "a picture that does not say how large it is")
        told = (self.source.numbers_of(each) for each in (starts, sizes))
        needed = self._needed(starts.count)
        for start, size, least in zip(*told, needed, strict=False):
            if size < least or start + size > self.source.size:
                raise Refused(Verdict.DAMAGED, "a picture that is not where it says")
            yield start, start + size

    def _needed(self, count: int) -> Iterator[int]:
        """How many bytes each place has at least; raises Refused where there are too few."""
        packed = self._packed()
        if not packed or _UNPACKED in packed:
            yield from self._drawn(count)
        while True:
            yield 1

    def _drawn(self, count: int) -> Iterator[int]:
        """How many bytes are drawn of each place; whoever ends before is cut short."""
        width, height = self._one(_WIDTH), self._one(_HEIGHT)
        samples = self._one(_SAMPLES, 1)
        planes = samples if self._one(_PLANES, 1) == _EACH_ALONE else 1
        across, down = width, min(self._one(_ROWS, height), height)
        if self._is_tiled():
            across, down = self._one(_TILE_WIDTH), self._one(_TILE_HEIGHT)
        row = -(-across * (samples // planes) * self._bits() // 8)
        of_plane = -(-width // across) * -(-height // down)
        if count < of_plane * planes:
            raise Refused(Verdict.DAMAGED, "a picture of which something is missing")
        rest = down if self._is_tiled() else height - down * (of_plane - 1)
        for number in range(1, of_plane * planes + 1):
            yield row * (down if number % of_plane else rest)

    def _is_tiled(self) -> bool:
        """Raises Refused for what some who draw it take as strips and some as tiles."""
        is_tiled = not self.fields.keys().isdisjoint((*_TILES, _TILE_WIDTH, _TILE_HEIGHT))
        if is_tiled and not self.fields.keys().isdisjoint(_STRIPS):
            raise Refused(Verdict.UNSAFE_CONTENT, "a picture that is of strips and of tiles")
        return is_tiled

    def _packed(self) -> tuple[int, ...]:
        found = self.fields.get(_COMPRESSION)
        return self.source.numbers_of(found) if found else ()

    def _bits(self) -> int:
        found = self.fields.get(_BITS)
        return max(self.source.numbers_of(found), default=1) if found else 1

    def _one(self, number: int, usual: int = 0) -> int:
        found = self.fields.get(number)
        said = self.source.numbers_of(found)[:1] if found else (usual,)
        if not any(said):
            raise Refused(Verdict.DAMAGED, "a picture that does not say how large it is")
        return said[0]


def jpegs_in(picture: bytes) -> Iterator[bytes]:
    """The JPEGs that a TIFF is made of, and the tables they share, as far as it can be read."""
    source = Source(picture)
    with suppress(*LEADS_OUT, Refused):
        for each in directories(picture, (FURTHER,)):
            pixels = Pixels(fields=drawn_fields(each), source=source)
            tables = pixels.fields.get(JPEG_TABLES)
            places = [(tables.at, tables.end)] if tables else []
            if pixels.are_jpegs():
                places += pixels.places()
            pieces = (source.piece(*place) for place in places)
            yield from (piece for piece in pieces if piece.startswith(JPEG))
