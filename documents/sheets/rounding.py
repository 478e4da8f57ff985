"""The amounts that were printed rounded, and what each of them may be off by while it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from documents.excel_numbers import is_exact
from documents.sheets.cell_names import cell_name
from documents.sheets.layout import HEAD, Table, quoted
from documents.sheets.naming import printed_name
from documents.sheets.pen import Pen
from documents.sheets.styles import Look, Styles
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.amount import Amount
from forms.kinds.oere import is_rounded, precision_of
from forms.outline import outline
from forms.path import Path
from validators.finding import Place

_SHEET = "Afrunding"
_NOTE = (
    "Beløb, der er skrevet afrundet. Summerne må afvige med afrundingen. "
    "Ændres et beløb, gælder det nye tal præcist."
)
_HEADS = (("Felt", 30), ("Står i", 20), ("Skrevet", 18), ("Må afvige", 17), ("Kode", 24))
_FIELD, _PLACE, _PRINTED, _ALLOWED, _ADDRESS = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An amount with the digits it was printed with, and the cell it stands in, from 0."""

    path: Path
    value: Decimal
    sheet: str
    row: int
    at: int


def printed_amounts(tables: tuple[Table, ...], answers: Answers) -> tuple[Printed, ...]:
    """The amounts of the tables that were printed in thousands or more, totals first."""
    return tuple(each for table in tables for each in _in_table(table, answers))


def _in_table(table: Table, answers: Answers) -> Iterator[Printed]:
    group = Path.parse(table.group.address)
    places = [(Path.parse(each.stated), table.stated_row, each.at) for each in table.totals]
    for number in range(table.rows):
        row = group.row(number)
        places += [(row / each.field.id, table.first + number, each.at) for each in table.columns]
    for path, row_at, at in places:
        value = answers.get(path)
        if isinstance(value, Decimal) and is_rounded(value) and is_exact(value):
            yield Printed(path=path, value=value, sheet=table.sheet, row=row_at, at=at)


class RoundingSheet:
    """The rounded amounts of a workbook: a sheet of them, where there are any."""

    def __init__(
        self,
        workbook: Workbook,
        definition: FormDefinition,
        printed: tuple[Printed, ...],
    ) -> None:
        self._workbook = workbook
        self._definition = definition
        self._printed = printed

    def write(self, styles: Styles) -> None:
        """A line for each amount, with a name of its cell that moves with it."""
        if not self._printed:
            return
        pen = Pen(self._workbook, styles, _SHEET)
        pen.head(_SHEET, _NOTE, _HEADS)
        for number, each in enumerate(self._printed, start=1):
            self._write_line(pen, HEAD + number, each, number)
        pen.finish(frozen=HEAD + 1, footer=self._definition.title)

    def of(self, address: str) -> str:
        """What the amounts of a field may be off by together, as Excel reckons it."""
        if not any(each.path.address == address for each in self._printed):
            return "0"
        last = HEAD + len(self._printed)
        addresses, allowed = (
            f"{quoted(_SHEET)}!{xl_range_abs(HEAD + 1, at, last, at)}"
            for at in (_ADDRESS, _ALLOWED)
        )
        return f'SUMPRODUCT(({addresses}="{address}")*{allowed})'

    def _write_line(self, pen: Pen, row: int, each: Printed, number: int) -> None:
        name = printed_name(self._definition, each.value, number)
        cell = cell_name(Place(sheet=each.sheet, row=each.row, cell=each.at))
        corner = xl_rowcol_to_cell(each.row, each.at, row_abs=True, col_abs=True)
        target = f"{quoted(each.sheet)}!{corner}"
        self._workbook.define_name(name, f"={target}")
        label = outline(self._definition).at(each.path.address).item.label
        pen.say(row, _FIELD, label, Look.LABEL)
        pen.lead(row, _PLACE, target, cell)
        pen.say(row, _PRINTED, Amount().format(each.value), Look.LABEL)
        precision = precision_of(each.value)
        formula = f"=IFERROR(IF(N({name})={int(each.value)},{precision:f},0),0)"
        pen.reckon(row, _ALLOWED, formula, precision)
        pen.say(row, _ADDRESS, each.path.address, Look.LABEL)
