"""The chunks of a PNG, and those that it is drawn from."""

from collections.abc import Iterator
from typing import Final

from documents.traces.pieces import Piece, bounded

START: Final = b"\x89PNG\r\n\x1a\n"
# Beside the chunks whose name begins with a capital, which no picture is drawn without.
_KEPT_CHUNKS = frozenset(
    {
        *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
        *(b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT"),
    }
)


def drawn_png(picture: bytes) -> bytes:
    """The picture without its notes, and without what stands behind it; raises Refused."""
    kept = b"".join(each.whole for each in bounded(chunks(picture)) if _is_drawn(each))
    return START + kept if kept else picture


def chunks(picture: bytes) -> Iterator[Piece]:
    """Up to the chunk that ends the picture."""
    at = len(START)
    while at + 12 <= len(picture):
        size, name = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        end = at + 12 + size
        yield Piece(name=name, content=picture[at + 8 : end - 4], whole=picture[at:end])
        if name == b"IEND":
            return
        at = end


def _is_drawn(piece: Piece) -> bool:
    return piece.name[:1].isupper() or piece.name in _KEPT_CHUNKS
