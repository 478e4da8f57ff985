"""The answers that a budget text gives to the fields of its form."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from forms.budgets.claims import Claimed, Verdict
from forms.budgets.figures import Figure
from forms.budgets.mentions import Mention
from forms.budgets.reading import Budget, BudgetLine
from forms.budgets.wording import Rate
from forms.grammar import BudgetBox
from forms.kinds.amount import Amount, shown_amount
from forms.kinds.kind import Fault, Unread, Value
from forms.path import Path

_PROVED, _SAID, _DOUBTFUL = 0.9, 0.75, 0.6
_RATES = {Rate.YEARLY: "aarligt", Rate.ONCE: "engang"}
_WRITTEN = re.compile(r".*[0-9½¼¾](?:\s?(?:t\.?\s?kr|mio|mill|kr)\w*\.?)*", re.IGNORECASE)
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer that the text gives: where in it, and how certain that it is meant so, 0 to 1."""

    path: Path
    value: Value
    start: int
    certainty: float


def answers_told(box: BudgetBox, budget: Budget) -> tuple[Told, ...]:
    """Every answer of a budget in the order of the fields; what the text leaves out has none."""
    expenses = _certainty(budget, Claimed.EXPENSES)
    share = _certainty(budget, Claimed.SHARE)
    return (
        *_rows(box.lines, budget.lines, expenses, _cells),
        *_years(box, budget),
        *_sum(box.total, budget.total, expenses),
        *_rows(box.shares, budget.shares, share, _share_cells),
        *_sum(box.share_total, budget.share_total, share),
        *_sum(box.applied, budget.applied, _certainty(budget, Claimed.APPLIED)),
    )


def _certainty(budget: Budget, claimed: Claimed) -> float:
    claim = budget.claim(claimed)
    if claim is None:
        return _SAID
    proved = {Verdict.PROVED: _PROVED, Verdict.WRONG: _SAID, Verdict.UNSURE: _DOUBTFUL}
    return proved[claim.verdict]


def _rows(
    group: str,
    lines: Sequence[BudgetLine],
    certainty: float,
    cells: Callable[[BudgetLine], Iterator[tuple[str, Value]]],
) -> Iterator[Told]:
    for number, line in enumerate(lines):
        row = Path.parse(group).row(number)
        for name, value in cells(line):
            sure = min(certainty, _DOUBTFUL) if line.rates else certainty
            yield Told(
                path=row / name, value=value, start=line.mention.figure.start, certainty=sure
            )


def _cells(line: BudgetLine) -> Iterator[tuple[str, Value]]:
    mention = line.mention
    if mention.label:
        yield "tekst", mention.label
    yield "beloeb", line.value if line.value is not None else _unread(line)
    if line.rate is not None:
        yield "hyppighed", _RATES[line.rate]


def _share_cells(line: BudgetLine) -> Iterator[tuple[str, Value]]:
    """Those of a contribution, which also says who pays it and whether it is granted."""
    yield from _cells(line)
    mention = line.mention
    if mention.source:
        yield "kilde", mention.source
    if mention.is_pending or mention.is_granted:
        yield "bevilget", "nej" if mention.is_pending else "ja"


def _unread(line: BudgetLine) -> Unread:
    """A malformed amount as it was typed, the reading that its sum proves first."""
    unread = _as_typed(line.mention.figure)
    if line.proof is None:
        return unread
    proved = shown_amount(line.proof.value)
    others = tuple(each for each in unread.suggestions if each != proved)
    return replace(unread, suggestions=(proved, *others))


def written(figure: Figure) -> str:
    """An amount as it was typed, without the words that say how often it falls."""
    match = _WRITTEN.match(figure.typed)
    return match[0] if match else figure.typed


def _as_typed(figure: Figure) -> Unread:
    text = written(figure)
    value = Amount().parse(text)
    if isinstance(value, Unread):
        return value
    suggestions = tuple(shown_amount(each) for each in figure.options)
    return Unread(text=text, fault=Fault.AMBIGUOUS_AMOUNT, suggestions=suggestions)


def _years(box: BudgetBox, budget: Budget) -> Iterator[Told]:
    years = budget.years
    if years is not None and years.number <= _MOST_YEARS:
        certainty = _PROVED if years.is_certain else _SAID
        path = Path.parse(box.years)
        yield Told(path=path, value=years.number, start=years.start, certainty=certainty)


def _sum(address: str, mention: Mention | None, certainty: float) -> Iterator[Told]:
    if mention is None or mention.rate is Rate.YEARLY:
        return
    figure = mention.figure
    value: Value = mention.options[0] if not figure.is_malformed else _as_typed(figure)
    yield Told(path=Path.parse(address), value=value, start=figure.start, certainty=certainty)
