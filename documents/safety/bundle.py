"""An ordinary zip of files that a person laid up at once: unpacked, counted, and judged by nobody.

What the files are is for the guard to say, of each by itself.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.safety.bundle_names import is_left_out, name_in, told_apart
from documents.safety.guard import MOST_BYTES
from documents.safety.isolation import IsolationFailed, run_isolated
from documents.safety.package import Allowance, Record, entry_of, read_records, unpack
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind, Refused, Verdict, describe_bundled

MOST_FILES = 200
MOST_IN_ALL = 100 * 1024 * 1024

_TYPES_PART = b"[content_types].xml"
_MAIN_PARTS = frozenset({b"word/document.xml", b"xl/workbook.xml", b"ppt/presentation.xml"})
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_MIMETYPE = b"mimetype"
_FIRST_NAME = slice(30, 30 + len(_TYPES_PART))
_NO_DATE = date(1980, 1, 1)
_FIRST_YEAR = 1980
_HEAD_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledFile:
    """A file by its path in the zip, which is to be shown only; empty when it was not unpacked.

    `modified` is the day the zip tells, in the writer's own time; `verdict` is OK or why the file
    could not be unpacked.
    """

    name: str
    content: bytes
    modified: date | None
    verdict: Verdict

    @property
    def sentence(self) -> str:
        """Danish msgid for a file that could not be unpacked: what happened and what to do."""
        return describe_bundled(self.verdict)


def is_bundle(data: bytes) -> bool:
    """Whether this is a zip of files, and no document of Office or OpenDocument, which are zips."""
    if recognise(data) is not FileKind.ZIP:
        return False
    try:
        records = {record.raw_name.lower(): record for record in read_records(data)}
    except Refused:
        return data[_FIRST_NAME].lower() != _TYPES_PART
    if _TYPES_PART in records or not _MAIN_PARTS.isdisjoint(records):
        return False
    mimetype = records.get(_MIMETYPE)
    return mimetype is None or not _is_open_document(data, mimetype)


def unbundle(data: bytes) -> tuple[BundledFile, ...]:
    """The files of a bundle and of the bundles directly in it, in the order of the zip.

    Raises Refused for a zip that cannot be read (DAMAGED), holds too many files (TOO_COMPLEX) or
    is itself too large (TOO_LARGE).
    """
    if len(data) > MOST_IN_ALL:
        raise Refused(Verdict.TOO_LARGE, "bundle beyond the limit")
    unpacking = _Unpacking()
    unpacking.open(data)
    return tuple(unpacking.files)


def unbundle_isolated(data: bytes) -> tuple[BundledFile, ...]:
    """`unbundle` in a process of its own; raises IsolationFailed and IsolationBusy.

    `describe_bundled` has the sentence for the verdict it failed with.
    """
    if len(data) > MOST_IN_ALL:
        raise IsolationFailed(Verdict.TOO_LARGE)
    try:
        return _files_from_bytes(run_isolated(UNBUNDLE_TASK, data, options={}))
    except (ValueError, KeyError, TypeError, RecursionError, struct.error) as error:
        raise IsolationFailed(Verdict.DAMAGED, "answer is no bundle") from error


def unbundle_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`unbundle` as an isolated task: a list of the files in JSON, then their contents."""
    return _files_to_bytes(unbundle(payload))


UNBUNDLE_TASK = f"{unbundle_task.__module__}.{unbundle_task.__name__}"
"""The task's name, as the isolation knows it."""


@dataclass(slots=True)
class _Unpacking:
    """One bundle on its way out: its bounds hold for it and all it holds together."""

    files: list[BundledFile] = field(default_factory=list)
    _allowance: Allowance = field(default_factory=lambda: Allowance(left=MOST_IN_ALL))

    def open(self, data: bytes, folder: str = "") -> None:
        """Take the files of a zip; `folder` is the name of the zip it lay in."""
        for record in read_records(data):
            if not is_left_out(record):
                self._take(data, record, folder)

    def _take(self, data: bytes, record: Record, folder: str) -> None:
        if len(self.files) >= MOST_FILES:
            raise Refused(Verdict.TOO_COMPLEX, "too many files")
        name = f"{folder}/{name_in(record)}" if folder else name_in(record)
        name = told_apart(name, (file.name for file in self.files))
        modified = _day_of(record.dated)
        verdict, content = Verdict.OK, b""
        before = len(self.files)
        try:
            content = self._content(data, record, name)
            if not folder and is_bundle(content):
                self.open(content, name)
                return
        except Refused as refused:
            verdict, content = refused.verdict, b""
            del self.files[before:]
        self.files.append(
            BundledFile(name=name, content=content, modified=modified, verdict=verdict)
        )

    def _content(self, data: bytes, record: Record, name: str) -> bytes:
        entry = entry_of(data, record, name)
        if entry.size > min(MOST_BYTES, self._allowance.left):
            raise Refused(Verdict.TOO_LARGE, "file beyond what is left")
        return b"".join(unpack(data, entry, self._allowance))


def _is_open_document(data: bytes, record: Record) -> bool:
    try:
        pieces = unpack(data, entry_of(data, record, "mimetype"), Allowance())
        return next(pieces, b"").startswith(_OPEN_DOCUMENT)
    except Refused:
        return False


def _day_of(dated: int) -> date | None:
    """The day of DOS's sixteen bits; None for one that is none, or that says nothing was known."""
    try:
        day = date(_FIRST_YEAR + (dated >> 9), dated >> 5 & 15, dated & 31)
    except ValueError:
        return None
    return None if day == _NO_DATE else day


def _files_to_bytes(files: Iterable[BundledFile]) -> bytes:
    files = tuple(files)
    head = json.dumps(
        [
            {
                "name": file.name,
                "size": len(file.content),
                "modified": None if file.modified is None else file.modified.isoformat(),
                "verdict": file.verdict.value,
            }
            for file in files
        ]
    ).encode()
    return b"".join((_HEAD_LENGTH.pack(len(head)), head, *(file.content for file in files)))


def _files_from_bytes(told: bytes) -> tuple[BundledFile, ...]:
    """Raises ValueError, KeyError, TypeError or struct.error for bytes that are no bundle."""
    (length,) = _HEAD_LENGTH.unpack_from(told)
    start = _HEAD_LENGTH.size + length
    files = []
    for line in json.loads(told[_HEAD_LENGTH.size : start]):
        end = start + int(line["size"])
        day = line["modified"]
        files.append(
            BundledFile(
                name=str(line["name"]),
                content=told[start:end],
                modified=None if day is None else date.fromisoformat(day),
                verdict=Verdict(line["verdict"]),
            )
        )
        start = end
    return tuple(files)
