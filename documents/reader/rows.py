"""Which row of a group an answer of a document belongs to, told by its position."""

from documents.marks import Mark
from documents.reader.contents import Contents
from documents.reader.slots import Slot
from documents.reader.spelling import normalised
from forms.grammar import Group
from forms.outline import Placed


class _Standing:
    """Where the reading stands in one group: the current row and what was met there."""

    __slots__ = ("met", "own", "row", "taken")

    def __init__(self) -> None:
        self.row: int | None = None
        self.met: set[str] = set()
        self.taken: set[int] = set()
        self.own = 0


class RowCount:
    """Counts the rows of every group while a document is read from top to bottom.

    A row begins where an address is met again, or where the bookmark of a row says so; Word
    copies tags and LibreOffice drops them when a row is added, so neither carries its number.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._standings: dict[str, _Standing] = {}

    def begin(self, mark: Mark, rows: tuple[int, ...]) -> None:
        """A bookmark says that a row of a group begins here."""
        standing = self._standing(mark.placed)
        if standing.row is None or standing.met:
            self._start(mark.placed, _hint(mark.placed.group, rows), standing)

    def numbers(self, slot: Slot, beside: list[Slot]) -> tuple[int, ...]:
        """The row numbers of an answer, among those side by side with it in one row of a table."""
        mark = slot.mark
        groups, address = mark.placed.groups, mark.address
        numbers = []
        for depth, group in enumerate(groups, 1):
            standing = self._standing(group)
            if standing.row is None or (depth == len(groups) and address in standing.met):
                fixed = _fixed(group.group, slot, beside, standing.taken, self._contents)
                self._start(group, fixed, standing)
            standing.met.add(address)
            numbers.append(standing.row or 0)
        return tuple(numbers)

    def _standing(self, placed: Placed) -> _Standing:
        standing = self._standings.get(placed.address)
        if standing is None:
            standing = self._standings[placed.address] = _Standing()
        return standing

    def _start(self, placed: Placed, fixed: int | None, standing: _Standing) -> None:
        inner = f"{placed.address}."
        for address in [each for each in self._standings if each.startswith(inner)]:
            del self._standings[address]
        standing.met.clear()
        if fixed is not None and fixed not in standing.taken:
            standing.row = fixed
            standing.taken.add(fixed)
            return
        standing.row = len(placed.group.fixed_rows) + standing.own
        standing.own += 1


def _fixed(
    group: Group, slot: Slot, beside: list[Slot], taken: set[int], contents: Contents
) -> int | None:
    """The fixed row whose printed texts stand here, else the one the bookmark was written for."""
    if not group.fixed_rows:
        return None
    prefix = f"{slot.mark.placed.groups[-1].address}."
    own = [each for each in beside if each.mark.address.startswith(prefix)]
    texts = {
        each.mark.address.removeprefix(prefix): normalised(contents.text(each.cell)) for each in own
    }
    for number, row in enumerate(group.fixed_rows):
        given = [(name, normalised(text)) for name, text in row.given if name in texts]
        if given and number not in taken and all(texts[k] == v for k, v in given):
            return number
    return _hint(group, next((each.rows for each in own if each.rows), ()))


def _hint(group: Group, rows: tuple[int, ...]) -> int | None:
    return rows[-1] if rows and rows[-1] < len(group.fixed_rows) else None
