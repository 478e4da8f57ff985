"""Workbooks of plain tables, to be sorted and counted: no cell is a formula."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.excel_numbers import is_exact
from forms.text import clean_text

_LONGEST = 32_767
_LINE, _HIGHEST = 15.0, 405.0
_BROAD, _LONGEST_SEEN = 1.1, 2_000
_A3 = 8
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""XlsxWriter takes the hour from the clock otherwise, and a time without its zone alone."""

Cell = str | int | Decimal
Columns = Sequence[tuple[str, int]]
"""Headings, as msgids, with the widths of their columns in characters."""


def plain_workbook(
    title: str, draw: Callable[["PlainSheets"], None], translate: Callable[[str], str]
) -> bytes:
    """An Excel workbook of the sheets that `draw` adds; the same ones give the same bytes.

    The title is a msgid.
    """
    target = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(target, options) as workbook:
        workbook.set_properties({"title": translate(title), "created": _MADE})
        draw(PlainSheets(workbook, translate))
    return target.getvalue()


class PlainSheets:
    """The sheets of a workbook, all made alike."""

    def __init__(self, workbook: Workbook, translate: Callable[[str], str]) -> None:
        self._workbook = workbook
        self._translate = translate
        top = {"valign": "top"}
        self._head: Format = workbook.add_format(
            {"bold": True, "bg_color": "#EAF1F6", "bottom": 1, "text_wrap": True, **top}
        )
        self._text: Format = workbook.add_format({"text_wrap": True, "num_format": "@", **top})
        self._count: Format = workbook.add_format({"num_format": "0", **top})
        self._amount: Format = workbook.add_format({"num_format": "#,##0.00", **top})

    def add(self, name: str, columns: Columns, rows: Iterable[Sequence[Cell]]) -> None:
        """A sheet with its headings always in sight, each column filtered by a press."""
        sheet: Worksheet = self._workbook.add_worksheet(self._translate(name))
        for at, (heading, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, self._translate(heading), self._head)
        last = 0
        widths = [width for _, width in columns]
        for last, row in enumerate(rows, start=1):
            sheet.set_row(last, _height(row, widths))
            for at, value in enumerate(row):
                self._write(sheet, last, at, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        _lay_for_print(sheet)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, _shortened(clean_text(value)), self._text)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._count)
        elif is_exact(value):
            sheet.write_number(row, column, value, self._amount)
        else:
            sheet.write_string(row, column, str(value), self._text)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """A row as high as its longest text is broken to: LibreOffice does not reckon it by itself."""
    pairs = zip((str(value) for value in row), widths, strict=True)
    lines = max(
        (
            sum(1 + int(len(line) * _BROAD / width) for line in text[:_LONGEST_SEEN].split("\n"))
            for text, width in pairs
        ),
        default=1,
    )
    return min(lines * _LINE, _HIGHEST)


def _lay_for_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _shortened(text: str) -> str:
    """As much as a cell takes, counted as Excel does; it would refuse the file for one more."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
