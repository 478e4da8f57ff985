"""Where everything of a form stands in its workbook, so that sums stay over their columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from documents.sheets.naming import sheet_name
from forms.answers import Answers
from forms.formulas import Formula, added_columns
from forms.grammar import Field, FormDefinition, Proof, Section
from forms.outline import Placed, outline
from forms.path import Path

ROOM = 40
"""Empty rows a table has after the answered ones."""

TITLE, GUIDANCE, HEAD = 0, 1, 2
_SUM_LINES = 3


class NoTable(Exception):
    """A section of the form is no single table with totals over it; raised at the first writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field of the rows of a table and the column it stands in."""

    address: str
    field: Field
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """A total that people state over a column; `total` is the one it is proved by."""

    stated: str
    label: str
    total: Placed
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table of a section: a head, its totals under it, and lines of `rows` between two others.

    The lines before and after the rows belong to every column's name, so that a row set in first
    or last is summed as well. `whole` is the total over all the years, in a column of its own.
    """

    section: Section
    group: Placed
    columns: tuple[Column, ...]
    sums: tuple[Summed, ...]
    whole: Summed | None
    rows: int

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return sheet_name(self.section.title)

    @property
    def totals(self) -> tuple[Summed, ...]:
        """The totals over its columns, the one over all of them last."""
        return (*self.sums, *((self.whole,) if self.whole else ()))

    @property
    def opening(self) -> int:
        """The line before the first row."""
        return HEAD + 1 + (_SUM_LINES if self.totals else 0)

    @property
    def first(self) -> int:
        """The first row to type in."""
        return self.opening + 1

    @property
    def closing(self) -> int:
        """The line after the last row."""
        return self.first + self.rows

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.columns) + (1 if self.whole else 0)

    @property
    def summed(self) -> tuple[Column, ...]:
        """The columns that have a total."""
        places = {each.at for each in self.sums}
        return tuple(column for column in self.columns if column.at in places)

    def column_range(self, at: int) -> str:
        """A column with the lines around its rows, as a formula names it from any sheet."""
        return f"{quoted(self.sheet)}!{xl_range_abs(self.opening, at, self.closing, at)}"

    def whole_range(self) -> str:
        """The table from its head to its closing line."""
        return f"{quoted(self.sheet)}!{xl_range_abs(HEAD, 0, self.closing, self.width - 1)}"

    def cell_of(self, row: int, at: int) -> str:
        """A cell as a formula names it from any sheet."""
        return f"{quoted(self.sheet)}!{xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True)}"

    @property
    def stated_row(self) -> int:
        """The line of the totals that people state; the computed ones and differences follow."""
        return HEAD + 1


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return f"'{sheet}'"


def tables_of(definition: FormDefinition, answers: Answers) -> tuple[Table, ...]:
    """The table of each section; raises NoTable for a form that is no set of tables."""
    return tuple(_table(definition, section, answers) for section in definition.sections)


def _table(definition: FormDefinition, section: Section, answers: Answers) -> Table:
    form = outline(definition)
    groups = [each for each in form.groups() if each.section is section]
    if len(groups) != 1 or groups[0].group.fixed_rows:
        raise NoTable(f"{definition.key}: {section.id} is no single table")
    group = groups[0]
    columns = tuple(
        Column(address=placed.address, field=placed.field, at=at)
        for at, placed in enumerate(form.inside(group.address))
    )
    totals = tuple(_summed(definition, section, columns))
    whole = next((each for each in totals if each.at == len(columns)), None)
    _require_all(definition, section, totals)
    return Table(
        section=section,
        group=group,
        columns=columns,
        sums=tuple(each for each in totals if each is not whole),
        whole=whole,
        rows=answers.row_count(Path.parse(group.address)) + ROOM,
    )


def _summed(
    definition: FormDefinition, section: Section, columns: tuple[Column, ...]
) -> Iterator[Summed]:
    places = {column.address: column.at for column in columns}
    for placed in outline(definition).totals():
        total = placed.total
        if placed.section is section and total.stated and total.proof is Proof.SUM:
            at = _place_of(total.formula, places)
            label = outline(definition).at(total.stated).item.label
            if at is not None:
                yield Summed(stated=total.stated, label=label, total=placed, at=at)


def _place_of(formula: Formula, places: dict[str, int]) -> int | None:
    """The column a plain sum adds up, or the one after the last for the sum of several."""
    added = [places.get(address) for address in added_columns(formula)]
    if not added or None in added:
        return None
    return added[0] if len(added) == 1 else len(places)


def _require_all(definition: FormDefinition, section: Section, totals: tuple[Summed, ...]) -> None:
    """Every field outside the rows is a total over a column, or it would have no cell."""
    stated = {each.stated for each in totals}
    for placed in outline(definition).of_section(section):
        if isinstance(placed.item, Field) and placed.address not in stated:
            raise NoTable(f"{definition.key}: {placed.address} is no total over a column")
