"""The rows of a table in a workbook as answers; sums are known as sums and are no rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from documents.found_by import FoundBy
from documents.reader.sheet_cells import answer_in, is_rounded, says_nothing
from documents.reader.sheet_grid import Cell, Grid, said
from documents.reader.sheet_heads import grand_words, is_total
from documents.reader.sheet_tables import Table
from documents.reader.spelling import normalised
from documents.reading import Origin
from documents.sheets.naming import CLOSING, OWN_LINES
from forms.formulas import added_columns
from forms.grammar import Field, FormDefinition, Proof
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice
from forms.kinds.kind import Unread, Value
from forms.kinds.number import Number
from forms.outline import outline
from forms.path import Path
from validators.finding import Place

_CARRIED = 0.6


@dataclass(slots=True)
class Taken:
    """What tables gave: answers with where they stand, texts left over, parts of øre cut off."""

    values: dict[Path, Value] = field(default_factory=dict)
    origins: dict[Path, Origin] = field(default_factory=dict)
    left: list[tuple[Path, str, Place]] = field(default_factory=list)
    rounded: list[Place] = field(default_factory=list)

    def put(self, path: Path, value: Value, origin: Origin) -> None:
        """Keep an answer with its origin; the first of several counts."""
        if path not in self.values:
            self.values[path] = value
            self.origins[path] = origin


def read_tables(definition: FormDefinition, tables: Sequence[Table], taken: Taken) -> None:
    """Take the rows of all tables of a group, one after the other, and what is stated of them.

    Of several tables each may have a sum of its own: only the line that is the sum over all is
    what the form asks for, the others are left over.
    """
    readers: list[TableReader] = []
    for table in tables:
        reader = TableReader(definition, table, taken, readers[-1] if readers else None)
        reader.read()
        readers.append(reader)
    lines = [(reader, *line) for reader in readers for line in reader.totals]
    fitting = [line for line in lines if len(tables) == 1 or line[0].adds_up(*line[1:])]
    chosen = fitting[0] if fitting else lines[0] if len(lines) == 1 else None
    for line in lines:
        reader, row, cells = line
        if line is chosen:
            reader.take_totals(row, cells)
        else:
            reader.leave(row, cells)


class TableReader:
    """One table being read; its rows are counted on from those of the table `before` it."""

    def __init__(
        self,
        definition: FormDefinition,
        table: Table,
        taken: Taken,
        before: "TableReader | None" = None,
    ) -> None:
        self._definition = definition
        self._table = table
        self._taken = taken
        self._group = Path.parse(table.group.address)
        self._fields = {
            item.id: item for item in table.group.group.items if isinstance(item, Field)
        }
        self._stated = _stated_over(definition, table)
        self._grand = grand_words(definition, table.group)
        self._above = _above(table)
        self._first = self._count = before.count if before else 0
        self._heading: tuple[str, Value] | None = table.option
        if before is not None and before.is_on(table.grid):
            self._heading = before.heading
        self.totals: list[tuple[int, Sequence[Cell]]] = []

    @property
    def count(self) -> int:
        """How many rows the group has so far."""
        return self._count

    def is_on(self, grid: Grid) -> bool:
        """Whether it is a table of that sheet."""
        return self._table.grid is grid

    @property
    def heading(self) -> tuple[str, Value] | None:
        """The option that a line alone gave to the rows below it."""
        return self._heading

    def read(self) -> None:
        """Take every row of the table; after the sum over all of them nothing is a row."""
        is_over = False
        for row in range(self._table.first, self._table.last):
            cells = self._table.grid.rows[row]
            if all(says_nothing(cell) for cell in cells) or self._is_ours(row, cells):
                continue
            if self._table.by is not FoundBy.LABEL:
                self._take_row(row, cells)
            elif is_over:
                self._take_after(row, cells)
            else:
                is_over = self._take_line(row, cells)

    def _take_line(self, row: int, cells: Sequence[Cell]) -> bool:
        """Take a line of others as a row, a sum or a heading; True after the sum of all rows."""
        total = next((cell for cell in cells if isinstance(cell, str) and is_total(cell)), None)
        if total is not None:
            if normalised(total) not in self._grand:
                self.leave(row, cells)
                return False
            self.totals.append((row, cells))
            return self._count > self._first
        if not self._has_number(row, cells):
            self._take_heading(row, cells)
        else:
            self._take_row(row, cells)
        return False

    def _take_after(self, row: int, cells: Sequence[Cell]) -> None:
        """A line below the sum: another sum, or the heading of the table that follows."""
        totals = (cell for cell in cells if isinstance(cell, str) and is_total(cell))
        if any(normalised(total) in self._grand for total in totals):
            self.totals.append((row, cells))
        else:
            self._take_heading(row, cells)

    def _take_row(self, row: int, cells: Sequence[Cell]) -> None:
        path = self._group.row(self._count)
        for name, at in self._table.columns.items():
            kind, cell = self._fields[name].kind, self._cell(row, at)
            if self._table.by is FoundBy.LABEL and says_nothing(cell):
                continue
            unit = self._table.units.get(at, "")
            value = answer_in(kind, cell, unit)
            if value is not None:
                self._taken.put(path / name, value, self._origin(row, at))
                if is_rounded(kind, cell, unit):
                    self._taken.rounded.append(self._place(row, at))
        if self._heading and path / self._heading[0] not in self._taken.values:
            name, value = self._heading
            self._taken.put(path / name, value, self._origin(row, 0, certainty=_CARRIED))
        if any((path / name) in self._taken.values for name in self._fields):
            self._count += 1

    def _take_heading(self, row: int, cells: Sequence[Cell]) -> None:
        """A line with a text alone that is an option of a choice holds for the rows below it."""
        texts = [cell for cell in cells if isinstance(cell, str) and not says_nothing(cell)]
        for name, each in self._fields.items():
            if len(texts) == 1 and isinstance(each.kind, Choice):
                value = each.kind.parse(texts[0])
                if value is not None and not isinstance(value, Unread):
                    self._heading = (name, value)
                    return
        self.leave(row, cells)

    def adds_up(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether a line of sums says what all rows of the group come to, in each column."""
        said = {name: self._said(name, cells) for name in self._table.columns}
        numbers = {name: each for name, each in said.items() if name in self._stated and each}
        return bool(numbers) and all(self._sum(name) == number for name, number in numbers.items())

    def _said(self, name: str, cells: Sequence[Cell]) -> Value | None:
        at = self._table.columns[name]
        cell: Cell = cells[at] if at < len(cells) else ""
        unit = self._unit(at)
        return None if says_nothing(cell) else answer_in(self._fields[name].kind, cell, unit)

    def _sum(self, name: str) -> Decimal:
        column = f"{self._group.address}.{name}"
        values = (each for path, each in self._taken.values.items() if path.address == column)
        return sum((each for each in values if isinstance(each, Decimal)), Decimal(0))

    def take_totals(self, row: int, cells: Sequence[Cell]) -> None:
        """Take a line of sums as what is stated over the columns."""
        places = {**self._table.columns, "": self._table.whole}
        for name, stated in self._stated.items():
            at = places.get(name)
            cell: Cell = "" if at is None or at >= len(cells) else cells[at]
            kind = outline(self._definition).at(stated).field.kind
            value = None if says_nothing(cell) else answer_in(kind, cell, self._unit(at))
            if value is not None and at is not None:
                self._taken.put(Path.parse(stated), value, self._origin(row, at))
                if is_rounded(kind, cell, self._unit(at)):
                    self._taken.rounded.append(self._place(row, at))

    def _has_number(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether a column of numbers says something, also in words."""
        texts = {at for name, at in self._table.columns.items() if self._is_text(name)}
        numbers = [at for name, at in self._table.columns.items() if not self._is_text(name)]
        said_there = any(not says_nothing(self._cell(row, at)) for at in numbers)
        named = [at for at in texts if not says_nothing(self._cell(row, at))]
        return said_there or len(named) > 1

    def _is_text(self, name: str) -> bool:
        return not isinstance(self._fields[name].kind, Amount | Number)

    def _cell(self, row: int, at: int) -> Cell:
        """The cell, or for a text the one it is merged with further up."""
        is_text = any(
            at == place and self._is_text(name) for name, place in self._table.columns.items()
        )
        top = self._above.get((row, at), row) if is_text else row
        cells = self._table.grid.rows[top]
        return cells[at] if at < len(cells) else ""

    def _is_ours(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether a line is one of ours that holds no answer."""
        first = cells[0] if cells else ""
        if self._table.closing is not None:
            return row == self._table.closing and first == CLOSING
        return first in OWN_LINES

    def leave(self, row: int, cells: Sequence[Cell]) -> None:
        """Tell of a line that is taken for nothing."""
        text = " | ".join(said(cell).strip() for cell in cells if not says_nothing(cell))
        self._taken.left.append((self._group, text, self._place(row, None)))

    def _unit(self, at: int | None) -> str:
        return "" if at is None else self._table.units.get(at, "")

    def _origin(self, row: int, at: int, *, certainty: float = 1.0) -> Origin:
        certain = min(certainty, self._table.certainty)
        return Origin(by=self._table.by, place=self._place(row, at), certainty=certain)

    def _place(self, row: int, at: int | None) -> Place:
        return Place(sheet=self._table.grid.name, row=row, cell=at)


def _above(table: Table) -> Mapping[tuple[int, int], int]:
    """The row that cells merged downwards have their text in, for the rows of the table."""
    found: dict[tuple[int, int], int] = {}
    for each in table.grid.merged:
        if each.first_column != each.last_column:
            continue
        last = min(each.last_row, table.last - 1)
        found |= {
            (row, each.first_column): each.first_row
            for row in range(max(each.first_row, table.first) + 1, last + 1)
            if each.first_row >= table.first
        }
    return found


def _stated_over(definition: FormDefinition, table: Table) -> Mapping[str, str]:
    """The totals stated over the columns of a table, the one over them all by an empty name."""
    return dict(_totals_over(definition, table.group.address))


def _totals_over(definition: FormDefinition, group: str) -> Iterator[tuple[str, str]]:
    for placed in outline(definition).totals():
        total = placed.total
        if total.stated is None or total.proof is not Proof.SUM:
            continue
        added = [address.rpartition(".") for address in added_columns(total.formula)]
        if added and all(of == group for of, _, _ in added):
            yield added[0][2] if len(added) == 1 else "", total.stated
