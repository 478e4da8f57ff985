"""The numbers of totals, which only some forms have."""

from forms.answers import Answers
from forms.formulas import compute, shown_number
from forms.grammar import Total
from forms.path import Path


def told_total(total: Total, answers: Answers, at: Path) -> str:
    """The number of a total at a path as Danes write it; empty where it is unknown."""
    value = compute(total.formula, answers, at=at).value
    return "" if value is None else shown_number(value)
