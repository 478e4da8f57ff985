"""Where in the body of a Word file an element stands."""

from collections.abc import Iterator

from lxml.etree import _Element

from documents.reader import names as n
from validators.finding import Place

_WRAPPERS = frozenset(
    {
        n.CONTROL,
        n.CONTROL_CONTENT,
        n.CUSTOM_XML,
        n.SMART_TAG,
        n.INSERTED,
        n.MOVED_HERE,
        n.DELETED,
        n.MOVED_AWAY,
    }
)
_BLOCKS = frozenset({n.PARAGRAPH, n.TABLE})
_ROWS = frozenset({n.ROW})
_CELLS = frozenset({n.CELL})
_COUNTED = {n.TABLE: _ROWS, n.ROW: _CELLS}


def blocks_in(container: _Element) -> Iterator[_Element]:
    """The paragraphs and tables directly in a body, cell or text box, controls looked through."""
    return _counted(container, _BLOCKS)


def rows_in(table: _Element) -> Iterator[_Element]:
    """The rows of a table, those inside controls and those marked as deleted too."""
    return _counted(table, _ROWS)


def cells_in(row: _Element) -> Iterator[_Element]:
    """The cells of a row, those inside controls too; a merged cell counts once a row."""
    return _counted(row, _CELLS)


def is_deleted_row(row: _Element) -> bool:
    """Whether a deletion that is not yet accepted takes the whole row."""
    return row.find(f"{n.ROW_PROPERTIES}/{n.DELETED}") is not None


def is_deleted_cell(cell: _Element) -> bool:
    """Whether a deletion that is not yet accepted takes the cell, as where a column was struck."""
    return cell.find(f"{n.CELL_PROPERTIES}/{n.CELL_DELETED}") is not None


class Places:
    """The places of the elements of one body; numbers are counted once for each parent.

    Asking for every element of a body costs time linear in its size.
    """

    def __init__(self, body: _Element) -> None:
        self._body = body
        self._numbers: dict[_Element, dict[_Element, int]] = {}

    def of(self, element: _Element) -> Place:
        """The place of an element at any depth; in a nested table or text box, the outer one's."""
        way = [element, *element.iterancestors()]
        way = way[: way.index(self._body)] if self._body in way else []
        spots = [each for each in way if each.tag in (n.PARAGRAPH, n.TABLE, n.ROW, n.CELL)]
        if not spots:
            return Place()
        block = spots.pop()
        row = spots.pop() if block.tag == n.TABLE and spots else None
        cell = spots.pop() if row is not None and spots else None
        return Place(
            block=self._number(self._body, block),
            row=None if row is None else self._number(block, row),
            cell=None if row is None or cell is None else self._number(row, cell),
        )

    def _number(self, parent: _Element, child: _Element) -> int | None:
        numbers = self._numbers.get(parent)
        if numbers is None:
            counted = _counted(parent, _COUNTED.get(parent.tag, _BLOCKS))
            numbers = {each: number for number, each in enumerate(counted)}
            self._numbers[parent] = numbers
        return numbers.get(child)


def _counted(container: _Element, tags: frozenset[str]) -> Iterator[_Element]:
    waiting = list(reversed(container))
    while waiting:
        each = waiting.pop()
        if each.tag in tags:
            yield each
        elif each.tag in _WRAPPERS:
            waiting.extend(reversed(each))
