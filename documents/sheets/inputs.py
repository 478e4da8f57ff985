"""The sheets a person types in: one for each section, its totals over its columns."""

from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from documents.sheets.formulas import difference, reckoned
from documents.sheets.layout import HEAD, TITLE, Column, Summed, Table
from documents.sheets.naming import (
    CLOSING,
    DIFFERENCE,
    OPENING,
    RECKONED,
    UNKNOWN,
    allowed_name,
    name_of,
)
from documents.sheets.pen import Pen
from documents.sheets.rounding import Printed
from documents.sheets.styles import Look, Styles, width_of
from documents.sheets.values import CellValue, cell_value, gap, worth
from forms.answers import Answers
from forms.formulas import columns_of
from forms.grammar import FormDefinition
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice
from forms.kinds.kind import Kind
from forms.kinds.number import Number
from forms.outline import outline
from forms.path import Path

_MOST = 10**13
_ALLOWED = ("insert_rows", "format_cells", "format_columns", "format_rows")
_AMOUNT_WANTED = "Skriv beløbet i kroner som et tal, for eksempel 1250000 eller 1250000,50."
_NUMBER_WANTED = "Skriv et tal, for eksempel 18,5."
_CHOICE_WANTED = "Vælg en af mulighederne på listen."
_NO_SUCH_VALUE = "Kan ikke bruges her"


class InputSheet:
    """One section being written: what its cells say, and the names they are found by."""

    def __init__(
        self,
        workbook: Workbook,
        styles: Styles,
        definition: FormDefinition,
        table: Table,
        answers: Answers,
        counted: Answers,
    ) -> None:
        self._workbook = workbook
        self._definition = definition
        self._table = table
        self._answers = answers
        self._counted = counted
        self._pen = Pen(workbook, styles, table.sheet)

    def write(self, lists: dict[str, str], printed: tuple[Printed, ...]) -> None:
        """The whole sheet; `lists` are the ranges the options of a choice stand in, by address.

        The `printed` amounts are shown as they were printed until they are changed.
        """
        self._write_heads()
        for summed in self._table.totals:
            self._write_total(summed)
        self._write_edges()
        for row in range(self._table.rows):
            self._write_row(row)
        for column in self._table.columns:
            self._validate(column, lists)
        for each in printed:
            if each.sheet == self._table.sheet:
                self._pen.show_printed(each.row, each.at, each.value)
        self._name()
        allowed = dict.fromkeys(_ALLOWED, True)
        self._pen.finish(
            frozen=self._table.opening + 1, footer=self._definition.title, allowed=allowed
        )

    def _write_heads(self) -> None:
        section = self._table.section
        heads = [(each.field.label, width_of(each.field.kind)) for each in self._table.columns]
        if self._table.whole:
            heads.append((self._table.whole.label, width_of(Amount()) + 1))
        self._pen.head(f"{section.number}. {section.title}", section.guidance, heads)
        self._pen.sheet.set_row(TITLE, 24)
        self._pen.sheet.set_row(HEAD, 32)

    def _write_total(self, summed: Summed) -> None:
        """The stated total, the one reckoned from the rows, and what is between them."""
        kind = outline(self._definition).at(summed.stated).field.kind
        row = self._table.stated_row
        stated, computed = (xl_rowcol_to_cell(line, summed.at) for line in (row, row + 1))
        total = summed.total.total
        value = worth(total.formula, self._counted)
        said = self._write_stated(summed, kind, value, computed)
        formula = reckoned(self._definition, total.formula)
        shown = UNKNOWN if value is None else value
        self._pen.reckon(row + 1, summed.at, formula, shown)
        self._pen.reckon(row + 2, summed.at, difference(stated, computed), gap(said, value))

    def _write_stated(
        self, summed: Summed, kind: Kind, value: Decimal | None, computed: str
    ) -> CellValue:
        """The total as stated: reckoned by itself until a person says otherwise.

        A draft that says its rows and no total keeps an empty cell: nothing is added to it.
        """
        path, row = Path.parse(summed.stated), self._table.stated_row
        answer = self._answers.get(path)
        said = "" if answer is None else cell_value(kind, answer, path)
        has_rows = any(self._has_numbers(each) for each in columns_of(summed.total.total.formula))
        if said == "" and self._has_any(summed):
            self._pen.leave(row, summed.at, Look.STATED, kind)
        elif said == "" or (said == value and has_rows):
            ranges = ",".join(
                name_of(self._definition, each) for each in columns_of(summed.total.total.formula)
            )
            formula = f'=IF(COUNT({ranges})=0,"",IF(ISNUMBER({computed}),{computed},""))'
            self._pen.reckon(row, summed.at, formula, said, Look.STATED, kind)
        else:
            self._pen.put(row, summed.at, said, Look.STATED, kind)
        return said

    def _write_edges(self) -> None:
        table = self._table
        totals = table.totals
        if totals:
            label = totals[-1].label
            for number, text in enumerate((label, RECKONED, DIFFERENCE)):
                self._line(table.stated_row + number, text, Look.STRONG, totals)
            row = table.stated_row + 2
            for summed in totals:
                allowed = allowed_name(self._definition, summed.total.address)
                self._pen.warn(row, summed.at, allowed)
        self._line(table.opening, OPENING, Look.NOTE, ())
        self._line(table.closing, CLOSING, Look.NOTE, ())

    def _line(self, row: int, text: str, look: Look, totals: tuple[Summed, ...]) -> None:
        """A line of ours, none of which may be typed in but the totals in it."""
        kept = {each.at for each in totals}
        for at in range(self._table.width):
            if at not in kept:
                self._pen.leave(row, at, look)
        self._pen.say(row, 0, text, look)

    def _write_row(self, number: int) -> None:
        row = self._table.first + number
        group = Path.parse(self._table.group.address).row(number)
        for column in self._table.columns:
            path = group / column.field.id
            answer = self._answers.get(path)
            kind = column.field.kind
            if answer is None:
                self._pen.leave(row, column.at, Look.TYPED, kind)
            else:
                self._pen.put(row, column.at, cell_value(kind, answer, path), Look.TYPED, kind)
        if self._table.whole:
            self._write_row_sum(row, group)

    def _write_row_sum(self, row: int, group: Path) -> None:
        """What the row has in all the columns that are added up."""
        columns = self._table.summed
        ends = (xl_rowcol_to_cell(row, each.at) for each in (columns[0], columns[-1]))
        cells = ":".join(ends)
        numbers = [self._counted.number(group / each.field.id) for each in columns]
        known = [each for each in numbers if each is not None]
        formula = f'=IF(COUNT({cells})=0,"",ROUND(SUM({cells}),2))'
        value = sum(known, Decimal(0)) if known else ""
        self._pen.reckon(row, len(self._table.columns), formula, value)

    def _validate(self, column: Column, lists: dict[str, str]) -> None:
        kind, at = column.field.kind, column.at
        rule: dict[str, object] = {"error_title": _NO_SUCH_VALUE, "ignore_blank": True}
        if isinstance(kind, Choice):
            source = f"={lists[column.address]}"
            rule |= {"validate": "list", "source": source, "error_message": _CHOICE_WANTED}
        elif isinstance(kind, Amount):
            between = {"criteria": "between", "minimum": -_MOST, "maximum": _MOST}
            rule |= {"validate": "decimal", **between, "error_message": _AMOUNT_WANTED}
        elif isinstance(kind, Number):
            between = {"criteria": "between", "minimum": 0, "maximum": kind.most}
            rule |= {"validate": "decimal", **between, "error_message": _NUMBER_WANTED}
        else:
            return
        self._pen.sheet.data_validation(self._table.first, at, self._table.closing - 1, at, rule)

    def _name(self) -> None:
        table = self._table
        self._define(table.group.address, table.whole_range())
        for column in table.columns:
            self._define(column.address, table.column_range(column.at))
        for summed in table.totals:
            self._define(summed.stated, table.cell_of(table.stated_row, summed.at))
            self._define(summed.total.address, table.cell_of(table.stated_row + 1, summed.at))

    def _define(self, address: str, place: str) -> None:
        self._workbook.define_name(name_of(self._definition, address), f"={place}")

    def _has_any(self, summed: Summed) -> bool:
        """Whether a row says anything in the columns the total adds up."""
        columns = set(columns_of(summed.total.total.formula))
        return any(path.address in columns for path in self._answers)

    def _has_numbers(self, address: str) -> bool:
        return any(
            path.address == address and isinstance(value, Decimal)
            for path, value in self._counted.items()
        )
