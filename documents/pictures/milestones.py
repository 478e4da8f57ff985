"""The milestones of a case on a line of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from forms.answers import Answers
from forms.kinds.kind import PartialDate, Period, Value
from forms.kinds.period import Moment, first_day, last_day
from forms.path import Path

_ROWS = Path.parse("milepaele")
_PERIOD = Path.parse("periode")


class Milestone(NamedTuple):
    """A milestone from its first possible day to its last; `when` is the answer as it is."""

    name: str
    responsible: str
    when: Moment
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Milestones by date, with the days the line goes from and to.

    The line covers the agreement's period and every milestone, whole years; `undated` are the
    names of those without a date that could be read.
    """

    start: date
    end: date
    milestones: tuple[Milestone, ...]
    undated: tuple[str, ...]


def timeline(plan: Answers, agreement: Answers) -> Timeline | None:
    """The milestones of a plan on a line; None when none of them has a date."""
    rows = tuple(_rows(plan))
    dated = sorted(_dated(rows), key=lambda each: (each.first, each.last))
    if not dated:
        return None
    ends = [day for each in dated for day in (each.first, each.last)]
    ends += _period(agreement.get(_PERIOD))
    return Timeline(
        start=date(min(ends).year, 1, 1),
        end=date(max(ends).year, 12, 31),
        milestones=tuple(dated),
        undated=tuple(name for name, _, when in rows if not isinstance(when, date | PartialDate)),
    )


def _rows(plan: Answers) -> Iterator[tuple[str, str, Value | None]]:
    said = plan.by_parts().get
    for number in range(plan.row_count(_ROWS)):
        row = (*_ROWS.parts, number)
        name, responsible = said((*row, "milepael")), said((*row, "ansvarlig"))
        if isinstance(name, str):
            by = responsible if isinstance(responsible, str) else ""
            yield name, by, said((*row, "dato"))


def _dated(rows: tuple[tuple[str, str, Value | None], ...]) -> Iterator[Milestone]:
    for name, responsible, when in rows:
        if isinstance(when, date | PartialDate):
            yield Milestone(
                name=name,
                responsible=responsible,
                when=when,
                first=first_day(when),
                last=last_day(when),
            )


def _period(value: Value | None) -> list[date]:
    """The days a period is known to begin and end on."""
    if not isinstance(value, Period):
        return []
    start = [] if value.start is None else [first_day(value.start)]
    return start if value.end is None else [*start, last_day(value.end)]
