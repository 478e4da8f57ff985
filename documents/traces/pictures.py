"""The pieces of a JPEG or PNG, and the same picture with those alone that it is drawn from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from documents.safety.verdict import Refused, Verdict

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_MOST_PIECES = 20_000
APPLICATION_1, APPLICATION_13, COMMENT = b"\xe1", b"\xed", b"\xfe"
_SCAN, _END = b"\xda", b"\xd9"
_MARK = re.compile(rb"\xff([\xc0-\xcf\xd9-\xfe])")
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_KEPT_BLOCKS = {b"\xe0": b"JFIF\0", b"\xe2": b"ICC_PROFILE\0", b"\xee": b"Adobe"}
_APPLICATIONS = frozenset(bytes([each]) for each in range(0xE0, 0xF0))
# Beside the chunks whose name begins with a capital, which no picture is drawn without.
_KEPT_CHUNKS = frozenset(
    {
        *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
        *(b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment of a JPEG or chunk of a PNG: its name, what it holds, and all its bytes."""

    name: bytes
    content: bytes
    whole: bytes


def pieces_of(picture: bytes) -> Iterator[Piece]:
    """The pieces in their order, as many as are looked at; none of what is no JPEG or PNG."""
    yield from islice(_all_pieces(picture), _MOST_PIECES)


def _all_pieces(picture: bytes) -> Iterator[Piece]:
    if picture.startswith(_JPEG):
        yield from _segments(picture)
    elif picture.startswith(_PNG):
        yield from _chunks(picture)


def without_notes(picture: bytes) -> bytes:
    """The same picture without what its camera or program wrote in it, or behind it.

    Raises Refused for one of more pieces than are looked at, which would be cut off.
    """
    is_jpeg = picture.startswith(_JPEG)
    is_drawn = _is_drawn_segment if is_jpeg else _is_drawn_chunk
    kept = b"".join(each.whole for each in _bounded(_all_pieces(picture)) if is_drawn(each))
    return (_JPEG if is_jpeg else _PNG) + kept if kept else picture


def _bounded(pieces: Iterator[Piece]) -> Iterator[Piece]:
    yield from islice(pieces, _MOST_PIECES)
    if next(pieces, None) is not None:
        raise Refused(Verdict.TOO_COMPLEX, "a picture of too many pieces")


def _is_drawn_segment(piece: Piece) -> bool:
    if piece.name in _APPLICATIONS:
        block = _KEPT_BLOCKS.get(piece.name)
        return block is not None and piece.content.startswith(block)
    return piece.name != COMMENT


def _is_drawn_chunk(piece: Piece) -> bool:
    return piece.name[:1].isupper() or piece.name in _KEPT_CHUNKS


def _segments(picture: bytes) -> Iterator[Piece]:
    """Up to the mark that ends the picture; a scan goes with the segment that begins it.

    What stands between segments is passed over, as by those who draw it.
    """
    at = len(_JPEG)
    while mark := _MARK.search(picture, at):
        start, end = mark.end(), mark.end()
        if mark[1] != _END:
            end += int.from_bytes(picture[start : start + 2], "big")
        if mark[1] == _SCAN:
            after = _AFTER_SCAN.search(picture, end)
            end = after.start() if after else len(picture)
        content = picture[start + 2 : end]
        yield Piece(name=mark[1], content=content, whole=picture[mark.start() : end])
        if mark[1] == _END:
            return
        at = end


def _chunks(picture: bytes) -> Iterator[Piece]:
    """Up to the chunk that ends the picture."""
    at = len(_PNG)
    while at + 12 <= len(picture):
        size, name = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        end = at + 12 + size
        yield Piece(name=name, content=picture[at + 8 : end - 4], whole=picture[at:end])
        if name == b"IEND":
            return
        at = end
