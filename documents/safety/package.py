"""The zip file a Word document is, read by its directory and believed in nothing it says.

Zip readers differ in what they take from a file that contradicts itself, so one that does is
refused. The limits are those that real Word files stay well within.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence

from documents.safety.verdict import Refused, Verdict
from documents.zip_records import (
    CENTRAL,
    CENTRAL_START,
    DEFLATED,
    END,
    END_64,
    END_64_PLACE,
    END_64_PLACE_START,
    END_64_START,
    END_START,
    IN_64_BITS,
    LOCAL,
    LOCAL_START,
    STORED,
    UTF8_NAME,
)
from forms.facts import fact

MOST_ENTRIES = 1_000
MOST_UNPACKED = 100 * 1024 * 1024

_LONGEST_COMMENT = 65_535
_ZIP64_FIELD = 1
_IS_ENCRYPTED = 0x2041
_LONGEST_NAME = 512
_PACKED_PIECE = 65_536
_UNPACKED_PIECE = 1_048_576


@fact
class Entry:
    """A file in the package; `start` and `end` bound its packed bytes, `size` is as declared."""

    name: str
    is_deflated: bool
    offset: int
    start: int
    end: int
    size: int
    checksum: int


@fact
class Record:
    """A line of the directory as it stands: `dated` in DOS's way, 0 for no date."""

    raw_name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int
    dated: int

    @property
    def is_utf8(self) -> bool:
        """Whether the name says that it is UTF-8; without that it is of the writer's own page."""
        return bool(self.flags & UTF8_NAME)


class Allowance:
    """How many unpacked bytes a package may still give, counted as they come."""

    __slots__ = ("left",)

    def __init__(self, *, left: int = MOST_UNPACKED) -> None:
        self.left = left

    def spend(self, count: int) -> None:
        """Take these bytes off; raises Refused when the package is too large."""
        self.left -= count
        if self.left < 0:
            raise Refused(Verdict.TOO_LARGE, "unpacked size beyond the limit")


def read_directory(data: bytes) -> tuple[Entry, ...]:
    """The entries of a package in the order of its directory, without folders.

    Raises Refused when the directory contradicts the file, names an entry twice, reaches outside
    the package, is encrypted or has too many entries.
    """
    start, _end, _count = _locate_directory(data)
    entries = [entry_of(data, record, _read_name(record)) for record in read_records(data)]
    _refuse_overlaps(entries, start)
    _refuse_duplicates(entries)
    return tuple(entry for entry in entries if not entry.name.endswith("/"))


def read_records(data: bytes) -> tuple[Record, ...]:
    """The lines of a zip's directory; raises Refused when they do not fill it or are too many."""
    position, end, count = _locate_directory(data)
    records = []
    for _number in range(count):
        if position + CENTRAL.size > end:
            raise Refused(Verdict.DAMAGED, "directory shorter than its count")
        record, position = _read_record(data, position)
        records.append(record)
    if position != end:
        raise Refused(Verdict.DAMAGED, "directory longer than its count")
    return tuple(records)


def entry_of(data: bytes, record: Record, name: str) -> Entry:
    """The entry a record stands for, by this name; raises Refused where it cannot be unpacked."""
    if record.flags & _IS_ENCRYPTED:
        raise Refused(Verdict.PASSWORD, "encrypted entry")
    if record.method not in (STORED, DEFLATED):
        raise Refused(Verdict.DAMAGED, "unknown compression")
    start = _find_content(data, record)
    is_stored = record.method == STORED
    if start + record.packed > len(data) or (is_stored and record.packed != record.size):
        raise Refused(Verdict.DAMAGED, "entry reaches beyond the file")
    if name.endswith("/") and record.size:
        raise Refused(Verdict.DAMAGED, "folder with content")
    return Entry(
        name=name,
        is_deflated=not is_stored and record.packed > 0,
        offset=record.offset,
        start=start,
        end=start + record.packed,
        size=record.size,
        checksum=record.checksum,
    )


def unpack(data: bytes, entry: Entry, allowance: Allowance) -> Iterator[bytes]:
    """The content of an entry in pieces of at most a megabyte; its size and checksum must hold."""
    size = 0
    checksum = 0
    for piece in _inflate(data, entry) if entry.is_deflated else _copy(data, entry):
        allowance.spend(len(piece))
        size += len(piece)
        if size > entry.size:
            raise Refused(Verdict.DAMAGED, "more than the declared size")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != entry.size or checksum != entry.checksum:
        raise Refused(Verdict.DAMAGED, "size or checksum is not as declared")


def read_package(data: bytes) -> dict[str, bytes]:
    """The content of every entry by name, for readers of what the guard has let in.

    Raises Refused like the guard, so that no reader sees another file than the guard saw.
    """
    allowance = Allowance()
    return {entry.name: b"".join(unpack(data, entry, allowance)) for entry in read_directory(data)}


def _copy(data: bytes, entry: Entry) -> Iterator[bytes]:
    for start in range(entry.start, entry.end, _UNPACKED_PIECE):
        yield data[start : min(start + _UNPACKED_PIECE, entry.end)]


def _inflate(data: bytes, entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(entry.start, entry.end, _PACKED_PIECE):
            packed = data[start : min(start + _PACKED_PIECE, entry.end)]
            while packed and not inflater.eof:
                yield inflater.decompress(packed, _UNPACKED_PIECE)
                packed = inflater.unconsumed_tail
            if inflater.eof and (inflater.unused_data or start + _PACKED_PIECE < entry.end):
                raise Refused(Verdict.DAMAGED, "bytes after the end of an entry")
        while not inflater.eof and (piece := inflater.decompress(b"", _UNPACKED_PIECE)):
            yield piece
    except zlib.error as error:
        raise Refused(Verdict.DAMAGED, "not deflated") from error
    if not inflater.eof:
        raise Refused(Verdict.DAMAGED, "entry ends early")


def _locate_directory(data: bytes) -> tuple[int, int, int]:
    """Start, end and number of entries of the directory, by the one end record that fits."""
    position = _find_end(data)
    _mark, disk, first_disk, here, count, size, start, _comment = END.unpack_from(data, position)
    end = position
    locator = position - END_64_PLACE.size
    if locator >= 0 and data.startswith(END_64_PLACE_START, locator):
        end, count, size, start = _read_end64(data, locator)
    elif disk or first_disk or here != count:
        raise Refused(Verdict.DAMAGED, "part of a split archive")
    if count > MOST_ENTRIES:
        raise Refused(Verdict.TOO_COMPLEX, "too many entries")
    if start + size != end:
        raise Refused(Verdict.DAMAGED, "directory is not where it is said to be")
    return start, end, count


def _find_end(data: bytes) -> int:
    lowest = max(0, len(data) - END.size - _LONGEST_COMMENT)
    fitting = []
    position = data.rfind(END_START, lowest)
    while position >= 0:
        if position + END.size <= len(data):
            comment = END.unpack_from(data, position)[-1]
            if position + END.size + comment == len(data):
                fitting.append(position)
        position = data.rfind(END_START, lowest, position + len(END_START) - 1)
    if len(fitting) != 1:
        raise Refused(Verdict.DAMAGED, f"{len(fitting)} end records fit the file")
    return fitting[0]


def _read_end64(data: bytes, locator: int) -> tuple[int, int, int, int]:
    _mark, _disk, position, _disks = END_64_PLACE.unpack_from(data, locator)
    if position + END_64.size > locator or not data.startswith(END_64_START, position):
        raise Refused(Verdict.DAMAGED, "64-bit end record is not where it is said to be")
    record = END_64.unpack_from(data, position)
    length, count, size, start = record[1], record[7], record[8], record[9]
    if position + length + 12 != locator:
        raise Refused(Verdict.DAMAGED, "64-bit end record of another length")
    return position, count, size, start


def _read_record(data: bytes, position: int) -> tuple[Record, int]:
    """The record at this position of the directory, and the position after it."""
    line = CENTRAL.unpack_from(data, position)
    name_length, extra_length, comment_length = line[10], line[11], line[12]
    if line[0] != CENTRAL_START:
        raise Refused(Verdict.DAMAGED, "no entry where the directory has one")
    after_name = position + CENTRAL.size + name_length
    extra = data[after_name : after_name + extra_length]
    size, packed, offset = _widen(extra, (line[9], line[8], line[16]))
    record = Record(
        raw_name=data[after_name - name_length : after_name],
        flags=line[3],
        method=line[4],
        checksum=line[7],
        packed=packed,
        size=size,
        offset=offset,
        dated=line[6],
    )
    return record, after_name + extra_length + comment_length


def _widen(extra: bytes, values: tuple[int, int, int]) -> tuple[int, int, int]:
    """Sizes and offset with those put in the 64-bit field that do not fit in 32 bits."""
    if IN_64_BITS not in values:
        return values
    field = _find_extra(extra, _ZIP64_FIELD)
    if len(field) < 8 * values.count(IN_64_BITS):
        raise Refused(Verdict.DAMAGED, "64-bit sizes are missing")
    wide = struct.iter_unpack("<Q", field[: len(field) // 8 * 8])
    size, packed, offset = (next(wide)[0] if value == IN_64_BITS else value for value in values)
    return size, packed, offset


def _find_extra(extra: bytes, wanted: int) -> bytes:
    position = 0
    while position + 4 <= len(extra):
        field, length = struct.unpack_from("<2H", extra, position)
        if field == wanted:
            return extra[position + 4 : position + 4 + length]
        position += 4 + length
    return b""


def _find_content(data: bytes, record: Record) -> int:
    """Where the packed bytes begin; the entry's own header must agree with the directory."""
    if record.offset + LOCAL.size > len(data):
        raise Refused(Verdict.DAMAGED, "entry is not where it is said to be")
    line = LOCAL.unpack_from(data, record.offset)
    name_length: int = line[9]
    extra_length: int = line[10]
    start = record.offset + LOCAL.size
    own_name = data[start : start + name_length]
    own = (line[0], line[3], own_name)
    if own != (LOCAL_START, record.method, record.raw_name) or line[2] & _IS_ENCRYPTED:
        raise Refused(Verdict.DAMAGED, "entry and directory disagree")
    return start + name_length + extra_length


def _read_name(record: Record) -> str:
    try:
        name = record.raw_name.decode("utf-8" if record.is_utf8 else "cp437")
    except UnicodeDecodeError as error:
        raise Refused(Verdict.DAMAGED, "name is not UTF-8") from error
    plain = _unquoted(name).replace("\\", "/")
    if plain.startswith("/") or ":" in plain or ".." in plain.split("/"):
        raise Refused(Verdict.UNSAFE_CONTENT, "name reaches outside the package")
    if not 0 < len(name) <= _LONGEST_NAME or "\\" in name or not plain.isprintable():
        raise Refused(Verdict.DAMAGED, "name that is no part name")
    return name


def _unquoted(name: str) -> str:
    if "%" not in name:
        return name
    from urllib.parse import unquote  # noqa: PLC0415 - loaded where asked for

    return unquote(name)


def _refuse_overlaps(entries: Sequence[Entry], directory: int) -> None:
    """Also refuses bytes before the first entry: the file would be something else as well."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset < end or (end == 0 and entry.offset > 0):
            raise Refused(Verdict.DAMAGED, "entries overlap or begin late")
        end = entry.end
    if end > directory:
        raise Refused(Verdict.DAMAGED, "entries reach into the directory")


def _refuse_duplicates(entries: Sequence[Entry]) -> None:
    names = {_unquoted(entry.name).lower() for entry in entries}
    if len(names) != len(entries):
        raise Refused(Verdict.DAMAGED, "two entries of one name")
