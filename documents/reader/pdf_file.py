"""A PDF as the body of a document, so that one reader reads both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from lxml import etree
from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.pdf_grid import Cell, Grid, grids
from documents.reader.pdf_page import Box, Page, Text, read_page
from documents.reader.pdf_text import (
    Paragraph,
    go_on,
    margin_key,
    moved_under,
    paragraphs,
    repeated_lines,
    visual_lines,
)
from forms.text import clean_text
from validators.finding import Place

_NEAR = 4.0


@dataclass(slots=True)
class PdfBody:
    """The body a PDF was read as, with the page of each block and of each row of a table.

    `unread` are the pages with a picture and no text, counted from 0: scanned ones.
    """

    body: _Element = field(default_factory=lambda: etree.Element(n.BODY))
    unread: tuple[int, ...] = ()
    pages: list[list[int]] = field(default_factory=list)

    def placed(self, place: Place) -> Place:
        """The place on paper of a place in the body."""
        if place.block is None or place.block >= len(self.pages):
            return place
        rows = self.pages[place.block]
        return Place(page=rows[min(place.row or 0, len(rows) - 1)])


def open_pdf_file(data: bytes) -> PdfBody:
    """The body of a PDF that the guard has let in; raises Refused.

    What the fast engine cannot read is read by the slow one.
    """
    try:
        return body_of_pages(_fast_pages(data))
    except pdfium.PdfiumError:
        return open_pdf_slowly(data)


def open_pdf_slowly(data: bytes) -> PdfBody:
    """The same without the fast engine, which some files take its process from."""
    from documents.reader.pdf_slow import slow_pages  # noqa: PLC0415 - loaded where asked for

    return body_of_pages(slow_pages(data))


def _fast_pages(data: bytes) -> list[Page]:
    document = pdfium.PdfDocument(data)
    try:
        return [read_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def body_of_pages(pages: Sequence[Page]) -> PdfBody:
    """The body that pages are read as, whoever told what stands on them."""
    scanned = (at for at, page in enumerate(pages) if page.has_picture and not page.texts)
    made = PdfBody(unread=tuple(scanned))
    margins = repeated_lines([page.texts for page in pages], [page.height for page in pages])
    tables: list[_Table] = []
    last: _Table | None = None
    for number, page in enumerate(pages):
        texts = _without_margins(page, margins)
        for block in _blocks(page, texts):
            if isinstance(block, Paragraph):
                made.body.append(_paragraph(block))
                made.pages.append([number])
                last = None
                continue
            if last is None or not last.goes_on_in(block, number):
                last = _Table(block)
                tables.append(last)
                made.body.append(last.element)
                made.pages.append(last.pages)
            last.add(block, texts, number)
    for table in tables:
        table.close()
    return made


def _without_margins(page: Page, margins: set[str]) -> tuple[Text, ...]:
    gone = [
        line.box for line in visual_lines(page.texts) if margin_key(line, page.height) in margins
    ]
    if not gone:
        return page.texts
    return tuple(text for text in page.texts if not any(_is_within(text, box) for box in gone))


def _is_within(text: Text, box: Box) -> bool:
    return box.holds(text.box.middle)


def _blocks(page: Page, texts: Sequence[Text]) -> Iterator[Paragraph | Grid]:
    """The paragraphs and tables of a page from top to bottom."""
    tables = [
        grid for grid in grids(page.rules) if any(grid.box.holds(t.box.middle) for t in texts)
    ]
    boxes = [table.box for table in tables]
    free = [text for text in texts if not any(box.holds(text.box.middle) for box in boxes)]
    column = _column(texts, page.width)
    for table in tables:
        above = [text for text in free if text.box.middle[1] < table.box.top]
        free = [text for text in free if text.box.middle[1] >= table.box.top]
        yield from paragraphs(above, column)
        yield table
    yield from paragraphs(free, column)


def _column(texts: Sequence[Text], width: float) -> Box:
    """From where to where the lines of a page go."""
    left = min((text.box.left for text in texts), default=0.0)
    right = max((text.box.right for text in texts), default=width)
    return Box(left=left, top=0, right=right, bottom=0)


@dataclass(slots=True)
class _Filled:
    """A cell of a row with what stands in it; of a merged one only the first row has texts."""

    cell: Cell
    is_first: bool
    texts: list[Text]


class _Table:
    """A table in the making, over as many pages as it takes."""

    def __init__(self, grid: Grid) -> None:
        self.element = etree.Element(n.TABLE)
        self.pages: list[int] = []
        self._columns = grid.columns
        self._rows: list[list[_Filled]] = []

    def goes_on_in(self, grid: Grid, page: int) -> bool:
        """Whether a table at the top of the next page is as wide and parted as this one.

        A page may hold only rows whose cells are merged across.
        """
        fewer, more = sorted((grid.columns, self._columns), key=len)
        return self.pages[-1] == page - 1 and (
            _is_near(fewer[0], more[:1])
            and _is_near(fewer[-1], more[-1:])
            and all(_is_near(line, more) for line in fewer)
        )

    def add(self, grid: Grid, texts: Sequence[Text], page: int) -> None:
        """The rows of a page; a repeated head is left out, a row cut by the page made whole."""
        may_be_rest = bool(self._rows)
        for row in _rows_of(grid, texts):
            if self._rows and len(row) > 1 and _words(row) == _words(self._rows[0]):
                continue
            if may_be_rest and _is_rest_of(row, self._rows[-1]):
                _lengthen(self._rows[-1], row)
            else:
                self._rows.append(row)
                self.pages.append(page)
            may_be_rest = False

    def close(self) -> None:
        """Lay the rows as they now are into the element."""
        self.element.extend(map(_row, self._rows))


def _is_near(line: float, lines: Sequence[float]) -> bool:
    return any(abs(line - each) <= _NEAR for each in lines)


def _rows_of(grid: Grid, texts: Sequence[Text]) -> Iterator[list[_Filled]]:
    rows: dict[int, list[_Filled]] = {}
    for cell in grid.cells:
        own = [text for text in texts if cell.box.holds(text.box.middle)]
        for row in range(cell.row, cell.row + cell.rows):
            is_first = row == cell.row
            filled = _Filled(cell=cell, is_first=is_first, texts=own if is_first else [])
            rows.setdefault(row, []).append(filled)
    for row in sorted(rows):
        yield sorted(rows[row], key=lambda each: each.cell.column)


def _words(row: Sequence[_Filled]) -> list[str]:
    return [" ".join(text.words.strip() for text in each.texts) for each in row]


def _is_rest_of(row: Sequence[_Filled], last: Sequence[_Filled]) -> bool:
    """Whether a page's first row is what was left of the row before: nothing in it is new."""
    if [each.cell.column for each in row] != [each.cell.column for each in last]:
        return False
    pairs = [(a.texts, b.texts, b.cell.box) for a, b in zip(last, row, strict=True) if b.texts]
    return bool(pairs) and all(pair[0] and go_on(*pair) for pair in pairs)


def _lengthen(last: Sequence[_Filled], row: Sequence[_Filled]) -> None:
    """Set what was left of a row right under its beginning."""
    for before, rest in zip(last, row, strict=True):
        if rest.texts:
            before.texts.extend(moved_under(before.texts, rest.texts))


def _row(cells: Sequence[_Filled]) -> _Element:
    row = etree.Element(n.ROW)
    for filled in cells:
        made = etree.SubElement(row, n.CELL)
        properties = etree.SubElement(made, n.CELL_PROPERTIES)
        if filled.cell.columns > 1:
            span = etree.SubElement(properties, n.SPAN)
            span.set(n.VALUE, str(min(filled.cell.columns, 63)))
        if filled.cell.rows > 1:
            merged = etree.SubElement(properties, n.MERGED_DOWN)
            if filled.is_first:
                merged.set(n.VALUE, "restart")
        told = paragraphs(filled.texts, filled.cell.box)
        made.extend(map(_paragraph, told))
        if not told:
            etree.SubElement(made, n.PARAGRAPH)
    return row


def _paragraph(told: Paragraph) -> _Element:
    paragraph = etree.Element(n.PARAGRAPH)
    if told.is_item:
        properties = etree.SubElement(paragraph, n.PARAGRAPH_PROPERTIES)
        etree.SubElement(properties, n.NUMBERING)
    for place, line in enumerate(told.words.split("\n")):
        run = etree.SubElement(paragraph, n.w("r"))
        if place:
            etree.SubElement(run, n.BREAK)
        etree.SubElement(run, n.TEXT).text = clean_text(line)
    return paragraph
