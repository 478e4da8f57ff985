"""Sums of a budget text in Danish notation."""

from collections.abc import Sequence

from forms.budgets.hypotheses import Hypothesis, Use
from forms.formulas import shown_number


def formula_of(
    hypothesis: Hypothesis, *, is_per_year: bool, lines: Sequence[int] | None = None
) -> str:
    """`3 × (900.000 + 150.000) + 200.000`, of all lines that are added or of some of them."""
    places = hypothesis.lines if lines is None else lines
    if is_per_year:
        kept = [at for at in places if lines is not None or hypothesis.uses[at] is Use.YEARLY]
        return _plus(hypothesis, kept)
    yearly = [at for at in places if hypothesis.uses[at] is Use.YEARLY]
    once = [at for at in places if hypothesis.uses[at] is not Use.YEARLY]
    terms = []
    if yearly:
        inside = _plus(hypothesis, yearly)
        terms.append(
            inside
            if hypothesis.years == 1
            else f"{hypothesis.years} × {f'({inside})' if len(yearly) > 1 else inside}"
        )
    if once:
        terms.append(_plus(hypothesis, once))
    return " + ".join(terms)


def sum_of(hypothesis: Hypothesis, whole: int | None, parts: Sequence[int]) -> str:
    """`900.000 + 150.000 = 1.050.000`; without parts the whole alone."""
    shown = "" if whole is None else shown_number(hypothesis.values[whole])
    return f"{_plus(hypothesis, parts)} = {shown}" if parts else shown


def _plus(hypothesis: Hypothesis, places: Sequence[int]) -> str:
    return " + ".join(shown_number(hypothesis.values[at]) for at in places)
