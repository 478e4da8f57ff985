"""The same numbers seen by one of their choices and by year, and the staff by posts and pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from documents.sheets.layout import HEAD, Column, Table, quoted
from documents.sheets.naming import ALL, name_of, sheet_name
from documents.sheets.pen import Pen
from documents.sheets.styles import Look, Styles, width_of
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice
from forms.path import Path

_FIRST = HEAD + 1
_NONE, _SHARE = "Ikke valgt", "Andel"
_NOTE = "Regnet ud af arket. Skriv ikke her."


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The sums of a table by the options of one of its fields."""

    table: Table
    choice: Column

    @property
    def kind(self) -> Choice:
        """The choice; TypeError for a column of another kind."""
        if not isinstance(self.choice.field.kind, Choice):
            raise TypeError(f"{self.choice.address} is no choice")
        return self.choice.field.kind

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return sheet_name(f"Efter {self.choice.field.label.lower()}")

    @property
    def options(self) -> str:
        """The range its options stand in, from which a cell of the table is chosen too."""
        last = _FIRST + len(self.kind.options) - 1
        return f"{quoted(self.sheet)}!{xl_range_abs(_FIRST, 0, last, 0)}"


def views_of(tables: Sequence[Table]) -> tuple[View, ...]:
    """A view for each choice in a table."""
    return tuple(
        View(table=table, choice=column)
        for table in tables
        for column in table.columns
        if isinstance(column.field.kind, Choice)
    )


class ViewSheet:
    """A view being written."""

    def __init__(
        self,
        workbook: Workbook,
        styles: Styles,
        definition: FormDefinition,
        view: View,
        counted: Answers,
    ) -> None:
        self._definition = definition
        self._view = view
        self._counted = counted
        self._columns = view.table.summed
        self._pen = Pen(workbook, styles, view.sheet)

    def write(self) -> None:
        """A line for each option, one for rows without any, and their sum."""
        choice = self._view.choice.field
        title = f"{self._view.table.section.title} efter {choice.label.lower()}"
        numbers = (*(each.field.label for each in self._columns), ALL, _SHARE)
        heads = [(choice.label, width_of(choice.kind))]
        self._pen.head(title, _NOTE, [*heads, *((label, width_of(Amount())) for label in numbers)])
        self._write_lines()
        self._pen.finish(frozen=HEAD + 1, footer=self._definition.title)

    def _write_lines(self) -> None:
        options = self._view.kind.options
        totals = [self._sum_of(column, None) for column in self._columns]
        lines = [[self._sum_of(each, option.id) for each in self._columns] for option in options]
        rest = [
            total - sum((line[at] for line in lines), Decimal(0)) for at, total in enumerate(totals)
        ]
        labels = [*(option.label for option in options), _NONE, ALL]
        last = _FIRST + len(labels) - 1
        for number, values in enumerate((*lines, rest, totals)):
            look = Look.STRONG if _FIRST + number == last else Look.RECKONED
            self._write_line(_FIRST + number, labels[number], values, look, last, sum(totals))

    def _write_line(
        self,
        row: int,
        label: str,
        values: Sequence[Decimal],
        look: Look,
        last: int,
        grand: Decimal | int,
    ) -> None:
        self._pen.say(row, 0, label, Look.STRONG if row == last else Look.LABEL)
        for at, value in enumerate(values, start=1):
            formula = self._formula(row, at, label, last)
            self._pen.reckon(row, at, formula, value, look)
        whole, width = sum(values, Decimal(0)), len(values)
        ends = ":".join(xl_rowcol_to_cell(row, at) for at in (1, width))
        self._pen.reckon(row, width + 1, f"=ROUND(SUM({ends}),2)", whole, look)
        own, all_of = (xl_rowcol_to_cell(each, width + 1) for each in (row, last))
        share = whole / grand if grand else ""
        formula = f'=IF({all_of}=0,"",{own}/{all_of})'
        self._pen.share(row, width + 2, formula, share, look)

    def _formula(self, row: int, at: int, label: str, last: int) -> str:
        column = name_of(self._definition, self._columns[at - 1].address)
        if row == last:
            return f"=ROUND(SUM({column}),2)"
        if label == _NONE:
            above = ":".join(xl_rowcol_to_cell(each, at) for each in (_FIRST, row - 1))
            return f"=ROUND({xl_rowcol_to_cell(last, at)}-SUM({above}),2)"
        choice = name_of(self._definition, self._view.choice.address)
        return f"=ROUND(SUMIF({choice},{xl_rowcol_to_cell(row, 0)},{column}),2)"

    def _sum_of(self, column: Column, option: str | None) -> Decimal:
        """The numbers of a column in the rows that chose an option, or in all."""
        group = Path.parse(self._view.table.group.address)
        chosen = self._view.choice.field.id
        rows = (group.row(row) for row in range(self._counted.row_count(group)))
        numbers = (
            self._counted.number(row / column.field.id)
            for row in rows
            if option is None or self._counted.get(row / chosen) == option
        )
        return sum((each for each in numbers if each is not None), Decimal(0))
