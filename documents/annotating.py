"""Notes in files that others wrote: laid in a process that may be lost."""

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from importlib import import_module
from typing import Any

from documents.notes import MORE, Note, PdfNote, few_enough
from documents.reader.wire import place_from_json, place_to_json
from documents.safety.guard import inspect
from documents.safety.isolation import run_isolated
from documents.safety.sniff import recognise
from documents.safety.strict import transitional
from documents.safety.verdict import FileKind, Refused, Verdict

_LENGTH = struct.Struct(">Q")


def annotated_isolated(
    content: bytes, notes: Sequence[Note], at: datetime | None = None, *, more: str = MORE
) -> bytes:
    """A copy of a Word file or PDF with the notes, made in a process of its own.

    Comments in Word stand at their places, notes in a PDF on their pages. Raises IsolationFailed
    with the verdict on a file that takes no notes, and IsolationBusy.
    """
    if recognise(content) is FileKind.PDF:
        return _annotated_pdf(content, list(map(_on_page, notes)), more)
    few = few_enough(notes, lambda text: Note(text=text), more=more)
    options = {} if at is None else {"at": at.isoformat()}
    told = [{**asdict(note), "place": _placed(note)} for note in few]
    return run_isolated(ANNOTATE_TASK, _packed(content, told), options=options)


def annotate_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """The copy with comments as an isolated task; option `at` is an hour in ISO. Raises Refused."""
    from documents.comments import annotate  # noqa: PLC0415 - loaded where asked for

    content, told = _unpacked(payload)
    at = options.get("at")
    hour = None if at is None else datetime.fromisoformat(at)
    return annotate(content, map(_note, told), at=hour)


def annotate_pdf_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """The PDF with notes as an isolated task. Raises Refused."""
    from documents.pdf_notes import annotate_pdf  # noqa: PLC0415 - loaded where asked for

    content, told = _unpacked(payload)
    return annotate_pdf(content, [PdfNote(**each) for each in told])


def prepare() -> None:
    """Load what notes are laid with, for a process that will lay them."""
    for module in ("documents.comments", "documents.pdf_notes"):
        import_module(module)


ANNOTATE_TASK = f"{annotate_task.__module__}.{annotate_task.__name__}"
ANNOTATE_PDF_TASK = f"{annotate_pdf_task.__module__}.{annotate_pdf_task.__name__}"
"""The tasks' names, as the isolation knows them."""


def _annotated_pdf(content: bytes, notes: Sequence[PdfNote], more: str) -> bytes:
    few = few_enough(notes, lambda text: PdfNote(text=text), more=more)
    return run_isolated(ANNOTATE_PDF_TASK, _packed(content, map(asdict, few)), options={})


def _on_page(note: Note) -> PdfNote:
    page = None if note.place is None else note.place.page
    return PdfNote(text=note.text, page=page, evidence=note.evidence, rule=note.rule)


def _packed(content: bytes, notes: Iterable[Mapping[str, object]]) -> bytes:
    told = json.dumps(list(notes)).encode()
    return _LENGTH.pack(len(told)) + told + content


def _unpacked(payload: bytes) -> tuple[bytes, list[dict[str, Any]]]:
    """The file, which the guard must let in, and the notes; raises Refused.

    A file of Strict Open XML is an ordinary one from here on.
    """
    (length,) = _LENGTH.unpack_from(payload)
    start = _LENGTH.size + length
    content = payload[start:]
    inspection = inspect(content)
    if not inspection.is_accepted:
        raise Refused(inspection.verdict, "not let in by the guard")
    if Verdict.OK_STRICT in inspection.warnings:
        content = transitional(content)
    return content, json.loads(payload[_LENGTH.size : start])


def _placed(note: Note) -> Mapping[str, object] | None:
    return None if note.place is None else place_to_json(note.place)


def _note(told: Mapping[str, Any]) -> Note:
    place = None if told["place"] is None else place_from_json(told["place"])
    return Note(text=told["text"], place=place, evidence=told["evidence"], rule=told["rule"])
