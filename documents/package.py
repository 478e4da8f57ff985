"""A Word file as a zip of parts whose bytes depend on the parts alone."""

import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from isal import isal_zlib

from documents.zip_records import (
    CENTRAL,
    CENTRAL_START,
    DEFLATED,
    END,
    END_START,
    LOCAL,
    LOCAL_START,
    UTF8_NAME,
)

_LITERAL = struct.Struct("<B2H")
_VERSION = 20
_MIDNIGHT, _FIRST_OF_1980 = 0, 0x21
_SAME = (UTF8_NAME, DEFLATED, _MIDNIGHT, _FIRST_OF_1980)
_LEVEL = 1
_RAW = -15


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part, deflated once; `size` and `checksum` are those of its own bytes."""

    name: str
    data: bytes
    size: int
    checksum: int

    @classmethod
    def of(cls, name: str, content: bytes) -> "Part":
        """Deflate the content of a part."""
        data = isal_zlib.compress(content, _LEVEL, _RAW)
        return cls(name=name, data=data, size=len(content), checksum=isal_zlib.crc32(content))

    @classmethod
    def unpacked(cls, name: str, content: bytes) -> "Part":
        """A short part whose content stands in the file letter by letter, to be changed there."""
        size = len(content)
        data = _LITERAL.pack(1, size, 0xFFFF ^ size) + content
        return cls(name=name, data=data, size=size, checksum=isal_zlib.crc32(content))


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a template by name; raises BadZipFile. Uploads are read by the guard instead."""
    import zipfile  # noqa: PLC0415 - loaded where asked for

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


class Archive:
    """A zip of parts that are the same in every file, to which others are added.

    Each part is dated 1 January 1980, so that the same parts give the same bytes.
    """

    __slots__ = ("_body", "_count", "_directory")

    def __init__(self, parts: Iterable[Part]) -> None:
        self._body, self._directory, self._count = b"", b"", 0
        body, _, self._directory, self._count = self._added(parts)
        self._body = b"".join(body)

    def with_parts(self, parts: Iterable[Part]) -> bytes:
        """The zip file of the parts it has and these, in this order."""
        body, place, directory, count = self._added(parts)
        end = END.pack(END_START, 0, 0, count, count, len(directory), place, 0)
        return b"".join((*body, directory, end))

    def _added(self, parts: Iterable[Part]) -> tuple[list[bytes], int, bytes, int]:
        body, directory, count = [self._body], self._directory, self._count
        here = len(self._body)
        for part in parts:
            name, data = part.name.encode(), part.data
            facts = (*_SAME, part.checksum, len(data), part.size, len(name))
            body += (LOCAL.pack(LOCAL_START, _VERSION, *facts, 0), name, data)
            central = CENTRAL.pack(CENTRAL_START, _VERSION, _VERSION, *facts, 0, 0, 0, 0, 0, here)
            directory += central + name
            here += LOCAL.size + len(name) + len(data)
            count += 1
        return body, here, directory, count


def zipped(parts: Iterable[Part]) -> bytes:
    """A zip of the parts in the order given."""
    return Archive(()).with_parts(parts)
