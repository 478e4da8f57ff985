"""The blocks of a GIF, and those that it is drawn from, each picture of it."""

import re
from collections.abc import Iterator
from typing import Final

from documents.safety.verdict import Refused, Verdict
from documents.traces.pieces import Piece, bounded

STARTS: Final = (b"GIF87a", b"GIF89a")
APPLICATION, COMMENT = b"!\xff", b"!\xfe"
_HEAD, _TIMING, _PICTURE, _END = b"GIF", b"!\xf9", b",", b";"
_MARK = re.compile(b"[!,;]")
_HEAD_SIZE, _PICTURE_SIZE = 13, 10
# How often it is shown, by either of two names, and its colours.
_KEPT_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
_MOST_RUNS = 1_000_000
_LENGTH_OF_NAME = 11


def drawn_gif(picture: bytes) -> bytes:
    """The picture without its notes, and without what stands behind it; raises Refused."""
    kept = b"".join(each.whole for each in bounded(blocks(picture)) if _is_drawn(each))
    return kept or picture


def blocks(picture: bytes) -> Iterator[Piece]:
    """Up to the block that ends it; what stands between blocks is passed over.

    Raises Refused for one whose blocks are of too many runs of bytes.
    """
    if len(picture) < _HEAD_SIZE:
        return
    at = _HEAD_SIZE + _size_of_colours(picture[_HEAD_SIZE - 3])
    yield Piece(name=_HEAD, content=b"", whole=picture[:at])
    left = iter(range(_MOST_RUNS))
    while mark := _MARK.search(picture, at):
        start, name = mark.start(), mark[0]
        if name == _END:
            yield Piece(name=_END, content=b"", whole=_END)
            return
        begun = _begin_of_pixels(picture, start)
        if name != _PICTURE:
            name, begun = picture[start : start + 2], start + 2
        at = _end_of_runs(picture, begun, left)
        yield _block(name, picture[start:at], begun - start)


def _block(name: bytes, whole: bytes, begun: int) -> Piece:
    content = b""
    if name == COMMENT:
        content = b"".join(_runs(whole, begun))
    elif name == APPLICATION and whole[begun : begun + 1] == bytes([_LENGTH_OF_NAME]):
        content = whole[begun + 1 :]
    return Piece(name=name, content=content, whole=whole)


def _is_drawn(piece: Piece) -> bool:
    if piece.name == APPLICATION:
        return piece.content.startswith(_KEPT_APPLICATIONS)
    return piece.name in (_HEAD, _TIMING, _PICTURE, _END)


def _size_of_colours(flags: int) -> int:
    return 3 * 2 ** (1 + flags % 8) if flags & 0x80 else 0


def _begin_of_pixels(picture: bytes, start: int) -> int:
    """Behind what a picture says of itself, its own colours and the byte that tells its codes."""
    last = start + _PICTURE_SIZE
    flags = picture[last - 1] if last <= len(picture) else 0
    return last + _size_of_colours(flags) + 1


def _end_of_runs(picture: bytes, at: int, left: Iterator[int]) -> int:
    """Each run begins with its length; one of none is the last."""
    while at < len(picture) and picture[at]:
        at += 1 + picture[at]
        if next(left, None) is None:
            raise Refused(Verdict.TOO_COMPLEX, "a picture of too many runs of bytes")
    return at + 1


def _runs(block: bytes, at: int) -> Iterator[bytes]:
    while at < len(block) and block[at]:
        yield block[at + 1 : at + 1 + block[at]]
        at += 1 + block[at]
