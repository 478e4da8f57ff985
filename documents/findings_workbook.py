"""Findings as a workbook, to be sorted and counted by those who have many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from documents.excel_numbers import is_exact
from documents.notes import MORE, few_enough
from documents.plain_sheets import Cell, PlainSheets, plain_workbook
from documents.proof_words import ToldProof
from forms.kinds.amount import Amount
from forms.messages import N_

_MOST_ROWS = 10_000

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
    few = few_enough(rows, _last, more=translate(MORE), most=_MOST_ROWS)

    def draw(sheets: PlainSheets) -> None:
        sheets.add(_FINDINGS, _FINDING_COLUMNS, (_finding(each, translate) for each in few))
        if sums:
            sheets.add(_SUMS, _SUM_COLUMNS, map(_sum, sums[:_MOST_ROWS]))
        sheets.add(_DOCUMENTS, _FILE_COLUMNS, map(_file, files))

    return plain_workbook(_FINDINGS, draw, translate)


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


def _number(value: Number) -> Decimal | str:
    """The number, where Excel holds it exactly, else its text."""
    if isinstance(value, str):
        read = None if value.startswith("+") else Amount().parse(value)
        return read if isinstance(read, Decimal) and is_exact(read) else value
    return value if is_exact(value) else str(value)
