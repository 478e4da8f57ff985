"""Word files made by hand, byte by byte, so that each can be wrong in one way."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE_DOCUMENT = f"{R}/officeDocument"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """An entry as it will be written; None means: what is true."""

    name: str | bytes
    content: bytes
    packed: bytes | None = None
    size: int | None = None
    checksum: int | None = None
    method: int = 8
    flags: int = 0
    own_name: bytes | None = None
    offset: int | None = None
    extra: bytes = b""


def zip_of(pieces: Iterable[Piece], *, count: int | None = None, comment: bytes = b"") -> bytes:
    body, directory, number = bytearray(), bytearray(), 0
    for piece in pieces:
        here = len(body) if piece.offset is None else piece.offset
        local, central = _records(piece, here)
        if piece.offset is None:
            body += local
        directory += central
        number += 1
    number = number if count is None else count
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(directory), len(body), len(comment)
    )
    return bytes(body + directory + end + comment)


def _records(piece: Piece, here: int) -> tuple[bytes, bytes]:
    name = piece.name.encode() if isinstance(piece.name, str) else piece.name
    packed = _pack(piece) if piece.packed is None else piece.packed
    size = len(piece.content) if piece.size is None else piece.size
    checksum = zlib.crc32(piece.content) if piece.checksum is None else piece.checksum
    facts = (piece.flags, piece.method, 0, 33, checksum, len(packed), size)
    own_name = name if piece.own_name is None else piece.own_name
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, *facts, len(own_name), 0) + own_name + packed
    central = struct.pack(
        "<4s6H3L5H2L",
        *(b"PK\1\2", 20, 20, *facts, len(name), len(piece.extra), 0, 0, 0, 0, here),
    )
    return local, central + name + piece.extra


def _pack(piece: Piece) -> bytes:
    if piece.method == 0:
        return piece.content
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(piece.content) + packer.flush()


def types(parts: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> bytes:
    defaults = {"rels": RELATIONS_TYPE, "xml": "application/xml", **(defaults or {})}
    lines = [f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items()]
    lines += [f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in parts.items()]
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{"".join(lines)}</Types>'.encode()


def relations(*lines: tuple[str, str] | tuple[str, str, str]) -> bytes:
    """Relations of (type, target) or (type, target, mode)."""
    written = "".join(
        f'<Relationship Id="r{n}" Type="{line[0]}" Target="{line[1]}"'
        + (f' TargetMode="{line[2]}"' if len(line) == 3 else "")
        + "/>"
        for n, line in enumerate(lines)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{written}</Relationships>'.encode()


def document(body: str, *, prolog: str = "", root: str = "") -> bytes:
    return (
        f'{prolog}<w:document xmlns:w="{W}" xmlns:r="{R}" {root}>'
        f"<w:body>{body}</w:body></w:document>"
    ).encode()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def parts_of(**changes: bytes) -> dict[str, bytes]:
    """The parts of a small good file, with `document`, `links`, `types` or `root` replaced."""
    return {
        "[Content_Types].xml": changes.get("types", types({"word/document.xml": WORD_MAIN})),
        "_rels/.rels": changes.get("root", relations((OFFICE_DOCUMENT, "word/document.xml"))),
        "word/document.xml": changes.get("document", document(paragraph("Et afsnit."))),
        "word/_rels/document.xml.rels": changes.get("links", relations()),
    }


def pieces_of(parts: Mapping[str, bytes]) -> list[Piece]:
    return [Piece(name=name, content=content) for name, content in parts.items()]


def word_file(more: Mapping[str, bytes] | None = None, **changes: bytes) -> bytes:
    return zip_of(pieces_of({**parts_of(**changes), **(more or {})}))


def main_type_file(content_type: str, name: str = "word/document.xml") -> bytes:
    parts = {
        "[Content_Types].xml": types({name: content_type}),
        "_rels/.rels": relations((OFFICE_DOCUMENT, name)),
        name: b"<a/>",
    }
    return zip_of(pieces_of(parts))


def bomb(name: str, start: bytes, filling: bytes, megabytes: int) -> Piece:
    """An entry that unpacks to `start` and megabytes of the filling, packed in no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = filling * (1_048_576 // len(filling))
    block = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    return Piece(
        name=name,
        content=b"",
        packed=head + block * megabytes + packer.flush(),
        size=len(start) + megabytes * len(megabyte),
    )


def with_bomb(piece: Piece, **changes: bytes) -> bytes:
    """A good file in which this entry stands instead of the one of its name, or last."""
    return zip_of([p for p in pieces_of(parts_of(**changes)) if p.name != piece.name] + [piece])


def compound_file(*names: str) -> bytes:
    """The start of an old Office file: its mark, and a directory with these streams."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    return header + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
