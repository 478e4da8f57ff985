"""Findings as a workbook, to be sorted and counted by those who have many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.notes import MORE, few_enough
from documents.proof_words import ToldProof
from forms.kinds.amount import Amount
from forms.messages import N_
from forms.text import clean_text

_MOST_ROWS = 10_000
_LONGEST = 32_767
_MOST_DIGITS = 15
_LINE, _HIGHEST = 15.0, 405.0
_BROAD, _LONGEST_SEEN = 1.1, 2_000
_A3 = 8
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""XlsxWriter takes the hour from the clock otherwise, and a time without its zone alone."""

_FINDINGS, _SUMS, _DOCUMENTS = N_("Fund"), N_("Summer"), N_("Dokumenter")
_YES = N_("Ja")
_FINDING_COLUMNS = (
    (N_("Dokument"), 22),
    (N_("Fil"), 26),
    (N_("Alvor"), 11),
    (N_("Regel"), 10),
    (N_("Hvor"), 26),
    (N_("Sted"), 20),
    (N_("Fund"), 52),
    (N_("Hvad skal der gøres"), 44),
    (N_("Grundlag"), 40),
    (N_("Angivet"), 16),
    (N_("Beregnet"), 16),
    (N_("Forskel"), 16),
    (N_("Fraveget"), 10),
    (N_("Begrundelse"), 34),
)
_SUM_COLUMNS = (
    (N_("Dokument"), 22),
    (N_("Fil"), 26),
    (N_("Sum"), 30),
    (N_("Resultat"), 18),
    (N_("Regnestykke"), 60),
    (N_("Angivet"), 16),
    (N_("Beregnet"), 16),
    (N_("Forskel"), 16),
    (N_("Afrunding"), 16),
    (N_("Citat"), 40),
    (N_("Sted"), 20),
    (N_("Bemærkninger"), 44),
)
_FILE_COLUMNS = (
    (N_("Fil"), 40),
    (N_("Formular"), 34),
    (N_("Version"), 14),
    (N_("Tilstand"), 24),
    (N_("Antal fejl"), 12),
    (N_("Antal advarsler"), 16),
)

Number = Decimal | str
Cell = str | int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding in the reader's words; what is not known is empty.

    `stated`, `computed` and `difference` become numbers where they are amounts, also as a sentence
    writes them (`5.000.000 kr.`), and stay text where they are anything else.
    """

    document: str
    file: str
    severity: str
    rule: str
    where: str
    place: str
    sentence: str
    what_to_do: str
    evidence: str = ""
    stated: Number = ""
    computed: Number = ""
    difference: Number = ""
    is_waived: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRow:
    """A total of a document, proved or not."""

    document: str
    file: str
    proof: ToldProof


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One document of the case: what it was read as, its state, and how many findings it has."""

    file: str
    form: str
    version: str
    state: str
    errors: int
    warnings: int


def findings_workbook(
    rows: Sequence[FindingRow],
    files: Sequence[FileRow],
    translate: Callable[[str], str] = str,
    sums: Sequence[SumRow] = (),
) -> bytes:
    """An Excel workbook of findings, of totals where there are any, and of documents.

    No cell is a formula. `translate` gives the headings in the reader's language. The same rows
    give the same bytes. Of more than ten thousand rows the last says how many are left out.
    """
    target = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(target, options) as workbook:
        workbook.set_properties({"title": translate(_FINDINGS), "created": _MADE})
        sheets = _Sheets(workbook, translate)
        few = few_enough(rows, _last, more=translate(MORE), most=_MOST_ROWS)
        sheets.add(_FINDINGS, _FINDING_COLUMNS, (_finding(each, translate) for each in few))
        if sums:
            sheets.add(_SUMS, _SUM_COLUMNS, map(_sum, sums[:_MOST_ROWS]))
        sheets.add(_DOCUMENTS, _FILE_COLUMNS, map(_file, files))
    return target.getvalue()


def _last(told: str) -> FindingRow:
    return FindingRow(
        document="", file="", severity="", rule="", where="", place="", sentence=told, what_to_do=""
    )


def _finding(row: FindingRow, translate: Callable[[str], str]) -> Sequence[Cell]:
    return (
        *(row.document, row.file, row.severity, row.rule, row.where, row.place),
        *(row.sentence, row.what_to_do, row.evidence),
        *map(_number, (row.stated, row.computed, row.difference)),
        translate(_YES) if row.is_waived else "",
        row.reason,
    )


def _sum(row: SumRow) -> Sequence[Cell]:
    proof = row.proof
    remarks = " ".join(filter(None, (*proof.remarks, proof.left_out)))
    return (
        *(row.document, row.file, proof.name, proof.verdict, proof.formula),
        *map(_number, (proof.stated, proof.computed, proof.difference)),
        _number(proof.rounding.removeprefix("± ")),
        *(proof.quote, proof.place, remarks),
    )


def _file(row: FileRow) -> Sequence[Cell]:
    return (row.file, row.form, row.version, row.state, row.errors, row.warnings)


class _Sheets:
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

    def add(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
    ) -> None:
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
        else:
            sheet.write_number(row, column, value, self._amount)


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


def _number(value: Number) -> Decimal | str:
    """The number, where Excel holds it exactly, else its text."""
    if isinstance(value, str):
        read = None if value.startswith("+") else Amount().parse(value)
        return read if isinstance(read, Decimal) and _is_exact(read) else value
    return value if _is_exact(value) else str(value)


def _is_exact(number: Decimal) -> bool:
    return number.is_finite() and number.adjusted() < _MOST_DIGITS >= len(number.as_tuple().digits)


def _shortened(text: str) -> str:
    """As much as a cell takes, counted as Excel does; it would refuse the file for one more."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
