"""What a camera or program wrote into a picture: who took it and where, and what it is called."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from documents.safety.verdict import Refused
from documents.safety.xml import parse_xml
from documents.traces.pictures import (
    APPLICATION_1,
    APPLICATION_13,
    COMMENT,
    Piece,
    pieces_of,
)

_EXIF, _XMP, _PHOTOSHOP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
_XMP_KEYWORD = "XML:com.adobe.xmp"
_PLACE_IN_XMP = b"GPSLatitude"
_GPS, _MORE_FIELDS = 0x8825, 0x8769
_MOST_FIELDS, _FIELD = 1_000, 12
_LONGEST = 4_000
_TEXT = 2
# Description, artist, copyright and the owner of the camera.
_NAMING_FIELDS = frozenset({0x010E, 0x013B, 0x8298, 0xA430})
# By-line and its title, place, headline, credit, source, copyright, contact, caption, its writer.
_NAMING_DATASETS = re.compile(
    rb"\x1c\x02[\x50\x55\x5a\x5c\x5f\x65\x69\x6e\x73\x74\x76\x78\x7a]([\0-\x7f].)", re.DOTALL
)
_NAMING_IN_XMP = frozenset(
    {
        *("creator", "rights", "description", "title", "Credit", "CaptionWriter", "Source"),
        *("AuthorsPosition", "City", "Location", "Owner", "Artist", "UsageTerms", "Headline"),
    }
)
_NAMING_WORDS = frozenset(
    {"Author", "Copyright", "Description", "Comment", "Title", "Source", "Disclaimer", "Warning"}
)
_TEXT_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_TELLING = _TEXT_CHUNKS | {APPLICATION_1, APPLICATION_13, COMMENT, b"eXIf"}
_MOST_TELLING, _MOST_TEXTS = 50, 500
_MOST_UNPACKED = 262_144


def has_location(picture: bytes) -> bool:
    """Whether a JPEG or PNG says where it was taken; what cannot be read says nothing."""
    return any(
        _PLACE_IN_XMP in piece.content
        or any(field.number == _GPS for field in _fields_of(_exif_of(piece)))
        for piece in pieces_of(picture)
    )


def notes_in(picture: bytes) -> Iterator[str]:
    """The texts in a JPEG or PNG that may name somebody, each once."""
    telling = (each for each in pieces_of(picture) if each.name in _TELLING)
    texts = (text for piece in islice(telling, _MOST_TELLING) for text in _notes_of(piece))
    told = (text[:_LONGEST].strip("\0 \r\n\t") for text in islice(texts, _MOST_TEXTS))
    yield from dict.fromkeys(filter(None, told))


def _notes_of(piece: Piece) -> Iterator[str]:
    if piece.name == COMMENT:
        yield _decoded(piece.content)
    elif piece.name == APPLICATION_13 and piece.content.startswith(_PHOTOSHOP):
        yield from _datasets_of(piece.content)
    elif piece.name == APPLICATION_1 and piece.content.startswith(_XMP):
        yield from _named_in_xmp(piece.content[len(_XMP) :])
    elif piece.name in _TEXT_CHUNKS:
        yield from _words_of(piece)
    yield from (
        _decoded(field.text)
        for field in _fields_of(_exif_of(piece))
        if field.number in _NAMING_FIELDS
    )


def _exif_of(piece: Piece) -> bytes:
    if piece.name == APPLICATION_1 and piece.content.startswith(_EXIF):
        return piece.content[len(_EXIF) :]
    return piece.content if piece.name == b"eXIf" else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    number: int
    value: int
    text: bytes


def _fields_of(block: bytes) -> Iterator[_Field]:
    """The fields of the first directory, and of the one that it leads to."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return
    with suppress(struct.error):
        (start,) = struct.unpack_from(f"{order}L", block, 4)
        further = None
        for field in _directory(block, start, order):
            yield field
            if field.number == _MORE_FIELDS:
                further = field.value
        if further is not None:
            yield from _directory(block, further, order)


def _directory(block: bytes, start: int, order: str) -> Iterator[_Field]:
    (fields,) = struct.unpack_from(f"{order}H", block, start)
    for at in range(start + 2, start + 2 + _FIELD * min(fields, _MOST_FIELDS), _FIELD):
        number, kind, length, value = struct.unpack_from(f"{order}HHLL", block, at)
        is_text = kind == _TEXT
        text = block[value : value + min(length, _LONGEST)] if is_text else b""
        yield _Field(number=number, value=value, text=text)


def _datasets_of(content: bytes) -> Iterator[str]:
    for found in _NAMING_DATASETS.finditer(content):
        length = min(int.from_bytes(found[1], "big"), _LONGEST)
        yield _decoded(content[found.end() : found.end() + length])


def _named_in_xmp(packet: bytes) -> Iterator[str]:
    with suppress(Refused):
        for element in parse_xml(packet[:_MOST_UNPACKED]).iter():
            if str(element.tag).rpartition("}")[2] in _NAMING_IN_XMP:
                yield " ".join(" ".join(map(str, element.itertext())).split())
            for name, value in element.attrib.items():
                if str(name).rpartition("}")[2] in _NAMING_IN_XMP:
                    yield str(value)


def _words_of(piece: Piece) -> Iterator[str]:
    keyword, _, rest = piece.content.partition(b"\0")
    name = _decoded(keyword)
    if name == _XMP_KEYWORD:
        yield from _named_in_xmp(_unpacked(piece, rest))
    elif name in _NAMING_WORDS:
        yield _decoded(_unpacked(piece, rest))


def _unpacked(piece: Piece, rest: bytes) -> bytes:
    """The text behind a keyword, whether it is packed or not."""
    is_packed = piece.name == b"zTXt"
    if piece.name == b"iTXt":
        is_packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    elif is_packed:
        rest = rest[1:]
    if not is_packed:
        return rest
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(rest, _MOST_UNPACKED)
    return b""


def _decoded(text: bytes) -> str:
    """As UTF-8, else as what Windows writes: neither of these formats says which it is."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")
