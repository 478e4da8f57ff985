"""The one way into a file that a person gives us: guarded, isolated, and always answered."""

from dataclasses import replace

from documents.reader.wire import reading_from_bytes
from documents.reading import Reading
from documents.safety.guard import inspect_isolated
from documents.safety.isolation import IsolationFailed
from documents.safety.pdf_engines import run_for_pdf
from documents.safety.verdict import FileKind, Verdict, describe
from forms.grammar import FormDefinition
from validators.finding import Finding, Severity
from validators.registry import rule_of

_UNREADABLE = rule_of("REA001")
_UNKNOWN = rule_of("REA002")
_WORKBOOK = "workbook"
# Named and not imported: whoever has a file read does not need the reader.
_READ_TASK = "documents.reader.isolated.read_task"


def read_file(
    data: bytes, *, form: FormDefinition | None = None, file: str | None = None
) -> Reading:
    """What an untrusted file says; one that cannot be read is a Reading with REA001 and no form.

    The reason of REA001 is a Danish msgid, its evidence the verdict's code; of a warning the
    same rule tells with severity info. Raises only IsolationBusy: try again in a moment.
    """
    inspection = inspect_isolated(data)
    if not inspection.is_accepted:
        return unreadable(inspection.verdict, inspection.sentence, file)
    try:
        reading = _read(inspection.kind, data, form)
    except IsolationFailed as failed:
        return unreadable(failed.verdict, describe(failed.verdict, inspection.kind), file)
    warnings = tuple(
        replace(_told(verdict, describe(verdict, inspection.kind)), severity=Severity.INFO)
        for verdict in inspection.warnings
    )
    problems = (*warnings, *reading.problems)
    return replace(
        reading, file=file, problems=tuple(replace(each, file=file) for each in problems)
    )


def _read(kind: FileKind, data: bytes, form: FormDefinition | None) -> Reading:
    options = {"kind": kind.value} | ({} if form is None else {"form": form.key})
    reading = reading_from_bytes(run_for_pdf(_READ_TASK, data, options))
    if kind is FileKind.PDF and _has_scanned_pages(reading):
        return _with_scans(data, form, reading)
    return reading


def _has_scanned_pages(reading: Reading) -> bool:
    return any(each.rule == _UNREADABLE.id for each in reading.problems)


def _with_scans(data: bytes, form: FormDefinition | None, reading: Reading) -> Reading:
    """The reading with its scanned pages seen; what was read before where that fails."""
    from documents.reader.scans import can_read_scans, read_scans  # noqa: PLC0415 - loaded where asked for

    if not can_read_scans():
        return reading
    try:
        return read_scans(data, form) or reading
    except IsolationFailed:
        if is_unreadable(reading):
            raise
        return reading


def unreadable(verdict: Verdict, reason: str, file: str | None) -> Reading:
    """The reading of a file that was not taken in; `reason` is a Danish msgid."""
    return Reading(form=None, problems=(replace(_told(verdict, reason), file=file),), file=file)


def is_unreadable(reading: Reading) -> bool:
    """Whether nothing could be read of the file, as against read and not recognised."""
    return any(
        each.rule == _UNREADABLE.id and each.severity is Severity.ERROR for each in reading.problems
    )


def is_workbook(reading: Reading) -> bool:
    """Whether the file is a workbook, which takes no notes; readings kept earlier say it so."""
    return reading.is_workbook or any(
        each.rule == _UNKNOWN.id and each.variant == _WORKBOOK for each in reading.problems
    )


def _told(verdict: Verdict, reason: str) -> Finding:
    values = (("verdict", verdict.value), ("reason", reason))
    return _UNREADABLE.found(values=values, evidence=verdict.value, variant="told")
