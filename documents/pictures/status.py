"""What a status report shows: lights by effort and year, lines to the target, money used."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from documents.pictures.budget import Split
from forms.answers import Answers
from forms.messages import N_
from forms.path import Path
from forms.reports import Effort, Report, Result, number_of, target_of

_WORST_FIRST = ("roed", "gul", "groen")
_ROWS = Path.parse("oekonomi")
_PARTS = (N_("Brugt af budgettet"), N_("Ikke brugt"), N_("Brugt ud over budgettet"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """The worst colour of each effort's milestones by year; empty where none has a colour."""

    years: tuple[int, ...]
    names: tuple[str, ...]
    colours: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a result was measured to, by year, its baseline first; `target` may be unknown."""

    effort: str
    name: str
    unit: str
    points: tuple[tuple[int, Decimal], ...]
    target: Decimal | None


def lights(report: Report) -> Lights | None:
    """The traffic lights of a report; None where no milestone has a year."""
    if not report.years or not report.efforts:
        return None
    return Lights(
        years=report.years,
        names=tuple(effort.name for effort in report.efforts),
        colours=tuple(
            tuple(_worst(effort, year) for year in report.years) for effort in report.efforts
        ),
    )


def all_series(report: Report) -> tuple[Series, ...]:
    """Every result with two numbers or more, in the order of the report."""
    return tuple(
        series
        for effort in report.efforts
        for result in effort.results
        for series in _of(effort, result)
    )


def spending(answers: Answers) -> Split | None:
    """What was used of each year's budget, what was not, and what was used beyond it."""
    rows: dict[str, tuple[Decimal, ...]] = {}
    for row in range(min(answers.row_count(_ROWS), 20)):
        year = answers.get(_ROWS.row(row) / "aar")
        budget = answers.number(_ROWS.row(row) / "budget")
        used = answers.number(_ROWS.row(row) / "forbrug")
        if isinstance(year, int) and budget is not None and used is not None and used >= 0:
            within = min(used, max(budget, Decimal(0)))
            rows[str(year)] = (within, max(budget - used, Decimal(0)), used - within)
    if not any(sum(row) for row in rows.values()):
        return None
    shown = [place for place in range(len(_PARTS)) if any(row[place] for row in rows.values())]
    return Split(
        parts=tuple(_PARTS[place] for place in shown),
        rows=tuple(rows),
        amounts=tuple(tuple(row[place] for place in shown) for row in rows.values()),
    )


def _worst(effort: Effort, year: int) -> str:
    met = {each.colour for each in effort.milestones if each.year == year}
    return next((colour for colour in _WORST_FIRST if colour in met), "")


def _of(effort: Effort, result: Result) -> Iterator[Series]:
    points = dict(_points(result))
    if len(points) > 1:
        yield Series(
            effort=effort.name,
            name=result.name,
            unit=result.unit,
            points=tuple(sorted(points.items())),
            target=target_of(result),
        )


def _points(result: Result) -> Iterator[tuple[int, Decimal]]:
    """The baseline and each measure that has both a year and a number."""
    baseline = number_of(result.baseline)
    year = result.baseline_year or (result.baseline.year if result.baseline else None)
    if baseline is not None and year is not None:
        yield year, baseline
    for each in result.measures:
        number = number_of(each.value)
        if each.year is not None and number is not None:
            yield each.year, number
