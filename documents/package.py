"""A Word file as a zip of parts whose bytes depend on the parts alone."""

import io
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from isal import isal_zlib

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8_NAME = 0x800
_DEFLATED = 8
_MIDNIGHT = 0
_FIRST_OF_1980 = 0x21
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
        packer = isal_zlib.compressobj(_LEVEL, _DEFLATED, _RAW)
        data = packer.compress(content) + packer.flush()
        return cls(name=name, data=data, size=len(content), checksum=isal_zlib.crc32(content))


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a template by name; raises BadZipFile. Uploads are read by the guard instead."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(parts: Iterable[Part]) -> bytes:
    """A zip of the parts in the order given, every one dated 1 January 1980."""
    body, directory, count = bytearray(), bytearray(), 0
    for part in parts:
        name = part.name.encode()
        facts = (
            *(_UTF8_NAME, _DEFLATED, _MIDNIGHT, _FIRST_OF_1980),
            *(part.checksum, len(part.data), part.size, len(name)),
        )
        here = len(body)
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts, 0) + name + part.data
        directory += _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *facts, 0, 0, 0, 0, 0, here)
        directory += name
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
