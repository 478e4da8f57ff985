"""The traces in a PDF: its properties, notes and attached files."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from documents.safety.verdict import Refused, Verdict
from documents.traces.trace import Trace, TraceKind, trace

_MOST_PAGES, _MOST_NOTES = 300, 2_000
# Every other annotation is somebody's note, whatever it is drawn as.
_NO_NOTES = frozenset({"/Widget", "/Link"})
_ODD = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError)


def pdf_traces(data: bytes) -> Iterator[Trace | None]:
    """What a PDF tells beside its pages; must run isolated, since pypdf can be kept busy."""
    try:
        reader = PdfReader(BytesIO(data))
        told: Mapping[str, object] = reader.metadata or {}
        yield trace(TraceKind.AUTHOR, text=str(told.get("/Author", "")))
        yield trace(TraceKind.COMPANY, text=str(told.get("/Company", "")))
        for name in islice(reader.attachments, _MOST_NOTES):
            yield trace(TraceKind.EMBEDDED, text=name)
        for note in islice(_notes(reader), _MOST_NOTES):
            who, said = str(note.get("/T", "")), str(note.get("/Contents", ""))
            yield trace(TraceKind.COMMENT, who=who, text=said)
    except _ODD as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot read it") from error


def pdf_texts(data: bytes) -> Iterator[str]:
    """The text of each page, its notes and its properties."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in islice(document, _MOST_PAGES):
            yield page.get_textpage().get_text_range()
    finally:
        document.close()
    with suppress(Refused):
        yield from (each.text for each in pdf_traces(data) if each is not None)


def nameless_pdf(data: bytes) -> bytes:
    """The PDF without its properties and notes; what is filled in in its fields stays."""
    try:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
        writer.metadata = None
        writer.root_object.pop("/Metadata", None)
        for page in writer.pages:
            page.pop("/Metadata", None)
            _drop_notes(page)
        # A note that no page leads to any more would stand in the file still.
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        copy = BytesIO()
        writer.write(copy)
    except _ODD as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot copy it") from error
    return copy.getvalue()


def _notes(reader: PdfReader) -> Iterator[DictionaryObject]:
    for page in islice(reader.pages, _MOST_PAGES):
        for each in _annotations(page):
            if each.get("/Subtype") not in _NO_NOTES and (each.get("/Contents") or each.get("/T")):
                yield each


def _drop_notes(page: DictionaryObject) -> None:
    kept = ArrayObject(
        each for each in _raw(page) if _dictionary(each).get("/Subtype") in _NO_NOTES
    )
    if "/Annots" in page:
        page[NameObject("/Annots")] = kept


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    yield from (_dictionary(each) for each in _raw(page))


def _raw(page: DictionaryObject) -> ArrayObject:
    found = page.get("/Annots")
    inner = None if found is None else found.get_object()
    return inner if isinstance(inner, ArrayObject) else ArrayObject()


def _dictionary(each: object) -> DictionaryObject:
    inner = each.get_object() if hasattr(each, "get_object") else None
    return inner if isinstance(inner, DictionaryObject) else DictionaryObject()
