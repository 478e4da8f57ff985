"""Where on the pages of a PDF words stand, and where beside them there is room for a note."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.quoting import Passage
from documents.safety.verdict import Refused, Verdict

_MOST_LETTERS = 200_000
_MOST_LINES = 50
_STICKER, _SLOT = 20.0, 26.0
_LEAST_SIDE, _MOST_SIDE = 2 * _SLOT, 15_000.0
_SHY = "\u00ad"
_BROKEN = re.compile("[\x02\ufffe]\\s*")
"""What PDFium says for a hyphen at the end of a line, and the end of that line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """A place in the page's own measure: points from its lower left, however it is turned."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a note is put, and each line of the words it is about; no line where none is found."""

    sticker: Rectangle
    words: tuple[Rectangle, ...] = ()


def find_words(
    content: bytes, sought: Mapping[int, Sequence[str]]
) -> Mapping[int, Sequence[Found]]:
    """For each page, counted from 0, the places of its notes by their evidence; raises Refused.

    No note of a page covers another while there is room; a page takes some hundreds.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused(Verdict.DAMAGED, "PDFium cannot open it") from error
    try:
        return {at: _found_on(document, at, evidence) for at, evidence in sought.items()}
    except pdfium.PdfiumError as error:
        raise Refused(Verdict.DAMAGED, "PDFium cannot read a page") from error
    finally:
        document.close()


def _found_on(
    document: pdfium.PdfDocument, number: int, evidence: Sequence[str]
) -> Sequence[Found]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        margin = _Margin(_sheet(page))
        passage = _passage(textpage) if any(evidence) else Passage("")
        lines = [tuple(_lines(textpage, passage, each)) for each in evidence]
        stickers = margin.beside_each([words[0] if words else None for words in lines])
        return [
            Found(sticker=place, words=words) for place, words in zip(stickers, lines, strict=True)
        ]
    finally:
        textpage.close()
        page.close()


def _passage(textpage: pdfium.PdfTextPage) -> Passage:
    """What a page says, letter by letter as PDFium counts them, words broken by a line whole."""
    count = min(textpage.count_chars(), _MOST_LETTERS)
    text = textpage.get_text_range(0, count) if count else ""
    if len(text) != count:
        text = "".join(chr(raw.FPDFText_GetUnicode(textpage.raw, at)) for at in range(count))
    return Passage(_BROKEN.sub(lambda found: _SHY * len(found[0]), text))


def _lines(textpage: pdfium.PdfTextPage, passage: Passage, evidence: str) -> Iterator[Rectangle]:
    found = passage.find(evidence)
    if found is None:
        return
    first, after = found
    for line in range(min(textpage.count_rects(first, after - first), _MOST_LINES)):
        left, bottom, right, top = textpage.get_rect(line)
        yield Rectangle(left=left, bottom=bottom, right=right, top=top)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A page as it is seen: turned clockwise by so many degrees."""

    box: Rectangle
    turn: int

    @property
    def width(self) -> float:
        return self._sides[0]

    @property
    def height(self) -> float:
        return self._sides[1]

    @property
    def _sides(self) -> tuple[float, float]:
        across, up = self.box.right - self.box.left, self.box.top - self.box.bottom
        return (up, across) if self.turn in (90, 270) else (across, up)

    def down(self, place: Rectangle) -> float:
        """How far down the middle of a place is seen."""
        x, y = (place.left + place.right) / 2, (place.bottom + place.top) / 2
        from_top = {90: x - self.box.left, 180: y - self.box.bottom, 270: self.box.right - x}
        return from_top.get(self.turn, self.box.top - y)

    def laid(self, across: float, down: float, side: float) -> Rectangle:
        """The square that is seen so far from the upper left corner."""
        box = self.box
        left, bottom = {
            90: (box.left + down, box.bottom + across),
            180: (box.right - across - side, box.bottom + down),
            270: (box.right - down - side, box.top - across - side),
        }.get(self.turn, (box.left + across, box.top - down - side))
        return Rectangle(left=left, bottom=bottom, right=left + side, top=bottom + side)


def _sheet(page: pdfium.PdfPage) -> _Sheet:
    left, bottom, right, top = page.get_cropbox()
    return _Sheet(
        box=Rectangle(
            left=left,
            bottom=bottom,
            right=left + min(max(right - left, _LEAST_SIDE), _MOST_SIDE),
            top=bottom + min(max(top - bottom, _LEAST_SIDE), _MOST_SIDE),
        ),
        turn=page.get_rotation(),
    )


class _Margin:
    """The places for notes on a page: columns from its right edge, each slot used once."""

    def __init__(self, sheet: _Sheet) -> None:
        self._sheet = sheet
        self._rows = int(sheet.height // _SLOT)
        self._columns = int(sheet.width // _SLOT)
        self._taken: set[tuple[int, int]] = set()

    def beside_each(self, lines: Sequence[Rectangle | None]) -> Sequence[Rectangle]:
        """A place for each line, those first that stand somewhere; the others from above down."""
        placed = {at: self._beside(line) for at, line in enumerate(lines) if line is not None}
        return [placed[at] if at in placed else self._beside(None) for at in range(len(lines))]

    def _beside(self, line: Rectangle | None) -> Rectangle:
        """The free place nearest to a line, below it rather than above."""
        down = _SLOT if line is None else self._sheet.down(line)
        wanted = min(max(int(down // _SLOT), 0), self._rows - 1)
        column, row = self._free(wanted)
        self._taken.add((column, row))
        gap = (_SLOT - _STICKER) / 2
        across = self._sheet.width - (column + 1) * _SLOT + gap
        return self._sheet.laid(across, row * _SLOT + gap, _STICKER)

    def _free(self, wanted: int) -> tuple[int, int]:
        rows = sorted(range(self._rows), key=lambda row: (row < wanted, abs(row - wanted)))
        slots = ((column, row) for column in range(self._columns) for row in rows)
        return next((slot for slot in slots if slot not in self._taken), (0, wanted))
