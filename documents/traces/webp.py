"""The chunks of a WebP, and those that it is drawn from, each picture of it."""

from collections.abc import Iterator

from documents.traces.pieces import MOST_PIECES, Piece, bounded

EXIF, XMP = b"EXIF", b"XMP "
_START, _KIND, _HEAD = b"RIFF", b"WEBP", 12
_FEATURES, _FRAME = b"VP8X", b"ANMF"
_KEPT = frozenset({_FEATURES, _FRAME, b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP"})
_SAYS_NOTES = 0x0C  # the features that tell of Exif and of XMP
_FRAME_HEAD, _MOST_OF_FRAME = 16, 50


def is_webp(picture: bytes) -> bool:
    """Whether it says that it is one."""
    return picture.startswith(_START) and picture[8:_HEAD] == _KIND


def drawn_webp(picture: bytes) -> bytes:
    """The picture without its notes, and without what stands behind it; raises Refused."""
    kept = _drawn(webp_chunks(picture), MOST_PIECES)
    return _START + (len(kept) + 4).to_bytes(4, "little") + _KIND + kept if kept else picture


def webp_chunks(picture: bytes) -> Iterator[Piece]:
    """Those within the size that the picture says it has."""
    size = int.from_bytes(picture[4:8], "little")
    yield from _chunks(picture[: 8 + size], _HEAD)


def _drawn(chunks: Iterator[Piece], most: int) -> bytes:
    return b"".join(_drawn_chunk(each) for each in bounded(chunks, most) if each.name in _KEPT)


def _drawn_chunk(chunk: Piece) -> bytes:
    if chunk.name == _FEATURES and chunk.content:
        says = chunk.content[0] & ~_SAYS_NOTES
        return chunk.whole[:8] + bytes([says]) + chunk.whole[9:]
    if chunk.name == _FRAME:
        drawn = _drawn(_chunks(chunk.content, _FRAME_HEAD), _MOST_OF_FRAME)
        content = chunk.content[:_FRAME_HEAD] + drawn
        return chunk.name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)
    return chunk.whole


def _chunks(picture: bytes, at: int) -> Iterator[Piece]:
    """Each begins on an even byte, whatever its size."""
    while at + 8 <= len(picture):
        end = at + 8 + int.from_bytes(picture[at + 4 : at + 8], "little")
        after = end + end % 2
        name, content = picture[at : at + 4], picture[at + 8 : end]
        yield Piece(name=name, content=content, whole=picture[at:after])
        at = after
