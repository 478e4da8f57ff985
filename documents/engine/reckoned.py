"""The numbers of totals, which only some forms have."""

from forms.answers import Answers
from forms.formulas import Formula, shown_number, value_of
from forms.path import Path


def told_total(formula: Formula, answers: Answers, at: Path | None) -> str:
    """The number of a total at a path as Danes write it; empty where it is unknown."""
    value = value_of(formula, answers, at=at)
    return "" if value is None else shown_number(value)
