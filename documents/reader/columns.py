"""The cells of a table that lost their marks, told by the column or the label they stand at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml.etree import _Element

from documents.found_by import FoundBy
from documents.marks import Mark, marks
from documents.reader import names as n
from documents.reader.column_units import told_unit, unit_of, word_of
from documents.reader.contents import Contents
from documents.reader.slots import Cell, Slot, label_in
from documents.reader.spelling import normalised, with_damaged
from forms.grammar import Field, FormDefinition

_Heads = dict[int, Mark]
_FEWEST_COLUMNS = 3


class Columns:
    """Completes the rows of tables: rows added in LibreOffice carry no marks at all."""

    def __init__(self, definition: FormDefinition, contents: Contents) -> None:
        self._contents = contents
        self._heads = labels_of_columns(definition)
        self._met: set[str] = set()
        self._before: _Heads = {}
        self._goals: dict[int, Slot] = {}
        self._said: dict[_Element, str] = {}
        self._led: dict[str, list[Mark]] = {}
        self._units: dict[int, str] = {}

    def complete(self, rows: list[list[Cell]]) -> list[list[Slot]]:
        """The slots of each row of a table, those found by column or label among them."""
        slots = _slots_of(rows) if self._contents.is_marked else []
        self._met.update([slot.mark.address for _, slot in slots])
        columns = self._all_columns(rows, slots)
        goals = self._goals
        if not (columns or slots) and _goes_on(rows, self._before):
            columns = self._before
        else:
            goals = {}
        self._before, self._goals = columns, goals
        mine = {_group(mark) for mark in columns.values()} if slots else set()
        shape = {len(row) for row in rows if _is_row_of(row, mine)} if slots else set()
        above: list[Cell] = []
        completed = []
        for row in rows:
            if columns and (_is_row_of(row, mine) or self._is_added(row, columns, shape)):
                completed.append(list(self._by_column(row, columns, goals)))
            else:
                completed.append(self._by_label(row, above))
            above = row
        return completed

    def _all_columns(self, rows: list[list[Cell]], slots: list[tuple[int, Slot]]) -> _Heads:
        """The columns by their marks, with those of the header that have none."""
        before, self._units = self._units, {}
        marked, named = _columns(slots), self._header(rows)
        groups = {_group(mark) for heads in (marked, named) for mark in heads.values()}
        if not groups:
            self._units = before
        return {**named, **marked} if len(groups) == 1 else marked or named

    def _header(self, rows: list[list[Cell]]) -> _Heads:
        """The columns of a table whose marks are all lost, by a row with one group's labels."""
        for row in rows:
            if len(row) < 2 or self._has_marks(row):
                continue
            named = [(cell.column, self._headed(cell)) for cell in row]
            groups = Counter(_group(mark) for _, found in named for mark in found)
            for group, count in groups.most_common(1):
                if group and count == len(row):
                    self._units = self._units_of(row)
                    return {
                        column: mark
                        for column, found in named
                        for mark in found
                        if _group(mark) == group
                    }
        return {}

    def _headed(self, cell: Cell) -> list[Mark]:
        """What a cell heads, whether or not it ends with a unit: `År 1 (1.000 kr.)`."""
        label = self._label(cell)
        led = self._led.get(label)
        if led is None:
            led = self._heads.get(label) or self._heads.get(word_of(label), [])
            self._led[label] = led
        return led

    def _units_of(self, row: list[Cell]) -> dict[int, str]:
        """The unit of each column: its own, else the one told right above the table."""
        table = next(row[0].element.iterancestors(n.TABLE))
        above = table.getprevious()
        told = "" if above is None or above.tag != n.PARAGRAPH else self._contents.paragraph(above)
        units = {cell.column: unit_of(self._label(cell)) for cell in row}
        return {column: unit or told_unit(told.strip()) for column, unit in units.items()}

    def _is_added(self, row: list[Cell], columns: _Heads, shape: set[int]) -> bool:
        """Whether a row without marks is one a person added, and no heading or printed line."""
        if not row or len(row) == 1 < len(columns) or self._has_marks(row):
            return False
        if shape and len(row) not in shape:
            return False
        labels = [self._label(cell) for cell in row]
        return not any(label in self._heads for label in labels[:1]) and any(labels)

    def _has_marks(self, row: list[Cell]) -> bool:
        return self._contents.is_marked and any(cell.slot for cell in row)

    def _by_column(
        self, row: list[Cell], columns: _Heads, goals: dict[int, Slot]
    ) -> Iterator[Slot]:
        """The slots of a row; `goals` are those of the last cells met in columns that merge."""
        for cell in row:
            mark = columns.get(cell.column)
            slot = cell.slot
            if slot is None and mark is not None:
                slot = self._inherited(cell, mark, row, goals) or Slot(
                    mark=mark,
                    cell=cell.element,
                    by=FoundBy.LABEL,
                    unit=self._units.get(cell.column, ""),
                )
            if slot is None:
                continue
            if slot.mark.placed.is_merged:
                goals[cell.column] = slot
            yield slot

    def _inherited(
        self, cell: Cell, mark: Mark, row: list[Cell], goals: Mapping[int, Slot]
    ) -> Slot | None:
        """What stands in the cell above, for one merged into it or left empty beside others."""
        above = goals.get(cell.column)
        if above is None or not mark.placed.is_merged:
            return None
        is_left_empty = not self._label(cell) and any(map(self._label, row))
        return above._replace(rows=()) if cell.into is not None or is_left_empty else None

    def _by_label(self, row: list[Cell], above: list[Cell]) -> list[Slot]:
        slots = []
        beside = _only(row, above)
        for cell in row:
            if cell.slot is not None:
                slots.append(cell.slot)
            elif beside is not None:
                mark = self._named(beside)
                if mark is not None and not self._headed(cell):
                    slots.append(Slot(mark, cell.element, FoundBy.LABEL))
            beside = cell
        return slots

    def _label(self, cell: Cell) -> str:
        """`label_in` a cell; most are asked for more than once."""
        said = self._said.get(cell.element)
        if said is None:
            said = self._said[cell.element] = label_in(cell.element, self._contents)
        return said

    def _named(self, cell: Cell) -> Mark | None:
        """The field whose label a cell holds, when its own marks were not met anywhere."""
        heads = None if cell.slot is not None else self._heads.get(self._label(cell))
        if heads is None:
            return None
        found = [
            mark
            for mark in heads
            if mark.is_field and (mark.placed.groups or mark.address not in self._met)
        ]
        return found[0] if len(found) == 1 else None


@lru_cache(maxsize=64)
def labels_of_columns(definition: FormDefinition) -> Mapping[str, list[Mark]]:
    """The labels of a form, those with lost letters too, and what each may lead to."""
    found: dict[str, list[Mark]] = {}
    for mark in marks(definition).all():
        item = mark.placed.item
        spellings = (item.label, *(item.aliases if isinstance(item, Field) else ()))
        for spelling in {normalised(each) for each in spellings}:
            found.setdefault(spelling, []).append(mark)
    return with_damaged(found)


def _slots_of(rows: list[list[Cell]]) -> list[tuple[int, Slot]]:
    return [(cell.column, cell.slot) for row in rows for cell in row if cell.slot is not None]


def _goes_on(rows: list[list[Cell]], heads: _Heads) -> bool:
    """Whether an unmarked table has the columns of the one before, as after a page break."""
    if len(heads) < _FEWEST_COLUMNS or not rows:
        return False
    return all({cell.column for cell in row} == heads.keys() for row in rows)


def _columns(slots: list[tuple[int, Slot]]) -> _Heads:
    """The columns of the group that has most cells in a table, when it lies in rows of them."""
    marks_at = [(column, slot.mark) for column, slot in slots]
    groups = Counter(_group(mark) for _, mark in marks_at if mark.placed.groups)
    for group, _ in groups.most_common(1):
        columns = {column: mark for column, mark in reversed(marks_at) if _group(mark) == group}
        marks_met = {mark.address for _, mark in marks_at if _group(mark) == group}
        return columns if len(columns) == len(marks_met) else {}
    return {}


def _group(mark: Mark) -> str:
    return mark.placed.groups[-1].address if mark.placed.groups else ""


def _is_row_of(row: list[Cell], groups: set[str]) -> bool:
    return any(cell.slot and _group(cell.slot.mark) in groups for cell in row)


def _only(row: list[Cell], above: list[Cell]) -> Cell | None:
    """The cell above one that has its row alone."""
    return above[0] if len(row) == len(above) == 1 else None
