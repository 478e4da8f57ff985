"""Where in the body of a Word file an element stands."""

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.built import BLOCKS, CELLS, ROWS, counted
from validators.finding import Place

_COUNTED = {n.TABLE: ROWS, n.ROW: CELLS}


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
            parts = counted(parent, _COUNTED.get(parent.tag, BLOCKS))
            numbers = {each: number for number, each in enumerate(parts)}
            self._numbers[parent] = numbers
        return numbers.get(child)
