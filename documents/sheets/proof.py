"""The sheet that proves every total: how it is reckoned, stated, computed, and what differs."""

from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from documents.sheets.formulas import reckoned, unrounded, words_of
from documents.sheets.layout import GUIDANCE, HEAD, TITLE, Table, quoted
from documents.sheets.naming import DIFFERENCE, RECKONED, UNKNOWN, name_of
from documents.sheets.styles import Look, Styles, lay_out
from documents.sheets.values import CellValue, cell_value, gap, worth
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.amount import Amount
from forms.outline import Placed, outline
from forms.path import Path

_SHEET = "Kontrol"
_NOTE = "Hver sum i budgettet: hvordan den regnes, hvad der er angivet, og hvad den bliver."
_HEADS = (
    ("Sum", 38),
    ("Sådan regnes den", 62),
    ("Angivet", 17),
    (RECKONED, 17),
    (DIFFERENCE, 17),
    ("Afrunding til øre", 13),
    ("Andel", 10),
)
_STATED, _COMPUTED, _GAP, _ROUNDED, _SHARE = range(2, 7)
_LINE, _LINE_WIDTH = 15, 60


class ProofSheet:
    """The proof being written."""

    def __init__(
        self,
        workbook: Workbook,
        styles: Styles,
        definition: FormDefinition,
        tables: tuple[Table, ...],
        answers: Answers,
        counted: Answers,
    ) -> None:
        self._workbook = workbook
        self._styles = styles
        self._definition = definition
        self._answers = answers
        self._counted = counted
        self._placed = {each.total.address for table in tables for each in table.totals}
        self._sheet = workbook.add_worksheet(_SHEET)

    def write(self) -> None:
        """A line for each total of the form."""
        sheet = self._sheet
        sheet.write_string(TITLE, 0, _SHEET, self._styles.of(Look.TITLE))
        sheet.write_string(GUIDANCE, 0, _NOTE, self._styles.of(Look.NOTE))
        for at, (label, width) in enumerate(_HEADS):
            sheet.set_column(at, at, width)
            sheet.write_string(HEAD, at, label, self._styles.of(Look.HEAD))
        sheet.set_row(HEAD, 2 * _LINE)
        row = HEAD
        for row, placed in enumerate(outline(self._definition).totals(), start=HEAD + 1):
            self._write_line(row, placed)
        wrong = {"type": "cell", "criteria": "!=", "value": 0, "format": self._styles.wrong}
        sheet.conditional_format(HEAD + 1, _GAP, row, _GAP, wrong)
        lay_out(sheet, frozen=(HEAD + 1, 1), footer=self._definition.title)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _write_line(self, row: int, placed: Placed) -> None:
        total = placed.total
        words = words_of(self._definition, total.formula)
        self._sheet.set_row(row, _LINE * (1 + len(words) // _LINE_WIDTH))
        self._sheet.write_string(row, 0, total.label, self._styles.of(Look.LABEL))
        self._sheet.write_string(row, 1, words, self._styles.of(Look.LABEL))
        value = worth(total.formula, self._counted)
        stated = self._write_stated(row, placed)
        self._write_computed(row, placed, value)
        said, computed = (xl_rowcol_to_cell(row, at) for at in (_STATED, _COMPUTED))
        both = f"AND(ISNUMBER({said}),ISNUMBER({computed}))"
        self._reckon(row, _GAP, f'=IF({both},ROUND({said}-{computed},2),"")', gap(stated, value))
        exact = unrounded(self._definition, total.formula)
        rounding = f'=IF(ISNUMBER({computed}),ROUND({computed}-({exact}),6),"")'
        self._reckon(row, _ROUNDED, rounding, "" if value is None else Decimal(0))
        self._write_share(row, placed, value)

    def _write_stated(self, row: int, placed: Placed) -> CellValue:
        address = placed.total.stated
        if address is None:
            self._sheet.write_blank(row, _STATED, None, self._styles.of(Look.LABEL))
            return ""
        path = Path.parse(address)
        answer = self._answers.get(path)
        kind = outline(self._definition).at(address).field.kind
        said = "" if answer is None else cell_value(kind, answer, path)
        name = name_of(self._definition, address)
        self._reckon(row, _STATED, f'=IF({name}="","",{name})', said)
        return said

    def _write_computed(self, row: int, placed: Placed, value: Decimal | None) -> None:
        """The total reckoned here, or shown from under the column it stands over."""
        name = name_of(self._definition, placed.address)
        shown = UNKNOWN if value is None else value
        if placed.address in self._placed:
            self._reckon(row, _COMPUTED, f"={name}", shown)
            return
        formula = reckoned(self._definition, placed.total.formula)
        self._reckon(row, _COMPUTED, formula, shown)
        cell = xl_rowcol_to_cell(row, _COMPUTED, row_abs=True, col_abs=True)
        self._workbook.define_name(name, f"={quoted(_SHEET)}!{cell}")

    def _write_share(self, row: int, placed: Placed, value: Decimal | None) -> None:
        """What part of another number the total is."""
        whole = placed.total.share_of
        style = self._styles.share(Look.RECKONED)
        if whole is None:
            self._sheet.write_blank(row, _SHARE, None, style)
            return
        of = self._whole(whole)
        share = value / of if value is not None and of else ""
        own, name = xl_rowcol_to_cell(row, _COMPUTED), name_of(self._definition, whole)
        formula = f'=IF(AND(ISNUMBER({own}),N({name})<>0),{own}/{name},"")'
        self._sheet.write_formula(row, _SHARE, formula, style, share)

    def _whole(self, address: str) -> Decimal | None:
        placed = outline(self._definition).at(address)
        if address in {each.address for each in outline(self._definition).totals()}:
            return worth(placed.total.formula, self._counted)
        return self._counted.number(Path.parse(address))

    def _reckon(self, row: int, at: int, formula: str, value: CellValue) -> None:
        style = self._styles.of(Look.RECKONED, Amount())
        self._sheet.write_formula(row, at, formula, style, value)
