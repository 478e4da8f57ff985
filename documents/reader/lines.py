"""The body of a Word file as the lines a person sees, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.contents import Contents, is_heading_style
from documents.reader.places import is_deleted_cell, is_deleted_row
from documents.reader.text import is_placeholder
from documents.safety.verdict import Refused, Verdict
from validators.finding import Place

MOST_LINES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A cell of the innermost table around a line: `column` is where it starts in the grid."""

    table: int
    row: int
    cell: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One visual line: a paragraph, or the part of one between two line breaks.

    `spot` is None outside tables. An item has an automatic number or bullet, which is no part of
    the text; a heading has a heading's style.
    """

    text: str
    place: Place
    spot: Spot | None = None
    is_heading: bool = False
    is_item: bool = False


def lines_of(body: _Element, contents: Contents | None = None) -> list[Line]:
    """Every line of a body; raises Refused for one too long. Cells without text give no line."""
    contents = contents or Contents(body)
    walk, is_wrapped = _Walk(contents), contents.is_wrapped(body)
    for number, block in enumerate(contents.blocks(body)):
        if not (is_wrapped and _is_gone(block, body)):
            walk.read_block(block, Place(block=number), None)
    return walk.lines


class _Walk:
    def __init__(self, contents: Contents) -> None:
        self.lines: list[Line] = []
        self._contents = contents
        self._tables = 0

    def read_block(self, block: _Element, place: Place, spot: Spot | None) -> None:
        if block.tag == n.TABLE:
            self._read_table(block, place, spot)
        else:
            self._read_paragraph(block, place, spot)

    def _read_table(self, table: _Element, place: Place, around: Spot | None) -> None:
        self._tables += 1
        number = self._tables
        is_wrapped = self._contents.is_wrapped(table)
        for row_number, row in enumerate(self._contents.rows(table)):
            if (is_wrapped and _is_gone(row, table)) or self._is_deleted(row):
                continue
            column = self._columns_before(row)
            has_wrapped = self._contents.is_wrapped(row)
            for cell_number, cell in enumerate(self._contents.cells(row)):
                spot = Spot(table=number, row=row_number, cell=cell_number, column=column)
                column += self._span(cell)
                inside = place
                if around is None:
                    inside = Place(block=place.block, row=row_number, cell=cell_number)
                if not ((has_wrapped and _is_gone(cell, row)) or self._is_deleted_cell(cell)):
                    self._read_cell(cell, inside, spot)

    def _read_cell(self, cell: _Element, place: Place, spot: Spot) -> None:
        before = len(self.lines)
        is_wrapped = self._contents.is_wrapped(cell)
        for block in self._contents.blocks(cell):
            if not (is_wrapped and _is_gone(block, cell)):
                self.read_block(block, place, spot)
        if not any(line.text for line in self.lines[before:]):
            del self.lines[before:]

    def _read_paragraph(self, paragraph: _Element, place: Place, spot: Spot | None) -> None:
        holds = self._contents.holds
        is_heading = holds(paragraph, n.STYLE) and _has_heading_style(paragraph[0])
        is_item = holds(paragraph, n.NUMBERING) and _is_item(paragraph[0])
        for text in self._contents.paragraph(paragraph).split("\n"):
            line = Line(text=text, place=place, spot=spot, is_heading=is_heading, is_item=is_item)
            self.lines.append(line)
        if len(self.lines) > MOST_LINES:
            raise Refused(Verdict.TOO_COMPLEX, "too many lines")
        if holds(paragraph, n.TEXT_BOX):
            for box in self._contents.boxes(paragraph):
                for block in self._contents.blocks(box):
                    self.read_block(block, place, spot)

    def _is_deleted(self, row: _Element) -> bool:
        return self._contents.holds(row, n.DELETED) and is_deleted_row(row)

    def _is_deleted_cell(self, cell: _Element) -> bool:
        return self._contents.holds(cell, n.CELL_DELETED) and is_deleted_cell(cell)

    def _columns_before(self, row: _Element) -> int:
        return _columns_before(row) if self._contents.holds(row, n.COLUMNS_BEFORE) else 0

    def _span(self, cell: _Element) -> int:
        return _span(cell) if self._contents.holds(cell, n.SPAN) else 1


def rows_of_lines(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines in runs: those of one table row together, others each alone."""
    run: list[Line] = []
    for line in lines:
        if run and not _stand_in_one_row(run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def joined_text(lines: list[Line]) -> str:
    """The text of lines as typed: cells of one row parted by tabs, all else by line feeds."""
    pieces: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is not None:
            is_beside = _stand_in_one_row(last, line) and _cell(last) != _cell(line)
            pieces.append("\t" if is_beside else "\n")
        pieces.append(line.text)
        last = line
    return "".join(pieces)


def _stand_in_one_row(one: Line, other: Line) -> bool:
    if one.spot is None or other.spot is None:
        return False
    return (one.spot.table, one.spot.row) == (other.spot.table, other.spot.row)


def _cell(line: Line) -> int | None:
    return None if line.spot is None else line.spot.cell


def _is_gone(element: _Element, container: _Element) -> bool:
    """Whether a deletion or a placeholder stands between the element and its container."""
    parent = element.getparent()
    while parent is not None and parent is not container:
        if parent.tag in (n.DELETED, n.MOVED_AWAY) or is_placeholder(parent):
            return True
        parent = parent.getparent()
    return False


def _columns_before(row: _Element) -> int:
    properties = row.find(n.ROW_PROPERTIES)
    before = None if properties is None else properties.find(n.COLUMNS_BEFORE)
    return _number(before, least=0)


def _span(cell: _Element) -> int:
    properties = cell[0] if len(cell) else None
    if properties is None or properties.tag != n.CELL_PROPERTIES:
        return 1
    return _number(properties.find(n.SPAN), least=1)


def _number(element: _Element | None, *, least: int) -> int:
    """A small number; Word allows 63 columns and shows a wrong number as none."""
    text = "" if element is None else element.get(n.VALUE) or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else least
    return number if least <= number <= 63 else least


def _is_item(properties: _Element) -> bool:
    is_of_paragraph = properties.tag == n.PARAGRAPH_PROPERTIES
    return is_of_paragraph and properties.find(n.NUMBERING) is not None


def _has_heading_style(properties: _Element) -> bool:
    if properties.tag != n.PARAGRAPH_PROPERTIES:
        return False
    style = properties.find(n.STYLE)
    return style is not None and is_heading_style(style.get(n.VALUE) or "")
