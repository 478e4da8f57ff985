"""The traces in a PDF: properties, notes, attached files, signatures, XFA, notes in pictures."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from documents.safety.verdict import Refused, Verdict
from documents.traces.annotations import drop_notes, hidden_over, notes_of, typed_over, widgets_of
from documents.traces.picture_notes import has_location, notes_in
from documents.traces.pictures import without_notes
from documents.traces.signatures import (
    drawn_alone,
    forget_proofs,
    is_for_signing,
    is_signed,
    signer_of,
    unsign,
)
from documents.traces.trace import Trace, TraceKind, trace
from documents.traces.xfa import drop_xfa, said_in_xfa

_MOST_PAGES, _MOST_NOTES, _MOST_OBJECTS = 300, 2_000, 500_000
_JPEG = "/DCTDecode"
_ODD = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError)

_Said = tuple[TraceKind, str, str]
"""A kind, who said it, and what, as it stands in the file."""


def pdf_traces(data: bytes) -> Iterator[Trace | None]:
    """What a PDF tells beside its pages; must run isolated, since pypdf can be kept busy."""
    yield from (trace(kind, who=who, text=text) for kind, who, text in _said_beside(data))


def pdf_texts(data: bytes) -> Iterator[str]:
    """The text of each page, what is typed over it, its notes and its properties."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in islice(document, _MOST_PAGES):
            yield page.get_textpage().get_text_range()
    finally:
        document.close()
    with suppress(Refused):
        for _kind, who, text in _said_beside(data):
            yield from (who, text)
        yield from _said_over(data)


def nameless_pdf(data: bytes) -> bytes:
    """The PDF without properties, notes (also of pictures) and digital signatures; answers stay.

    So does what is typed and drawn over the pages, without whose it is. Raises Refused, also for
    a form in XFA that says anything no field of a page does: it may be an answer.
    """
    try:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
        writer.metadata = None
        widgets = (widget for page in writer.pages for widget in widgets_of(page))
        drop_xfa(writer.root_object, widgets)
        forget_proofs(writer.root_object)
        for page in writer.pages:
            drop_notes(page)
            page.pop("/Thumb", None)
        for each in _reachable(writer.root_object):
            _forget(each)
        # A note that no page leads to any more would stand in the file still.
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        copy = BytesIO()
        writer.write(copy)
    except _ODD as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot copy it") from error
    return copy.getvalue()


def _said_beside(data: bytes) -> Iterator[_Said]:
    try:
        reader = PdfReader(BytesIO(data))
        told: Mapping[str, object] = reader.metadata or {}
        yield TraceKind.AUTHOR, "", str(told.get("/Author", ""))
        yield TraceKind.COMPANY, "", str(told.get("/Company", ""))
        for name in islice(reader.attachments, _MOST_NOTES):
            yield TraceKind.EMBEDDED, "", name
        yield from islice(_noted(reader), _MOST_NOTES)
        yield from islice(_of_objects(reader.root_object), _MOST_NOTES)
        shown = frozenset(islice(_shown(reader.root_object), _MOST_NOTES))
        for said in islice(said_in_xfa(reader.root_object, shown), _MOST_NOTES):
            yield TraceKind.NAMED, "", said
    except _ODD as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot read it") from error


def _said_over(data: bytes) -> Iterator[str]:
    try:
        for page in islice(PdfReader(BytesIO(data)).pages, _MOST_PAGES):
            yield from islice(typed_over(page), _MOST_NOTES)
    except _ODD as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot read it") from error


def _noted(reader: PdfReader) -> Iterator[_Said]:
    for page in islice(reader.pages, _MOST_PAGES):
        yield from ((TraceKind.COMMENT, who, said) for who, said in notes_of(page))
        yield from ((TraceKind.HIDDEN, "", said) for said in hidden_over(page))


def _shown(root: DictionaryObject) -> Iterator[str]:
    """What the fields say, as it is read on the pages."""
    for each in _reachable(root):
        if isinstance(said := _inner(each.get("/V")), TextStringObject):
            yield said.strip()


def _of_objects(root: DictionaryObject) -> Iterator[_Said]:
    pictures = 0
    for each in _reachable(root):
        if is_signed(each):
            yield TraceKind.NAMED, *signer_of(each)
        elif drawn := drawn_alone(each):
            yield TraceKind.NAMED, "", drawn
        if isinstance(each, StreamObject) and _is_photograph(each):
            pictures += 1
            yield from _of_picture(each.get_data(), pictures)


def _of_picture(content: bytes, number: int) -> Iterator[_Said]:
    if has_location(content):
        yield TraceKind.LOCATION, "", f"{number}"
    for note in notes_in(content):
        yield TraceKind.PICTURE, "", f"{number}: {note}"


def _forget(each: DictionaryObject) -> None:
    """Without what a program told of the object, and of the picture it is."""
    for name in ("/Metadata", "/PieceInfo", "/LastModified"):
        each.pop(name, None)
    if is_signed(each) or is_for_signing(each):
        unsign(each)
    if isinstance(each, StreamObject) and _is_photograph(each):
        drawn = without_notes(each.get_data())
        colours = _parameters_of_jpeg(each)
        each.pop("/DecodeParms", None)
        if colours is not None:
            each[NameObject("/DecodeParms")] = colours
        each[NameObject("/Filter")] = NameObject(_JPEG)
        StreamObject.set_data(each, drawn)  # as it is: that of a packed stream would pack it again


def _parameters_of_jpeg(picture: DictionaryObject) -> DictionaryObject | None:
    """What its last filter, which draws it, is told of its colours."""
    filters, found = picture.get("/Filter"), _inner(picture.get("/DecodeParms"))
    count = len(filters) if isinstance(filters, ArrayObject) else 1
    if isinstance(found, ArrayObject):
        last = _inner(found[-1]) if len(found) == count else None
    else:
        last = found if count == 1 else None
    return last if isinstance(last, DictionaryObject) else None


def _inner(found: PdfObject | None) -> PdfObject | None:
    return None if found is None else found.get_object()


def _is_photograph(each: DictionaryObject) -> bool:
    """Whether it is a stream that is a JPEG once it is unpacked, where it is packed."""
    found = each.get("/Filter")
    last = found[-1] if isinstance(found, ArrayObject) and found else found
    return isinstance(each, StreamObject) and last in (_JPEG, "/DCT")


def _reachable(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary and stream that the root leads to, each once; raises Refused."""
    waiting: list[PdfObject | None] = [root]
    met: set[tuple[int, int]] = set()
    for _number in range(_MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if (each.idnum, each.generation) not in met:
                met.add((each.idnum, each.generation))
                waiting.append(each.get_object())
        elif isinstance(each, DictionaryObject):
            yield each
            waiting += each.values()
        elif isinstance(each, ArrayObject):
            waiting += each
    raise Refused(Verdict.TOO_COMPLEX, "too many objects")
