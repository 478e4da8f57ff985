"""How the cells of a form's workbook look, and which of them may be typed in."""

from decimal import Decimal
from enum import Enum
from functools import cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from forms.kinds.amount import Amount, unit_of
from forms.kinds.kind import Kind
from forms.kinds.number import Number

_A4 = 9
_AMOUNT, _NUMBER, _TEXT = "#,##0.00", "General", "@"
_LINE = "#B8C4CE"
_CELL = {"valign": "top", "border": 1, "border_color": _LINE}


class Look(Enum):
    """What a cell is: a heading, a text of ours, something reckoned, or a place to type."""

    TITLE = "title"
    NOTE = "note"
    HEAD = "head"
    LABEL = "label"
    STRONG = "strong"
    TYPED = "typed"
    STATED = "stated"
    RECKONED = "reckoned"


_LOOKS: dict[Look, dict[str, object]] = {
    Look.TITLE: {"bold": True, "font_size": 16, "font_color": "#1B365D"},
    Look.NOTE: {"italic": True, "font_color": "#4A5560", "valign": "top"},
    Look.HEAD: {**_CELL, "bold": True, "bg_color": "#DCE8F2", "text_wrap": True},
    Look.LABEL: {**_CELL, "bg_color": "#F3F5F7", "text_wrap": True},
    Look.STRONG: {**_CELL, "bold": True, "bg_color": "#F3F5F7", "text_wrap": True},
    Look.TYPED: {**_CELL, "locked": False, "text_wrap": True},
    Look.STATED: {**_CELL, "locked": False, "bold": True, "bg_color": "#FFF9E5"},
    Look.RECKONED: {**_CELL, "bg_color": "#F3F5F7"},
}
_WIDTHS: tuple[tuple[type[Kind], float], ...] = ((Amount, 16), (Number, 12))
_BROAD = 34


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made = cache(self._make)
        self._printed = cache(self._make_printed)
        self.wrong: Format = workbook.add_format({"font_color": "#B00020", "bold": True})

    def of(self, look: Look, kind: Kind | None = None) -> Format:
        """The format of a cell that looks so and holds values of a kind, or a text."""
        return self._made(look, number_format(kind))

    def share(self, look: Look) -> Format:
        """The format of a share."""
        return self._made(look, "0.0%")

    def printed(self, value: Decimal) -> Format:
        """The format of an amount as it was printed in thousands or millions."""
        return self._printed(rounded_format(value))

    def _make_printed(self, shown: str) -> Format:
        return self._workbook.add_format({"num_format": shown})

    def _make(self, look: Look, shown: str) -> Format:
        return self._workbook.add_format({**_LOOKS[look], "num_format": shown})


def number_format(kind: Kind | None) -> str:
    """How Excel shows values of a kind; a text stays a text, whatever is typed."""
    if isinstance(kind, Amount):
        return _AMOUNT
    return _NUMBER if isinstance(kind, Number) else _TEXT


def rounded_format(value: Decimal) -> str:
    """How Excel shows `2,5 mio. kr.`: a comma at the end takes three digits away."""
    unit, power = unit_of(value)
    exponent = value.as_tuple().exponent
    decimals = power - exponent if isinstance(exponent, int) else 0
    places = f".{'0' * decimals}" if decimals else ""
    return f'#,##0{places}{"," * (power // 3)}"\u00a0{unit}"'


def width_of(kind: Kind) -> float:
    """How broad a column of a kind is."""
    return next((width for of, width in _WIDTHS if isinstance(kind, of)), _BROAD)


def lay_out(sheet: Worksheet, *, frozen: tuple[int, int], footer: str) -> None:
    """A sheet to be read on a screen and printed on A4: its heads in sight on every page."""
    row, column = frozen
    sheet.freeze_panes(row, column)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, row - 1)
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L{footer.replace('&', '&&')}&C&A&R&P / &N")
