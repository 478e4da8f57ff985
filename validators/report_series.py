"""What a report says of a result more than once: in its rows, and in its own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from forms.kinds.kind import Measured, Percent
from forms.path import Path
from forms.reports import Effort, Report, Result, number_of, report_of, target_of
from validators.case import Examined
from validators.names import stems
from validators.sentences import sentences
from validators.told_numbers import shares_in

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEWEST_STEMS, _SHORTEST_STEM = 2, 3
_MOST_SENTENCES, _LONGEST_TEXT = 2_000, 20_000
_UNITS = {"pct": "pct", "procentpoint": "procentpoint", "antal": "tal", "karakter": "tal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A share that a sentence gives a result in a year; `half` is what its rounding allows."""

    path: Path
    year: int
    number: Decimal
    half: Decimal
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of the report in one of its texts, with the words that tell what it is about."""

    path: Path
    text: str
    stems: frozenset[str]


def report_in(case: Examined) -> Report:
    """The report that a case's answers are, made once."""
    return case.once(_report)


def results_of(report: Report) -> Iterator[tuple[Effort, Result]]:
    """Every result with its effort."""
    return ((effort, result) for effort in report.efforts for result in effort.results)


def unit_of(value: Measured) -> str:
    """The unit a number was written with: percent, points or a plain number."""
    if isinstance(value.number, Percent):
        return "procentpoint" if value.number.is_points else "pct"
    return "tal"


def asked_unit(unit: str) -> str:
    """The unit that the option of a result asks its numbers for; empty where none is chosen."""
    return _UNITS.get(unit, "")


def mentions(case: Examined, result: Result) -> Iterator[Mention]:
    """What the texts of a report say that a result came to, its target aside."""
    wanted = frozenset(each for each in stems(result.name) if len(each) >= _SHORTEST_STEM)
    report = report_in(case)
    if len(wanted) < _FEWEST_STEMS or report.year is None or not _is_share(result):
        return
    target = target_of(result)
    for said in case.once(_sentences):
        if not wanted <= said.stems:
            continue
        years = {int(year) for year in _YEAR.findall(said.text)}
        shares = list(shares_in(said.text))
        if len(years) > 1 or len(shares) != 1:
            continue
        _, number, half = shares[0]
        if number != target:
            year = next(iter(years), report.year)
            yield Mention(
                path=said.path, year=year, number=number, half=half, sentence=said.text[:300]
            )


def known_values(result: Result) -> dict[int, Decimal]:
    """The numbers of a result's rows by year, its baseline among them."""
    found = {}
    if result.baseline_year is not None and (number := number_of(result.baseline)) is not None:
        found[result.baseline_year] = number
    for each in result.measures:
        number = number_of(each.value)
        if each.year is not None and number is not None:
            found.setdefault(each.year, number)
    return found


def _is_share(result: Result) -> bool:
    """Whether a result is counted in percent, as chosen or as its first number shows."""
    measured = [result.baseline, *(each.value for each in result.measures)]
    units = [unit_of(each) for each in measured if each is not None]
    return (asked_unit(result.unit) or next(iter(units), "")) == "pct"


def _report(case: Examined) -> Report:
    return report_of(case.answers)


def _sentences(case: Examined) -> tuple[Said, ...]:
    found: list[Said] = []
    for spot in case.asked:
        for sentence in sentences((spot.text or "")[:_LONGEST_TEXT]):
            if len(found) < _MOST_SENTENCES and any(map(str.isdigit, sentence)):
                found.append(Said(path=spot.path, text=sentence, stems=frozenset(stems(sentence))))
    return tuple(found)
