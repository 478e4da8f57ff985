"""The body of a Word file as the lines a person sees, in reading order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.built import is_deleted_cell, is_deleted_row
from documents.reader.contents import Contents, is_heading_style
from documents.safety.verdict import Refused, Verdict
from validators.finding import Place

MOST_LINES = 100_000


# A line, a spot and a cell are tuples: a long file has thousands of them, and a frozen dataclass
# takes three times as long to make.
class Spot(NamedTuple):
    """A cell of the innermost table around a line: `column` is where it starts in the grid."""

    table: int
    row: int
    cell: int
    column: int


class Line(NamedTuple):
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
    walk = _Walk(contents)
    walk.read_body(body)
    return walk.lines


class _Walk:
    def __init__(self, contents: Contents) -> None:
        self.lines: list[Line] = []
        self._contents = contents
        self._styled = contents.holders(n.STYLE)
        self._numbered = contents.holders(n.NUMBERING)
        self._boxed = contents.holders(n.TEXT_BOX)
        self._wide = contents.holders(n.SPAN)
        self._shifted = contents.holders(n.COLUMNS_BEFORE)
        self._deleted = contents.holders(n.DELETED)
        self._deleted_cells = contents.holders(n.CELL_DELETED)
        self._tables = 0

    def read_body(self, body: _Element) -> None:
        is_wrapped = self._contents.is_wrapped(body)
        for number, block in enumerate(self._contents.blocks(body)):
            if not (is_wrapped and self._is_gone(block, body)):
                self._read_block(block, Place(block=number), None)

    def _read_block(self, block: _Element, place: Place, spot: Spot | None) -> None:
        if block.tag == n.TABLE:
            self._read_table(block, place, spot)
        else:
            self._read_paragraph(block, place, spot)

    def _read_table(self, table: _Element, place: Place, around: Spot | None) -> None:
        self._tables += 1
        number = self._tables
        contents, is_wrapped = self._contents, self._contents.is_wrapped(table)
        for row_number, row in enumerate(contents.rows(table)):
            if is_wrapped and self._is_gone(row, table):
                continue
            if row in self._deleted and is_deleted_row(row):
                continue
            column = _columns_before(row) if row in self._shifted else 0
            has_wrapped = contents.is_wrapped(row)
            for cell_number, cell in enumerate(contents.cells(row)):
                spot = Spot(number, row_number, cell_number, column)
                column += _span(cell) if cell in self._wide else 1
                if has_wrapped and self._is_gone(cell, row):
                    continue
                if cell in self._deleted_cells and is_deleted_cell(cell):
                    continue
                inside = place
                if around is None:
                    inside = Place(block=place.block, row=row_number, cell=cell_number)
                self._read_cell(cell, inside, spot)

    def _read_cell(self, cell: _Element, place: Place, spot: Spot) -> None:
        lines = self.lines
        before = len(lines)
        blocks = self._contents.blocks(cell)
        if self._contents.is_wrapped(cell):
            blocks = [each for each in blocks if not self._is_gone(each, cell)]
        for block in blocks:
            self._read_block(block, place, spot)
        for line in lines[before:]:
            if line.text:
                return
        del lines[before:]

    def _read_paragraph(self, paragraph: _Element, place: Place, spot: Spot | None) -> None:
        is_heading = paragraph in self._styled and _has_heading_style(paragraph[0])
        is_item = paragraph in self._numbered and _is_item(paragraph[0])
        said = self._contents.paragraph(paragraph)
        for text in said.split("\n") if "\n" in said else (said,):
            self.lines.append(Line(text, place, spot, is_heading, is_item))
        if len(self.lines) > MOST_LINES:
            raise Refused(Verdict.TOO_COMPLEX, "too many lines")
        if paragraph in self._boxed:
            for box in self._contents.boxes(paragraph):
                for block in self._contents.blocks(box):
                    self._read_block(block, place, spot)

    def _is_gone(self, element: _Element, container: _Element) -> bool:
        """Whether a deletion or a placeholder stands between the element and its container."""
        placeholders = self._contents.placeholders
        parent = element.getparent()
        while parent is not None and parent is not container:
            if parent.tag in (n.DELETED, n.MOVED_AWAY) or parent in placeholders:
                return True
            parent = parent.getparent()
        return False


def rows_of_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in runs: those of one table row together, others each alone."""
    run: list[Line] = []
    last: Spot | None = None
    for line in lines:
        spot = line.spot
        if run and (
            spot is None or last is None or spot.row != last.row or spot.table != last.table
        ):
            yield run
            run = []
        run.append(line)
        last = spot
    if run:
        yield run


def joined_text(lines: Sequence[Line]) -> str:
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
    return is_of_paragraph and next(properties.iterchildren(n.NUMBERING), None) is not None


def _has_heading_style(properties: _Element) -> bool:
    if properties.tag != n.PARAGRAPH_PROPERTIES:
        return False
    style = next(properties.iterchildren(n.STYLE), None)
    return style is not None and is_heading_style(style.get(n.VALUE) or "")
