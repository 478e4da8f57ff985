"""The segments of a JPEG, and those that it is drawn from."""

import re
from collections.abc import Iterator
from typing import Final

from documents.traces.pieces import Piece, bounded

START: Final = b"\xff\xd8"
APPLICATION_1, APPLICATION_13, COMMENT = b"\xe1", b"\xed", b"\xfe"
_SCAN, _END = b"\xda", b"\xd9"
_MARK = re.compile(rb"\xff([\xc0-\xcf\xd9-\xfe])")
_KEPT_BLOCKS = {b"\xe0": b"JFIF\0", b"\xe2": b"ICC_PROFILE\0", b"\xee": b"Adobe"}
_APPLICATIONS = frozenset(bytes([each]) for each in range(0xE0, 0xF0))


def drawn_jpeg(picture: bytes) -> bytes:
    """The picture without its notes, and without what stands behind it; raises Refused."""
    found = tuple(bounded(segments(picture)))
    kept = b"".join(each.whole for each in found if _is_drawn(each))
    return START + kept if found else picture


def segments(picture: bytes) -> Iterator[Piece]:
    """Up to the mark that ends the picture; a scan goes with the segment that begins it.

    What stands between segments is passed over, as by those who draw it; within a scan a mark that
    begins no segment is damage, which they draw on behind.
    """
    at = len(START)
    while mark := _MARK.search(picture, at):
        start, end = mark.end(), mark.end()
        if mark[1] != _END:
            end += int.from_bytes(picture[start : start + 2], "big")
        if mark[1] == _SCAN:
            after = _MARK.search(picture, end)
            end = after.start() if after else len(picture)
        content = picture[start + 2 : end]
        yield Piece(name=mark[1], content=content, whole=picture[mark.start() : end])
        if mark[1] == _END:
            return
        at = end


def _is_drawn(piece: Piece) -> bool:
    if piece.name in _APPLICATIONS:
        block = _KEPT_BLOCKS.get(piece.name)
        return block is not None and piece.content.startswith(block)
    return piece.name != COMMENT
