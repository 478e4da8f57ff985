"""The sheet that proves every total: how it is reckoned, stated, computed, and what differs."""

from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from documents.sheets.cell_names import cell_name
from documents.sheets.formulas import allowed, difference, reckoned, unrounded, words_of
from documents.sheets.layout import HEAD, Table, quoted
from documents.sheets.naming import DIFFERENCE, RECKONED, UNKNOWN, allowed_name, name_of
from documents.sheets.pen import Pen
from documents.sheets.rounding import RoundingSheet
from documents.sheets.styles import Look, Styles
from documents.sheets.values import CellValue, cell_value, gap, worth
from forms.answers import Answers
from forms.formulas import compute
from forms.grammar import FormDefinition
from forms.outline import Placed, outline
from forms.path import Path
from validators.case import Examined
from validators.finding import Place
from validators.proof_lines import ProofLine
from validators.proof_sheet import every_total

_SHEET = "Kontrol"
_NOTE = "Hver sum i budgettet: hvordan den regnes, hvad der er angivet, og hvad den bliver."
_HEADS = (
    ("Sum", 38),
    ("Sådan regnes den", 62),
    ("Angivet", 17),
    (RECKONED, 17),
    (DIFFERENCE, 17),
    ("Afrunding til øre", 13),
    ("Må afvige", 15),
    ("Andel", 10),
    ("Angivet i", 20),
    ("Regnestykket ved hentning", 60),
)
_STATED, _COMPUTED, _GAP, _ROUNDED, _ALLOWED, _SHARE, _PLACE, _NUMBERS = range(2, 10)
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
        rounding: RoundingSheet,
    ) -> None:
        self._workbook = workbook
        self._definition = definition
        self._answers = answers
        self._counted = counted
        self._rounding = rounding
        self._placed = {each.total.address for table in tables for each in table.totals}
        self._cells = {
            summed.stated: (table, summed) for table in tables for summed in table.totals
        }
        self._pen = Pen(workbook, styles, _SHEET)

    def write(self) -> None:
        """A line for each total of the form."""
        self._pen.head(_SHEET, _NOTE, _HEADS)
        self._pen.sheet.set_row(HEAD, 2 * _LINE)
        lines = every_total(Examined(self._definition, self._counted))
        proofs = [line for line in lines if line.part is None]
        for row, line in enumerate(proofs, start=HEAD + 1):
            self._write_line(row, line)
        self._pen.finish(frozen=HEAD + 1, footer=self._definition.title)

    def _write_line(self, row: int, line: ProofLine) -> None:
        placed = outline(self._definition).at(line.total)
        total = placed.total
        words = words_of(self._definition, total.formula)
        longest = max(len(words), len(line.formula))
        self._pen.sheet.set_row(row, _LINE * (1 + longest // _LINE_WIDTH))
        self._pen.say(row, 0, total.label, Look.LABEL)
        self._pen.say(row, 1, words, Look.LABEL)
        value = worth(total.formula, self._counted)
        stated = self._write_stated(row, placed)
        self._write_computed(row, placed, value)
        said, computed = (xl_rowcol_to_cell(row, at) for at in (_STATED, _COMPUTED))
        self._pen.reckon(row, _GAP, difference(said, computed), gap(stated, value))
        exact = unrounded(self._definition, total.formula)
        rounding = f'=IF(ISNUMBER({computed}),ROUND({computed}-({exact}),6),"")'
        self._pen.reckon(row, _ROUNDED, rounding, "" if value is None else Decimal(0))
        self._write_allowed(row, placed, value)
        self._write_share(row, placed, value)
        self._write_source(row, line)

    def _write_allowed(self, row: int, placed: Placed, value: Decimal | None) -> None:
        """How far the total may be off, as precisely as its amounts still are printed."""
        total, stated = placed.total, placed.total.stated
        if stated is None:
            self._pen.leave(row, _ALLOWED, Look.LABEL)
            return
        computed, cell = (
            xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True) for at in (_COMPUTED, _ALLOWED)
        )
        off = f"{self._rounding.of(stated)}+" + allowed(
            self._definition, total.formula, self._rounding.of
        )
        own = self._counted.precision(Path.parse(stated))
        shown = own + compute(total.formula, self._counted).precision
        formula = f"=IF(ISNUMBER({computed}),{off},0)"
        self._pen.reckon(row, _ALLOWED, formula, Decimal(0) if value is None else shown)
        self._pen.warn(row, _GAP, cell)
        name = allowed_name(self._definition, placed.address)
        self._workbook.define_name(name, f"={quoted(_SHEET)}!{cell}")

    def _write_source(self, row: int, line: ProofLine) -> None:
        """The cell a total is stated in, a press away, and its numbers as they are now written."""
        self._pen.say(row, _NUMBERS, line.formula, Look.LABEL)
        found = self._cells.get(str(line.path))
        if found is None:
            self._pen.leave(row, _PLACE, Look.LABEL)
            return
        table, summed = found
        place = Place(sheet=table.sheet, row=table.stated_row, cell=summed.at)
        self._pen.lead(row, _PLACE, table.cell_of(table.stated_row, summed.at), cell_name(place))

    def _write_stated(self, row: int, placed: Placed) -> CellValue:
        address = placed.total.stated
        if address is None:
            self._pen.leave(row, _STATED, Look.LABEL)
            return ""
        path = Path.parse(address)
        answer = self._answers.get(path)
        kind = outline(self._definition).at(address).field.kind
        said = "" if answer is None else cell_value(kind, answer, path)
        name = name_of(self._definition, address)
        self._pen.reckon(row, _STATED, f'=IF({name}="","",{name})', said)
        return said

    def _write_computed(self, row: int, placed: Placed, value: Decimal | None) -> None:
        """The total reckoned here, or shown from under the column it stands over."""
        name = name_of(self._definition, placed.address)
        shown = UNKNOWN if value is None else value
        if placed.address in self._placed:
            self._pen.reckon(row, _COMPUTED, f"={name}", shown)
            return
        formula = reckoned(self._definition, placed.total.formula)
        self._pen.reckon(row, _COMPUTED, formula, shown)
        cell = xl_rowcol_to_cell(row, _COMPUTED, row_abs=True, col_abs=True)
        self._workbook.define_name(name, f"={quoted(_SHEET)}!{cell}")

    def _write_share(self, row: int, placed: Placed, value: Decimal | None) -> None:
        """What part of another number the total is."""
        whole = placed.total.share_of
        if whole is None:
            self._pen.share(row, _SHARE, "", "", Look.RECKONED)
            return
        of = self._whole(whole)
        share = value / of if value is not None and of else ""
        own, name = xl_rowcol_to_cell(row, _COMPUTED), name_of(self._definition, whole)
        formula = f'=IF(AND(ISNUMBER({own}),N({name})<>0),{own}/{name},"")'
        self._pen.share(row, _SHARE, formula, share, Look.RECKONED)

    def _whole(self, address: str) -> Decimal | None:
        placed = outline(self._definition).at(address)
        if address in {each.address for each in outline(self._definition).totals()}:
            return worth(placed.total.formula, self._counted)
        return self._counted.number(Path.parse(address))
