"""The cells of a sheet being written, each by what it is."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from documents.sheets.layout import GUIDANCE, HEAD, TITLE
from documents.sheets.styles import Look, Styles, lay_out
from documents.sheets.values import CellValue
from forms.kinds.amount import Amount
from forms.kinds.kind import Kind

READ_ONLY: Mapping[str, bool] = {"format_columns": True, "format_rows": True}
"""What may be done to a sheet that nothing is typed in."""


_AMOUNT = Amount()


class Pen:
    """Writes one new sheet of a workbook."""

    def __init__(self, workbook: Workbook, styles: Styles, name: str) -> None:
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self._styles = styles

    def head(self, title: str, note: str, columns: Sequence[tuple[str, float]]) -> None:
        """The title, what there is to say under it, and the headings with their widths."""
        self.say(TITLE, 0, title, Look.TITLE)
        self.say(GUIDANCE, 0, note, Look.NOTE)
        for at, (label, width) in enumerate(columns):
            self.sheet.set_column(at, at, width)
            self.say(HEAD, at, label, Look.HEAD)

    def say(self, row: int, at: int, text: str, look: Look) -> None:
        """A text of ours."""
        self.sheet.write_string(row, at, text, self._styles.of(look))

    def lead(self, row: int, at: int, cell: str, words: str) -> None:
        """A way to another cell, by a press."""
        style = self._styles.of(Look.LABEL)
        self.sheet.write_url(row, at, f"internal:{cell.replace('$', '')}", style, words)

    def leave(self, row: int, at: int, look: Look, kind: Kind | None = None) -> None:
        """An empty cell."""
        self.sheet.write_blank(row, at, None, self._styles.of(look, kind))

    def put(self, row: int, at: int, value: CellValue, look: Look, kind: Kind) -> None:
        """An answer; a text is never a formula."""
        style = self._styles.of(look, kind)
        if isinstance(value, str):
            self.sheet.write_string(row, at, value, style)
        else:
            self.sheet.write_number(row, at, value, style)

    def reckon(
        self,
        row: int,
        at: int,
        formula: str,
        value: CellValue,
        look: Look = Look.RECKONED,
        kind: Kind | None = _AMOUNT,
    ) -> None:
        """A formula and what it comes to now."""
        self.sheet.write_formula(row, at, formula, self._styles.of(look, kind), value)

    def share(self, row: int, at: int, formula: str, value: CellValue, look: Look) -> None:
        """A formula for a part of a whole; without one an empty cell."""
        style = self._styles.share(look)
        if formula:
            self.sheet.write_formula(row, at, formula, style, value)
        else:
            self.sheet.write_blank(row, at, None, style)

    def warn(self, row: int, at: int, allowed: str) -> None:
        """A difference is seen at once where it is more than the cell or name `allowed` says."""
        difference = xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True)
        is_wrong = f"=ABS(N({difference}))>N({allowed})"
        wrong = {"type": "formula", "criteria": is_wrong, "format": self._styles.wrong}
        self.sheet.conditional_format(row, at, row, at, wrong)

    def show_printed(self, row: int, at: int, value: Decimal) -> None:
        """An amount is shown as it was printed for as long as its cell holds it."""
        printed = self._styles.printed(value)
        still = {"type": "cell", "criteria": "==", "value": int(value), "format": printed}
        self.sheet.conditional_format(row, at, row, at, still)

    def finish(self, *, frozen: int, footer: str, allowed: Mapping[str, bool] = READ_ONLY) -> None:
        """The heads kept in sight above row `frozen`, and all protected but what may be typed."""
        lay_out(self.sheet, frozen=(frozen, 1), footer=footer)
        self.sheet.protect("", dict(allowed))
