"""What a camera or program wrote into a picture: who took it and where, and what it is called."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from lxml.etree import _Element

from documents.safety.verdict import Refused
from documents.safety.xml import parse_xml
from documents.traces import gif, webp
from documents.traces.jpeg import APPLICATION_1, APPLICATION_13, COMMENT
from documents.traces.pictures import TIFF, pieces_of
from documents.traces.pieces import Piece
from documents.traces.tiff import FURTHER, LEADS_OUT, MORE_FIELDS, Field, directories

_EXIF, _XMP, _PHOTOSHOP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
_XMP_KEYWORD = "XML:com.adobe.xmp"
_PLACE_IN_XMP = b"GPSLatitude"
_IN_GIF, _END_IN_GIF = b"XMP DataXMP", b"\1\xff\xfe"
_GPS = 0x8825
_LONGEST = 4_000
# The document's name, description, the page's name, artist, computer, copyright, camera's owner.
_NAMING_FIELDS = frozenset({0x010D, 0x010E, 0x011D, 0x013B, 0x013C, 0x8298, 0xA430})
# What Windows tells in letters of two bytes: title, comment, author, keywords, subject.
_WINDOWS_FIELDS = frozenset(range(0x9C9B, 0x9CA0))
_XMP_FIELD, _DATASETS_FIELDS = 0x02BC, frozenset({0x83BB, 0x8649})
_TELLING_FIELDS = _NAMING_FIELDS | _WINDOWS_FIELDS | _DATASETS_FIELDS | {_XMP_FIELD}
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
_TELLING = _TEXT_CHUNKS | {
    *(APPLICATION_1, APPLICATION_13, COMMENT, b"eXIf"),
    *(gif.APPLICATION, gif.COMMENT, webp.EXIF, webp.XMP, TIFF),
}
_MOST_TELLING, _MOST_TEXTS = 50, 500
_MOST_UNPACKED = 262_144


def has_location(picture: bytes) -> bool:
    """Whether a picture says where it was taken; what cannot be read says nothing."""
    return any(
        _PLACE_IN_XMP in piece.content
        or any(field.number == _GPS for field in _fields_of(_exif_of(piece)))
        for piece in pieces_of(picture)
    )


def notes_in(picture: bytes) -> Iterator[str]:
    """The texts in a picture that may name somebody, each once."""
    telling = (each for each in pieces_of(picture) if each.name in _TELLING)
    texts = (text for piece in islice(telling, _MOST_TELLING) for text in _notes_of(piece))
    told = (text[:_LONGEST].strip("\0 \r\n\t") for text in islice(texts, _MOST_TEXTS))
    yield from dict.fromkeys(filter(None, told))


def _notes_of(piece: Piece) -> Iterator[str]:
    if piece.name in (COMMENT, gif.COMMENT):
        yield _decoded(piece.content)
    elif piece.name == APPLICATION_13 and piece.content.startswith(_PHOTOSHOP):
        yield from _datasets_of(piece.content)
    elif piece.name in _TEXT_CHUNKS:
        yield from _words_of(piece)
    yield from _named_in_packet(_xmp_of(piece))
    block = _exif_of(piece)
    telling = (each for each in _fields_of(block) if each.number in _TELLING_FIELDS)
    for field in islice(telling, _MOST_TEXTS):
        yield from _told_by(field, block[field.at : min(field.end, field.at + _MOST_UNPACKED)])


def _xmp_of(piece: Piece) -> bytes:
    if piece.name == APPLICATION_1 and piece.content.startswith(_XMP):
        return piece.content[len(_XMP) :]
    if piece.name == gif.APPLICATION and piece.content.startswith(_IN_GIF):
        return piece.content[len(_IN_GIF) :].partition(_END_IN_GIF)[0]
    return piece.content if piece.name == webp.XMP else b""


def _exif_of(piece: Piece) -> bytes:
    if piece.name in (APPLICATION_1, webp.EXIF) and piece.content.startswith(_EXIF):
        return piece.content[len(_EXIF) :]
    return piece.content if piece.name in (b"eXIf", webp.EXIF, TIFF) else b""


def _fields_of(block: bytes) -> Iterator[Field]:
    """Those of every picture in it, and what a camera tells of them, as far as it can be read."""
    with suppress(*LEADS_OUT, Refused):
        for each in directories(block, (FURTHER, MORE_FIELDS)):
            yield from each.fields


def _told_by(field: Field, content: bytes) -> Iterator[str]:
    if field.number in _WINDOWS_FIELDS:
        yield content.decode("utf-16-le", "replace")
    elif field.number == _XMP_FIELD:
        yield from _named_in_packet(content)
    elif field.number in _DATASETS_FIELDS:
        yield from _datasets_of(content)
    else:
        yield _decoded(content)


def _datasets_of(content: bytes) -> Iterator[str]:
    for found in _NAMING_DATASETS.finditer(content):
        length = min(int.from_bytes(found[1], "big"), _LONGEST)
        yield _decoded(content[found.end() : found.end() + length])


def named_in_xmp(root: _Element) -> Iterator[str]:
    """Whom a packet of properties names, and what it says of the file."""
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] in _NAMING_IN_XMP:
            yield " ".join(" ".join(map(str, element.itertext())).split())
        for name, value in element.attrib.items():
            if str(name).rpartition("}")[2] in _NAMING_IN_XMP:
                yield str(value)


def _named_in_packet(packet: bytes) -> Iterator[str]:
    if packet:
        with suppress(Refused):
            yield from named_in_xmp(parse_xml(packet[:_MOST_UNPACKED]))


def _words_of(piece: Piece) -> Iterator[str]:
    keyword, _, rest = piece.content.partition(b"\0")
    name = _decoded(keyword)
    if name == _XMP_KEYWORD:
        yield from _named_in_packet(_unpacked(piece, rest))
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
