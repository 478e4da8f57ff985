"""Pictures of the formats that Word and Excel take: what they are made of, and without notes."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from documents.safety.verdict import Refused
from documents.traces import gif, jpeg, png, tiff, tiff_copy, tiff_pixels, webp
from documents.traces.pieces import MOST_PIECES, Piece

TIFF: Final = b"TIFF"
"""The name of the piece that a TIFF is told as, before those of the JPEGs it is made of."""


def pieces_of(picture: bytes) -> Iterator[Piece]:
    """The pieces in their order, as many as are looked at; none of what is no such picture."""
    with suppress(Refused):
        yield from islice(_all_pieces(picture), MOST_PIECES)


def without_notes(picture: bytes) -> bytes:
    """The same picture without what its camera or program wrote in it, or behind it.

    Raises Refused for one that is not looked at whole, since it would be cut off.
    """
    if picture.startswith(jpeg.START):
        return jpeg.drawn_jpeg(picture)
    if picture.startswith(png.START):
        return png.drawn_png(picture)
    if picture.startswith(gif.STARTS):
        return gif.drawn_gif(picture)
    if picture.startswith(tiff.STARTS):
        return tiff_copy.drawn_tiff(picture)
    return webp.drawn_webp(picture) if webp.is_webp(picture) else picture


def _all_pieces(picture: bytes) -> Iterator[Piece]:
    if picture.startswith(jpeg.START):
        yield from jpeg.segments(picture)
    elif picture.startswith(png.START):
        yield from png.chunks(picture)
    elif picture.startswith(gif.STARTS):
        yield from gif.blocks(picture)
    elif picture.startswith(tiff.STARTS):
        yield Piece(name=TIFF, content=picture, whole=picture)
        for each in tiff_pixels.jpegs_in(picture):
            yield from jpeg.segments(each)
    elif webp.is_webp(picture):
        yield from webp.webp_chunks(picture)
