"""The sheets a person types in: one for each section, its totals over its columns."""

from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from documents.sheets.formulas import columns_in, reckoned
from documents.sheets.layout import GUIDANCE, HEAD, TITLE, Column, Summed, Table
from documents.sheets.naming import CLOSING, DIFFERENCE, OPENING, RECKONED, UNKNOWN, name_of
from documents.sheets.styles import Look, Styles, lay_out, width_of
from documents.sheets.values import CellValue, cell_value, gap, worth
from forms.answers import Answers
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
        self._styles = styles
        self._definition = definition
        self._table = table
        self._answers = answers
        self._counted = counted
        self._sheet: Worksheet = workbook.add_worksheet(table.sheet)

    def write(self, lists: dict[str, str]) -> None:
        """The whole sheet; `lists` are the ranges the options of a choice stand in, by address."""
        self._write_heads()
        for summed in self._table.totals:
            self._write_total(summed)
        self._write_edges()
        for row in range(self._table.rows):
            self._write_row(row)
        for column in self._table.columns:
            self._validate(column, lists)
        self._name()
        lay_out(
            self._sheet,
            frozen=(self._table.opening + 1, 1),
            footer=self._definition.title.replace("&", "&&"),
        )
        self._sheet.protect("", dict.fromkeys(_ALLOWED, True))

    def _write_heads(self) -> None:
        section, sheet = self._table.section, self._sheet
        for column in self._table.columns:
            sheet.set_column(column.at, column.at, width_of(column.field.kind))
            self._say(HEAD, column.at, column.field.label, Look.HEAD)
        self._say(TITLE, 0, f"{section.number}. {section.title}", Look.TITLE)
        self._say(GUIDANCE, 0, section.guidance, Look.NOTE)
        sheet.set_row(TITLE, 24)
        sheet.set_row(HEAD, 32)
        if self._table.whole:
            at = self._table.whole.at
            sheet.set_column(at, at, width_of(Amount()) + 1)
            self._say(HEAD, at, self._table.whole.label, Look.HEAD)

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
        self._reckon(row + 1, summed.at, formula, shown)
        both = f"AND(ISNUMBER({stated}),ISNUMBER({computed}))"
        formula = f'=IF({both},ROUND({stated}-{computed},2),"")'
        self._reckon(row + 2, summed.at, formula, gap(said, value))

    def _write_stated(
        self, summed: Summed, kind: Kind, value: Decimal | None, computed: str
    ) -> CellValue:
        """The total as stated: reckoned by itself until a person says otherwise.

        A draft that says its rows and no total keeps an empty cell: nothing is added to it.
        """
        path, row = Path.parse(summed.stated), self._table.stated_row
        style = self._styles.of(Look.STATED, kind)
        answer = self._answers.get(path)
        said = "" if answer is None else cell_value(kind, answer, path)
        has_rows = any(self._has_numbers(each) for each in columns_in(summed.total.total.formula))
        if said == "" and self._has_any(summed):
            self._sheet.write_blank(row, summed.at, None, style)
        elif said == "" or (said == value and has_rows):
            ranges = ",".join(
                name_of(self._definition, each) for each in columns_in(summed.total.total.formula)
            )
            formula = f'=IF(COUNT({ranges})=0,"",IF(ISNUMBER({computed}),{computed},""))'
            self._sheet.write_formula(row, summed.at, formula, style, said)
        else:
            self._put(row, summed.at, said, Look.STATED, kind)
        return said

    def _write_edges(self) -> None:
        table = self._table
        totals = table.totals
        if totals:
            label = totals[-1].label
            for number, text in enumerate((label, RECKONED, DIFFERENCE)):
                self._line(table.stated_row + number, text, Look.STRONG, totals)
            row = table.stated_row + 2
            wrong = {"type": "cell", "criteria": "!=", "value": 0, "format": self._styles.wrong}
            for summed in totals:
                self._sheet.conditional_format(row, summed.at, row, summed.at, wrong)
        self._line(table.opening, OPENING, Look.NOTE, ())
        self._line(table.closing, CLOSING, Look.NOTE, ())

    def _line(self, row: int, text: str, look: Look, totals: tuple[Summed, ...]) -> None:
        """A line of ours, none of which may be typed in but the totals in it."""
        kept = {each.at for each in totals}
        for at in range(self._table.width):
            if at not in kept:
                self._sheet.write_blank(row, at, None, self._styles.of(look))
        self._say(row, 0, text, look)

    def _write_row(self, number: int) -> None:
        row = self._table.first + number
        group = Path.parse(self._table.group.address).row(number)
        for column in self._table.columns:
            path = group / column.field.id
            answer = self._answers.get(path)
            kind = column.field.kind
            if answer is None:
                self._sheet.write_blank(row, column.at, None, self._styles.of(Look.TYPED, kind))
            else:
                self._put(row, column.at, cell_value(kind, answer, path), Look.TYPED, kind)
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
        self._reckon(row, len(self._table.columns), formula, value)

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
        self._sheet.data_validation(self._table.first, at, self._table.closing - 1, at, rule)

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
        columns = set(columns_in(summed.total.total.formula))
        return any(path.address in columns for path in self._answers)

    def _has_numbers(self, address: str) -> bool:
        return any(
            path.address == address and isinstance(value, Decimal)
            for path, value in self._counted.items()
        )

    def _say(self, row: int, at: int, text: str, look: Look) -> None:
        self._sheet.write_string(row, at, text, self._styles.of(look))

    def _put(self, row: int, at: int, value: CellValue, look: Look, kind: Kind) -> None:
        style = self._styles.of(look, kind)
        if isinstance(value, str):
            self._sheet.write_string(row, at, value, style)
        else:
            self._sheet.write_number(row, at, value, style)

    def _reckon(self, row: int, at: int, formula: str, value: CellValue) -> None:
        style = self._styles.of(Look.RECKONED, Amount())
        self._sheet.write_formula(row, at, formula, style, value)
