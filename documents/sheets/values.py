"""Answers as cells: numbers that Excel holds exactly, and texts for all else."""

from decimal import Decimal

from documents.excel_numbers import is_exact
from documents.writer import WriteFailed
from forms.answers import Answers
from forms.formulas import Formula, compute
from forms.grammar import FormDefinition
from forms.kinds.kind import Fault, Kind, Unread, Value
from forms.outline import outline
from forms.path import Path
from forms.text import utf16_length

_LONGEST = 32_767

CellValue = Decimal | str


def cell_value(kind: Kind, value: Value, path: Path) -> CellValue:
    """What a cell says for an answer.

    Raises WriteFailed for a text longer than a cell takes, and for what would be read as another
    answer.
    """
    if isinstance(value, Decimal) and is_exact(value):
        return value
    text = kind.format(value)
    is_told = isinstance(value, Unread) or kind.parse(text) == value
    if not is_told or utf16_length(text) > _LONGEST:
        raise WriteFailed((path,))
    return text


def as_counted(definition: FormDefinition, answers: Answers) -> Answers:
    """The answers as the sums of a workbook see them: what stands there as text is no number."""
    form = outline(definition)
    texts = {
        path: Unread(text=form.at(path.address).field.kind.format(value), fault=Fault.NOT_AN_AMOUNT)
        for path, value in answers.items()
        if isinstance(value, Decimal) and not is_exact(value)
    }
    return answers.replaced(texts)


def worth(formula: Formula, counted: Answers) -> Decimal | None:
    """What a formula comes to in the workbook; None where it needs a number that is a text."""
    return compute(formula, counted).value


def gap(stated: CellValue, computed: Decimal | None) -> CellValue:
    """What a stated number is above a computed one; empty where either is none."""
    return stated - computed if isinstance(stated, Decimal) and computed is not None else ""
