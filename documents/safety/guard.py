"""The guard: what an uploaded file is and whether it may be read, told from its bytes alone."""

import hashlib
import itertools
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from documents.safety import known_types
from documents.safety.isolation import IsolationFailed
from documents.safety.package import Allowance, Entry, read_directory, unpack
from documents.safety.parts import Findings, scan_markup, scan_other
from documents.safety.pdf_engines import ENGINE, SLOW, run_for_pdf
from documents.safety.sniff import is_also_pdf, recognise
from documents.safety.verdict import FileKind, Refused, Verdict, describe

MOST_BYTES = 25 * 1024 * 1024
_TYPES_PART = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_MAY_BE_EMPTY = ("customxml/",)
_MARKUP_NAMES = (".xml", ".rels", ".vml")
_MARKUP_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")
_READABLE = (FileKind.WORD, FileKind.EXCEL)
_BY_WEIGHT = (
    Verdict.OK_EXTERNAL,
    Verdict.OK_EMBEDDED,
    Verdict.OK_FIELDS,
    Verdict.OK_UNKNOWN,
    Verdict.OK_STRICT,
)
_VERDICT_OF_KIND = {
    FileKind.EMPTY: Verdict.EMPTY,
    FileKind.LOCKED_OFFICE: Verdict.PASSWORD,
    FileKind.TEMPLATE: Verdict.TEMPLATE_OR_OTHER_OFFICE,
    FileKind.EXCEL_TEMPLATE: Verdict.TEMPLATE_OR_OTHER_OFFICE,
    FileKind.OLD_EXCEL: Verdict.TEMPLATE_OR_OTHER_OFFICE,
    FileKind.BINARY_EXCEL: Verdict.TEMPLATE_OR_OTHER_OFFICE,
    FileKind.POWERPOINT: Verdict.TEMPLATE_OR_OTHER_OFFICE,
    FileKind.OPEN_DOCUMENT: Verdict.TEMPLATE_OR_OTHER_OFFICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The guard's answer; `detail` is for the log: a reason in English, no text of the file."""

    verdict: Verdict
    kind: FileKind
    sha256: str
    warnings: tuple[Verdict, ...] = ()
    detail: str = ""

    @property
    def is_accepted(self) -> bool:
        """True when the file may be given to a reader."""
        return self.verdict.is_accepted

    @property
    def sentence(self) -> str:
        """Danish msgid for the person: what happened and what to do."""
        return describe(self.verdict, self.kind)


def inspect(data: bytes) -> Inspection:
    """What this file is; never raises, whatever the bytes, and keeps within a megabyte or so.

    At most some two seconds of work; `inspect_isolated` is for processes others wait on.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    kind = recognise(data)
    if len(data) > MOST_BYTES:
        return Inspection(verdict=Verdict.TOO_LARGE, kind=kind, sha256=sha256)
    if kind is FileKind.PDF:
        return _inspect_pdf(data, sha256)
    if kind is not FileKind.ZIP:
        verdict = _VERDICT_OF_KIND.get(kind, Verdict.WRONG_TYPE)
        return Inspection(verdict=verdict, kind=kind, sha256=sha256)
    package = _Package(data)
    try:
        warnings = package.inspect()
    except Refused as refused:
        return Inspection(
            verdict=refused.verdict, kind=package.kind, sha256=sha256, detail=str(refused)
        )
    verdict = warnings[0] if warnings else Verdict.OK
    return Inspection(verdict=verdict, kind=package.kind, sha256=sha256, warnings=warnings)


def _inspect_pdf(data: bytes, sha256: str, *, engine: str | None = None) -> Inspection:
    from documents.safety.pdf import (  # noqa: PLC0415 - loaded where asked for
        inspect_pdf,
        inspect_pdf_slowly,
    )

    try:
        warnings = inspect_pdf_slowly(data) if engine == SLOW else inspect_pdf(data)
    except Refused as refused:
        return Inspection(
            verdict=refused.verdict, kind=FileKind.PDF, sha256=sha256, detail=str(refused)
        )
    verdict = warnings[0] if warnings else Verdict.OK
    return Inspection(verdict=verdict, kind=FileKind.PDF, sha256=sha256, warnings=warnings)


def inspect_isolated(data: bytes) -> Inspection:
    """The same in a process of its own; raises only IsolationBusy, when all places are taken."""
    if not 0 < len(data) <= MOST_BYTES:
        return inspect(data)
    try:
        answer = json.loads(run_for_pdf(_TASK, data, {}))
    except IsolationFailed as failed:
        sha256 = hashlib.sha256(data).hexdigest()
        return Inspection(
            verdict=failed.verdict, kind=recognise(data), sha256=sha256, detail=failed.where
        )
    return Inspection(
        verdict=Verdict(answer["verdict"]),
        kind=FileKind(answer["kind"]),
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=tuple(Verdict(code) for code in answer["warnings"]),
        detail=str(answer["detail"]),
    )


def inspect_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """`inspect` as an isolated task: its answer as JSON."""
    engine = options.get(ENGINE)
    inspection = _inspect_pdf(payload, "", engine=engine) if engine == SLOW else inspect(payload)
    answer = {
        "verdict": inspection.verdict,
        "kind": inspection.kind,
        "warnings": inspection.warnings,
        "detail": inspection.detail,
    }
    return json.dumps(answer).encode()


def prepare() -> None:
    """Load what PDFs are looked at with, for a process that will meet them."""
    import_module("documents.safety.pdf")


_TASK = f"{inspect_task.__module__}.{inspect_task.__name__}"


class _Package:
    """A zip file on its way through the guard; `kind` is as sure as what was read so far."""

    def __init__(self, data: bytes) -> None:
        self.kind = FileKind.ZIP
        self._data = data
        self._allowance = Allowance()
        self._findings = Findings()

    def inspect(self) -> tuple[Verdict, ...]:
        """The warnings of a package that may be read, heaviest first; raises Refused."""
        if is_also_pdf(self._data):
            raise Refused(Verdict.UNSAFE_CONTENT, "also a PDF")
        entries = read_directory(self._data)
        self._read_kind(entries)
        self._refuse_other_kinds()
        for entry in entries:
            if entry.name.lower() != _TYPES_PART.lower():
                self._scan(entry)
        if self._findings.is_strict:
            self._findings.warnings.add(Verdict.OK_STRICT)
        return tuple(sorted(self._findings.warnings, key=_BY_WEIGHT.index))

    def _read_kind(self, entries: Sequence[Entry]) -> None:
        by_name = {entry.name.lower(): entry for entry in entries}
        types = by_name.get(_TYPES_PART.lower())
        if types is None:
            self.kind = self._kind_without_types(by_name)
            raise Refused(self._verdict_of_kind(), "package without content types")
        scan_markup(self._unpack(types), self._findings)
        relations = by_name.get(_ROOT_RELATIONS)
        if relations is None:
            raise Refused(Verdict.DAMAGED, "package without relations")
        scan_markup(self._unpack(relations), self._findings)
        self.kind = self._findings.kind = self._kind_of_main(by_name)

    def _kind_without_types(self, by_name: Mapping[str, Entry]) -> FileKind:
        mimetype = by_name.get("mimetype")
        if mimetype is not None and mimetype.size < 256:
            name = b"".join(self._unpack(mimetype))
            if name.startswith(b"application/vnd.oasis.opendocument"):
                return FileKind.OPEN_DOCUMENT
        if "word/document.xml" in by_name:
            return FileKind.WORD
        if "xl/workbook.xml" in by_name:
            return FileKind.EXCEL
        return FileKind.ZIP

    def _kind_of_main(self, by_name: Mapping[str, Entry]) -> FileKind:
        if len(self._findings.main_targets) != 1:
            raise Refused(Verdict.DAMAGED, "not one main part")
        (target,) = self._findings.main_targets
        name = posixpath.normpath(target.lstrip("/")).lower()
        if name not in by_name:
            raise Refused(Verdict.DAMAGED, "main part is missing")
        content_type = self._findings.type_of(name) or ""
        kind = known_types.kind_of_main(content_type)
        if known_types.is_macro_type(content_type) and kind in _READABLE:
            self.kind = kind
            raise Refused(Verdict.MACROS, "document or template with macros")
        return kind

    def _refuse_other_kinds(self) -> None:
        if self.kind not in _READABLE:
            raise Refused(self._verdict_of_kind(), "main part is of another kind")

    def _verdict_of_kind(self) -> Verdict:
        if self.kind in _READABLE:
            return Verdict.DAMAGED
        return _VERDICT_OF_KIND.get(self.kind, Verdict.WRONG_TYPE)

    def _scan(self, entry: Entry) -> None:
        content_type = self._content_type_of(entry)
        pieces = self._unpack(entry)
        first = next(pieces, b"")
        pieces = itertools.chain([first], pieces)
        if is_markup(entry.name, content_type):
            if entry.size or not entry.name.lower().startswith(_MAY_BE_EMPTY):
                scan_markup(pieces, self._findings)
        elif first.lstrip(b" \t\r\n").startswith(_MARKUP_STARTS):
            self._scan_doubtful(pieces, content_type)
        else:
            scan_other(pieces)

    def _scan_doubtful(self, pieces: Iterator[bytes], content_type: str) -> None:
        """Markup by another name: held to the limits, but free to be no XML."""
        forgiven = {Verdict.DAMAGED}
        if content_type in known_types.FOREIGN_MARKUP_TYPES:
            forgiven.add(Verdict.UNSAFE_CONTENT)
        try:
            scan_markup(pieces, self._findings)
        except Refused as refused:
            if refused.verdict not in forgiven:
                raise

    def _content_type_of(self, entry: Entry) -> str:
        """In lower case, "" when the package does not say; notes what it means for the person."""
        content_type = (self._findings.type_of(entry.name) or "").lower()
        if content_type in known_types.EMBEDDED_TYPES:
            self._findings.warnings.add(Verdict.OK_EMBEDDED)
        elif known_types.is_macro_type(content_type):
            raise Refused(Verdict.MACROS, "part with macros")
        elif known_types.is_outside_type(content_type):
            self._findings.warnings.add(Verdict.OK_EXTERNAL)
        elif not known_types.is_known_type(content_type, self.kind):
            self._findings.warnings.add(Verdict.OK_UNKNOWN)
        return content_type

    def _unpack(self, entry: Entry) -> Iterator[bytes]:
        return unpack(self._data, entry, self._allowance)


def is_markup(name: str, content_type: str) -> bool:
    """True for parts readers take for XML, by their type or, where it says nothing, their name."""
    if content_type in known_types.FOREIGN_MARKUP_TYPES:
        return False
    return known_types.is_xml_type(content_type) or name.lower().endswith(_MARKUP_NAMES)
