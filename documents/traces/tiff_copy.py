"""The same TIFF with those of its bytes alone that it is drawn from."""

from documents.safety.verdict import Refused, Verdict
from documents.traces.jpeg import START as JPEG
from documents.traces.jpeg import drawn_jpeg
from documents.traces.tiff import (
    FURTHER,
    LEADS_OUT,
    Directory,
    Field,
    Shape,
    Source,
    directories,
    shape_of,
)
from documents.traces.tiff_pixels import JPEG_TABLES, Pixels, drawn_fields, is_drawn_from

_WORDS = frozenset({1, 2, 6, 7})


def drawn_tiff(picture: bytes) -> bytes:
    """The picture with every byte in its place that it is drawn from, and nothing in the others.

    Raises Refused for what is not read whole, which might be cut.
    """
    shape = shape_of(picture)
    if shape is None:
        return picture
    try:
        return _Drawn(picture, shape).to_bytes()
    except LEADS_OUT as error:
        raise Refused(Verdict.DAMAGED, "a picture that leads out of itself") from error


class _Drawn:
    """A TIFF on its way to one that holds nothing else; all stays where it was."""

    def __init__(self, picture: bytes, shape: Shape) -> None:
        self._picture, self._shape = picture, shape
        self._made = bytearray(len(picture))
        self._source = Source(picture)

    def to_bytes(self) -> bytes:
        """Raises Refused and what LEADS_OUT."""
        self._put(0, self._source.piece(0, 2 * self._shape.place.size))
        drawn = tuple(directories(self._picture, (FURTHER,)))
        for each in drawn:
            self._copy(each)
        for each in drawn:
            self._write(each)
        for each in drawn:
            self._refuse_rests(each)
        return bytes(self._made)

    def _copy(self, directory: Directory) -> None:
        pixels = Pixels(fields=drawn_fields(directory), source=self._source)
        for each in pixels.fields.values():
            self._put(each.at, self._content(each))
        are_jpegs = pixels.are_jpegs()
        for start, end in pixels.places():
            piece = self._source.piece(start, end)
            self._put(start, _without_notes(piece) if are_jpegs else piece)

    def _content(self, field: Field) -> bytes:
        piece = self._source.piece(field.at, field.end)
        if field.number != JPEG_TABLES:
            return piece
        made = _without_notes(piece)
        if made != piece and self._is_in_line(field):
            raise Refused(Verdict.UNSAFE_CONTENT, "words where nothing is drawn")
        return made

    def _is_in_line(self, field: Field) -> bool:
        """Its line is taken as it is."""
        return field.end - field.at <= self._shape.place.size

    def _put(self, at: int, piece: bytes) -> None:
        self._made[at : at + len(piece)] = piece

    def _write(self, directory: Directory) -> None:
        shape = self._shape
        lines = [each.line for each in directory.fields if is_drawn_from(each)]
        made = shape.count.pack(len(lines)) + b"".join(lines)
        made += shape.place.pack(directory.following)
        room = shape.count.size + shape.line.size * len(directory.fields) + shape.place.size
        self._put(directory.at, made.ljust(room, b"\0"))

    def _refuse_rests(self, directory: Directory) -> None:
        """Where what is drawn and what is told lie over each other, neither goes alone."""
        for each in directory.fields:
            is_told = not is_drawn_from(each) and each.kind in _WORDS
            if is_told and not self._is_in_line(each):
                self._source.piece(each.at, each.end)
                if self._made[each.at : each.end].strip(b"\0"):
                    raise Refused(Verdict.UNSAFE_CONTENT, "words within what is drawn")


def _without_notes(strip: bytes) -> bytes:
    """A strip that is a JPEG may have notes of its own; nothing takes their room."""
    return drawn_jpeg(strip).ljust(len(strip), b"\0") if strip.startswith(JPEG) else strip
