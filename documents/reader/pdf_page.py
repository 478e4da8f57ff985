"""What stands on a page of a PDF: texts and rules with their places, the page's top being 0."""

from collections.abc import Iterator
from ctypes import c_ushort
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.safety.verdict import Refused, Verdict

MOST_TEXTS, MOST_PATHS, MOST_FIELDS = 20_000, 50_000, 2_000
THIN = 3.0
LONGEST_VALUE = 60_000
_LAST_HYPHEN = "\x02"
"""What PDFium says for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a page in points, measured from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point halfway across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def surrounds(self, other: "Box") -> bool:
        """Whether another box lies inside, and is not the same."""
        return (
            self != other
            and self.holds((other.left, other.top))
            and self.holds((other.right, other.bottom))
        )

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A piece of one visual line, as far as it is set in one way."""

    words: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its texts and the thin boxes that rule its tables."""

    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[Box, ...]
    has_picture: bool


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """The page of a number, counted from 0; raises Refused for one with too much on it."""
    page = document[number]
    width, height = page.get_size()
    try:
        texts = (*_texts(page, height), *_fields(page, height))
        return Page(
            width=width,
            height=height,
            texts=texts,
            rules=tuple(_rules(page, height)),
            has_picture=any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)),
        )
    finally:
        page.close()


def _texts(page: pdfium.PdfPage, height: float) -> Iterator[Text]:
    textpage = page.get_textpage()
    try:
        count = textpage.count_rects()
        if count > MOST_TEXTS:
            raise Refused(Verdict.TOO_COMPLEX, "too many texts on a page")
        for place in range(count):
            left, bottom, right, top = textpage.get_rect(place)
            words = _plain(textpage.get_text_bounded(left, bottom, right, top))
            if words.strip():
                yield Text(words=words, box=_turned(left, bottom, right, top, height))
    finally:
        textpage.close()


def _rules(page: pdfium.PdfPage, height: float) -> Iterator[Box]:
    """The thin paths, and the edges of boxes that are drawn as a line."""
    for number, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > MOST_PATHS:
            raise Refused(Verdict.TOO_COMPLEX, "too many paths on a page")
        left, bottom, right, top = drawn.get_bounds()
        box = _turned(left, bottom, right, top, height)
        if box.height <= THIN or box.right - box.left <= THIN:
            yield box
        elif _is_stroked(drawn):
            yield from edges(box)


def _is_stroked(drawn: pdfium.PdfObject) -> bool:
    filled, stroked = raw.c_int(), raw.c_int()
    raw.FPDFPath_GetDrawMode(drawn.raw, filled, stroked)
    return bool(stroked.value)


def edges(box: Box) -> Iterator[Box]:
    """The four sides of a box as rules."""
    yield Box(left=box.left, top=box.top, right=box.right, bottom=box.top)
    yield Box(left=box.left, top=box.bottom, right=box.right, bottom=box.bottom)
    yield Box(left=box.left, top=box.top, right=box.left, bottom=box.bottom)
    yield Box(left=box.right, top=box.top, right=box.right, bottom=box.bottom)


def _fields(page: pdfium.PdfPage, height: float) -> Iterator[Text]:
    """What was typed in the fields of a form, where each field stands."""
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_FIELDS)):
        note = raw.FPDFPage_GetAnnot(page.raw, number)
        try:
            if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_WIDGET:
                continue
            words, place = _value(note), raw.FS_RECTF()
            if words.strip() and raw.FPDFAnnot_GetRect(note, place):
                box = _turned(place.left, place.bottom, place.right, place.top, height)
                yield Text(words=words, box=box)
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _value(note: object) -> str:
    length = raw.FPDFAnnot_GetStringValue(note, b"V", None, 0)
    if not 2 < length <= LONGEST_VALUE:
        return ""
    buffer = (c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(note, b"V", buffer, length)
    return _plain(bytes(buffer)[: length - 2].decode("utf-16-le", "replace"))


def _plain(words: str) -> str:
    return words.replace(_LAST_HYPHEN, "-").replace("\r\n", "\n").replace("\r", "\n")


def _turned(left: float, bottom: float, right: float, top: float, height: float) -> Box:
    return Box(left=left, top=height - top, right=right, bottom=height - bottom)
