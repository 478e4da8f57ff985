"""Where a picture was taken, as its camera wrote it into the file."""

import struct
from collections.abc import Iterator
from contextlib import suppress

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\x00\x00"
_GPS = 0x8825
_MOST_FIELDS = 1_000
_MOST_SEGMENTS = 500
_APPLICATION, _SCAN = 0xE1, 0xDA
_TEXTS = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})


def has_location(picture: bytes) -> bool:
    """Whether a JPEG or PNG says where it was taken; what cannot be read says nothing."""
    return any(_tells_place(each) for each in _exif_blocks(picture))


def without_notes(picture: bytes) -> bytes:
    """The same picture without what its camera or program wrote beside it."""
    if picture.startswith(_JPEG):
        kept = [(start, end) for mark, start, end in _segments(picture) if mark != _APPLICATION]
        return _JPEG + b"".join(picture[start:end] for start, end in kept) if kept else picture
    if picture.startswith(_PNG):
        kept = [(start, end) for name, start, end in _chunks(picture) if name not in _TEXTS]
        return _PNG + b"".join(picture[start:end] for start, end in kept) if kept else picture
    return picture


def _exif_blocks(picture: bytes) -> Iterator[bytes]:
    if picture.startswith(_JPEG):
        for mark, start, end in _segments(picture):
            block = picture[start + 4 : end]
            if mark == _APPLICATION and block.startswith(_EXIF):
                yield block[len(_EXIF) :]
    if picture.startswith(_PNG):
        for name, start, end in _chunks(picture):
            if name == b"eXIf":
                yield picture[start + 8 : end - 4]


def _segments(picture: bytes) -> Iterator[tuple[int, int, int]]:
    """The mark, start and end of each segment; from the scan on all is one."""
    at = len(_JPEG)
    for _number in range(_MOST_SEGMENTS):
        if at + 4 > len(picture) or picture[at] != 0xFF:
            break
        mark, size = picture[at + 1], int.from_bytes(picture[at + 2 : at + 4], "big")
        if mark == _SCAN or size < 2 or at + 2 + size > len(picture):
            break
        yield mark, at, at + 2 + size
        at += 2 + size
    if at < len(picture):
        yield 0, at, len(picture)


def _chunks(picture: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The name, start and end of each chunk; what is no chunk is one to the end."""
    at = len(_PNG)
    while at < len(picture):
        size = int.from_bytes(picture[at : at + 4], "big")
        end = at + 12 + size
        if at + 12 > len(picture) or end > len(picture):
            yield b"", at, len(picture)
            return
        yield picture[at + 4 : at + 8], at, end
        at = end


def _tells_place(block: bytes) -> bool:
    """Whether the first directory of the notes has a field of a place."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return False
    with suppress(struct.error):
        (start,) = struct.unpack_from(f"{order}L", block, 4)
        (count,) = struct.unpack_from(f"{order}H", block, start)
        fields = (
            struct.unpack_from(f"{order}H", block, start + 2 + 12 * number)[0]
            for number in range(min(count, _MOST_FIELDS))
        )
        return _GPS in fields
    return False
