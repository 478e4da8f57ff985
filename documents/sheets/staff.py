"""The staff as a view: hours a week as posts, and what each function costs a year."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from documents.sheets.formulas import difference
from documents.sheets.layout import HEAD, Column, Table
from documents.sheets.naming import ALL, DIFFERENCE, name_of
from documents.sheets.pen import Pen
from documents.sheets.styles import Look, Styles, width_of
from documents.sheets.values import CellValue
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.amount import Amount
from forms.kinds.kind import Kind
from forms.kinds.line import Line
from forms.kinds.number import Number
from forms.kinds.weekly_hours import FULL_WEEK, WeeklyHours
from forms.path import Path

_SHEET = "Bemanding"
_FIRST = HEAD + 1
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The table of a form that tells who works how much for how much a year."""

    table: Table
    name: Column
    hours: Column
    posts: Column
    pay: Column


def staff_of(tables: tuple[Table, ...]) -> Staff | None:
    """The table whose columns are a name, weekly hours, posts and a year's pay, if one is."""
    for table in tables:
        by_kind: dict[type[Kind], Column] = {}
        for column in table.columns:
            by_kind.setdefault(type(column.field.kind), column)
        found = [by_kind.get(kind) for kind in (Line, WeeklyHours, Number, Amount)]
        columns = [column for column in found if column is not None]
        if len(columns) == len(found):
            name, hours, posts, pay = columns
            return Staff(table=table, name=name, hours=hours, posts=posts, pay=pay)
    return None


class StaffSheet:
    """The view being written."""

    def __init__(
        self,
        workbook: Workbook,
        styles: Styles,
        definition: FormDefinition,
        staff: Staff,
        counted: Answers,
    ) -> None:
        self._definition = definition
        self._staff = staff
        self._counted = counted
        self._pen = Pen(workbook, styles, _SHEET)

    def write(self) -> None:
        """A line for each row of the table, and their sum over them."""
        staff = self._staff
        measures = [each.field.label for each in (staff.hours, staff.posts)]
        measures += [f"Timer / {FULL_WEEK}", DIFFERENCE, staff.pay.field.label, "Løn om året"]
        heads = [(staff.name.field.label, width_of(staff.name.field.kind))]
        heads += [(label, width_of(Amount())) for label in measures]
        self._pen.head(_SHEET, staff.table.section.guidance, heads)
        self._write_sums()
        for number in range(staff.table.rows):
            self._write_line(number)
        self._pen.finish(frozen=_FIRST + 1, footer=self._definition.title)

    def _write_sums(self) -> None:
        """The sums stand over the lines, as on the sheets that are typed in."""
        self._pen.say(_FIRST, 0, ALL, Look.STRONG)
        lines = [self._line(number) for number in range(self._staff.table.rows)]
        for at in range(1, 7):
            numbers = [line[at] for line in lines]
            known = [each for each in numbers if isinstance(each, Decimal)]
            first, last = (xl_rowcol_to_cell(row, at) for row in (_FIRST + 1, _FIRST + len(lines)))
            formula = f"=ROUND(SUM({first}:{last}),2)"
            if at == 5:
                self._pen.leave(_FIRST, at, Look.STRONG)
            else:
                value = sum(known, Decimal(0))
                self._pen.reckon(_FIRST, at, formula, value, Look.STRONG, self._kind(at))

    def _write_line(self, number: int) -> None:
        row = _FIRST + 1 + number
        values = self._line(number)
        staff = self._staff
        b, c, d, f = (xl_rowcol_to_cell(row, at) for at in (1, 2, 3, 5))
        formulas = (
            self._shown(staff.name, number),
            self._shown(staff.hours, number),
            self._shown(staff.posts, number),
            f'=IF(ISNUMBER({b}),ROUND({b}/{FULL_WEEK},2),"")',
            difference(c, d),
            self._shown(staff.pay, number),
            f'=IF(AND(ISNUMBER({c}),ISNUMBER({f})),ROUND({c}*{f},2),"")',
        )
        for at, formula in enumerate(formulas):
            look = Look.RECKONED if at else Look.LABEL
            self._pen.reckon(row, at, formula, values[at], look, self._kind(at))

    def _shown(self, column: Column, number: int) -> str:
        """What the table says in a row; its column's name begins a line before the first."""
        cell = f"INDEX({name_of(self._definition, column.address)},{number + 2})"
        return f'=IF({cell}="","",{cell})'

    def _kind(self, at: int) -> Kind | None:
        if at == 0:
            return None
        return Number() if at < 5 else Amount()

    def _line(self, number: int) -> list[CellValue]:
        row = Path.parse(self._staff.table.group.address).row(number)
        hours, posts, pay = (self._number(row, each) for each in self._measures())
        full = _rounded(hours / FULL_WEEK) if isinstance(hours, Decimal) else None
        more: CellValue = ""
        year: CellValue = ""
        if isinstance(posts, Decimal):
            more = "" if full is None else _rounded(posts - full)
            year = _rounded(posts * pay) if isinstance(pay, Decimal) else ""
        name = self._counted.get(row / self._staff.name.field.id)
        return [
            name if isinstance(name, str) else "",
            hours,
            posts,
            "" if full is None else full,
            more,
            pay,
            year,
        ]

    def _measures(self) -> tuple[Column, ...]:
        return (self._staff.hours, self._staff.posts, self._staff.pay)

    def _number(self, row: Path, column: Column) -> CellValue:
        """The number, or what stands in its place."""
        path = row / column.field.id
        number = self._counted.number(path)
        value = self._counted.get(path)
        if number is not None:
            return number
        return "" if value is None else column.field.kind.format(value)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)
