"""Notes on the pages of a person's own PDF, which otherwise says what it said."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import pypdfium2 as pdfium
from pypdf import PdfReader, PdfWriter
from pypdf.errors import LimitReachedError, PdfReadError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from documents.notes import AUTHOR, MORE, PdfNote, few_enough, said
from documents.pdf_places import Found, Rectangle, find_words
from documents.safety.verdict import Refused, Verdict

_PRINTED = 4
_INK, _MARKER = (1.0, 0.78, 0.2), (1.0, 0.93, 0.4)
_CONFUSIONS = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What pypdf raises where a file is built otherwise than it says, besides its own errors."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it would log words of the file


def annotate_pdf(content: bytes, notes: Sequence[PdfNote], *, more: str = MORE) -> bytes:
    """A copy of a PDF with a note by `AUTHOR` for each of the notes; raises Refused.

    The file must be one the guard lets in, and this must run isolated: pypdf can be kept busy.
    What the file does by itself when it is opened is in the copy too. `more` tells of
    `%(count)s` notes that were too many.
    """
    few = few_enough(notes, lambda text: PdfNote(text=text), more=more)
    try:
        writer = _cloned(content)
        by_page = _by_page(few, len(writer.pages))
        found = find_words(content, {at: [n.evidence for n in on] for at, on in by_page.items()})
        for at, on in by_page.items():
            _add_notes(writer, at, list(zip(on, found[at], strict=True)))
        copy = BytesIO()
        writer.write(copy)
    except LimitReachedError as error:
        raise Refused(Verdict.TOO_COMPLEX, "beyond the limits of pypdf") from error
    except (PyPdfError, *_CONFUSIONS) as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot take it") from error
    return _opened(copy.getvalue(), len(writer.pages))


def _cloned(content: bytes) -> PdfWriter:
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Refused(Verdict.PASSWORD, "encrypted, if only against changes")
    writer = PdfWriter(clone_from=reader, keep_initial_header=True)
    if not writer.pages:
        raise PdfReadError("no pages")
    return writer


def _by_page(notes: Sequence[PdfNote], pages: int) -> Mapping[int, list[PdfNote]]:
    by_page: dict[int, list[PdfNote]] = {}
    for note in notes:
        page = note.page if note.page is not None and 0 <= note.page < pages else 0
        by_page.setdefault(page, []).append(note)
    return by_page


def _add_notes(writer: PdfWriter, page: int, notes: Sequence[tuple[PdfNote, Found]]) -> None:
    """The notes of a page after those it has, in an array that no other page shares."""
    sheet = writer.pages[page]
    before = sheet.get("/Annots")
    before = before.get_object() if before is not None else None
    sheet[NameObject("/Annots")] = ArrayObject(before if isinstance(before, ArrayObject) else ())
    for number, (note, found) in enumerate(notes, start=1):
        name = f"tilsagn-{page + 1}-{number}"
        sticker = writer.add_annotation(page, _sticker(note, found.sticker, name))
        if found.words:
            mark = _highlight(found.words, f"{name}-ord")
            mark[NameObject("/IRT")] = sticker.indirect_reference or sticker
            mark[NameObject("/RT")] = NameObject("/Group")
            writer.add_annotation(page, mark)


def _sticker(note: PdfNote, place: Rectangle, name: str) -> DictionaryObject:
    made = _annotation("/Text", place, name, _INK)
    made[NameObject("/Name")] = NameObject("/Comment")
    made[NameObject("/Contents")] = TextStringObject(said(note.rule, note.text))
    return made


def _highlight(words: Sequence[Rectangle], name: str) -> DictionaryObject:
    around = Rectangle(
        left=min(each.left for each in words),
        bottom=min(each.bottom for each in words),
        right=max(each.right for each in words),
        top=max(each.top for each in words),
    )
    made = _annotation("/Highlight", around, name, _MARKER)
    corners = (
        (each.left, each.top, each.right, each.top, each.left, each.bottom, each.right, each.bottom)
        for each in words
    )
    made[NameObject("/QuadPoints")] = _numbers(number for corner in corners for number in corner)
    return made


def _annotation(
    kind: str, place: Rectangle, name: str, colour: tuple[float, float, float]
) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): _numbers((place.left, place.bottom, place.right, place.top)),
            NameObject("/NM"): TextStringObject(name),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/C"): _numbers(colour),
            NameObject("/F"): NumberObject(_PRINTED),
        }
    )


def _numbers(numbers: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(number, 2)) for number in numbers)


def _opened(copy: bytes, pages: int) -> bytes:
    """The copy, which PDFium opens with the same pages; raises Refused."""
    try:
        document = pdfium.PdfDocument(copy)
    except pdfium.PdfiumError as error:
        raise Refused(Verdict.DAMAGED, "PDFium cannot open the copy") from error
    try:
        if len(document) != pages:
            raise Refused(Verdict.DAMAGED, "the copy has other pages")
    finally:
        document.close()
    return copy
