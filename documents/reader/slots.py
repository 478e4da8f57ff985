"""The cells of a table that hold an answer, known by the marks in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from documents.found_by import FoundBy
from documents.marks import Bookmarked, Mark, Marks
from documents.reader import names as n
from documents.reader.built import is_deleted_cell, is_deleted_row
from documents.reader.contents import Contents
from documents.reader.spelling import LONGEST_LABEL, normalised

_NAME = n.w("name")
_WIDEST = 63


class Slot(NamedTuple):
    """One cell and the field, total or fixed text it holds; `rows` is what its bookmark says.

    `unit` is what the head of its column, or the line above its table, says amounts are in.
    """

    mark: Mark
    cell: _Element
    by: FoundBy
    rows: tuple[int, ...] = ()
    is_literal: bool = False
    unit: str = ""


class Cell(NamedTuple):
    """A cell, its first column, what it holds by its own marks, and the rows beginning in it.

    `into` is the cell further up that this one is merged into: there stands what a person sees.
    """

    element: _Element
    column: int
    slot: Slot | None
    markers: tuple[Bookmarked, ...]
    into: "Cell | None" = None


def label_in(cell: _Element, contents: Contents) -> str:
    """The first line of a cell that is not blank, where a label stands, as labels are compared.

    One longer than any label is given as it was typed.
    """
    for paragraph in contents.paragraphs(cell):
        typed = contents.paragraph(paragraph).strip()
        text = typed if len(typed) > LONGEST_LABEL else normalised(typed)
        if text:
            return text
    return ""


def table_cells(table: _Element, marks: Marks, contents: Contents) -> list[list[Cell]]:
    """The rows of a table with what each of its cells holds."""
    tops: dict[int, Cell] = {}
    rows = []
    gone, merges = contents.holders(n.DELETED), contents.holders(n.MERGED_DOWN)
    for row in contents.rows(table):
        if row in gone and is_deleted_row(row):
            continue
        cells = list(_row_cells(row, marks, contents, tops))
        if merges:
            tops = {cell.column: cell.into or cell for cell in cells}
        rows.append(cells)
    return rows


def bookmarks_in(element: _Element, marks: Marks, contents: Contents) -> Iterator[Bookmarked]:
    """Our bookmarks in an element, those in tables inside it apart."""
    for each in contents.own(element, n.BOOKMARK):
        known = marks.by_bookmark(each.get(_NAME) or "")
        if known is not None:
            yield known


def _row_cells(
    row: _Element, marks: Marks, contents: Contents, tops: Mapping[int, Cell]
) -> Iterator[Cell]:
    wide, gone = contents.holders(n.SPAN), contents.holders(n.CELL_DELETED)
    merged = contents.holders(n.MERGED_DOWN)
    column = 0
    if row in contents.holders(n.COLUMNS_BEFORE):
        column = _number(row.find(f"{n.ROW_PROPERTIES}/{n.COLUMNS_BEFORE}"), 0)
    for element in contents.cells(row):
        is_wide = element in wide
        span = _number(element.find(f"{n.CELL_PROPERTIES}/{n.SPAN}"), 1) if is_wide else 1
        if not (element in gone and is_deleted_cell(element)):
            slot, markers = _held(element, marks, contents) if contents.is_marked else (None, ())
            into = tops.get(column) if element in merged and _is_merged_up(element) else None
            yield Cell(element, column, slot, markers, into)
        column += span


def _held(
    cell: _Element, marks: Marks, contents: Contents
) -> tuple[Slot | None, tuple[Bookmarked, ...]]:
    """What a cell holds by its own marks, and the rows that begin in it."""
    noted = tuple(bookmarks_in(cell, marks, contents))
    controls = contents.own(cell, n.CONTROL)
    if not (noted or controls):
        return None, ()
    slot = _slot(cell, noted, controls, marks, contents)
    return slot, tuple([each for each in noted if each.mark.is_group])


def _is_merged_up(cell: _Element) -> bool:
    merge = cell.find(f"{n.CELL_PROPERTIES}/{n.MERGED_DOWN}")
    return merge is not None and merge.get(n.VALUE) in (None, "continue")


def _slot(
    cell: _Element,
    noted: tuple[Bookmarked, ...],
    controls: Sequence[_Element],
    marks: Marks,
    contents: Contents,
) -> Slot | None:
    """By tag, else by bookmark, else by the name of a control; a field before a total."""
    named = [each for each in noted if not each.mark.is_group]
    named.sort(key=lambda each: not each.mark.is_field)
    tagged = _controlled(controls, n.TAG, marks.get) if contents.tags else None
    if tagged is not None:
        beside = next((each for each in named if each.mark is tagged), None)
        return _slot_of(tagged, cell, FoundBy.CONTROL, beside)
    if named:
        return _slot_of(named[0].mark, cell, FoundBy.BOOKMARK, named[0])
    aliased = _controlled(controls, n.ALIAS, marks.by_alias) if contents.aliases else None
    return None if aliased is None else _slot_of(aliased, cell, FoundBy.ALIAS, None)


def _slot_of(mark: Mark, cell: _Element, by: FoundBy, noted: Bookmarked | None) -> Slot:
    if noted is None:
        return Slot(mark=mark, cell=cell, by=by)
    return Slot(mark=mark, cell=cell, by=by, rows=noted.rows, is_literal=noted.is_literal)


def _controlled(
    controls: Sequence[_Element], name: str, find: Callable[[str], Mark | None]
) -> Mark | None:
    for control in controls:
        said = control.find(f"{n.CONTROL_PROPERTIES}/{name}")
        mark = None if said is None else find(said.get(n.VALUE) or "")
        if mark is not None and mark.is_field:
            return mark
    return None


def _number(element: _Element | None, default: int) -> int:
    """A count of columns as Word takes it, never beyond its 63."""
    text = "" if element is None else element.get(n.VALUE) or ""
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 4 else default
