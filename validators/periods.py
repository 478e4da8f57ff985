"""Periods by their first and last day, both included."""

from collections.abc import Iterator
from datetime import date

from forms.kinds.kind import Period, Value
from forms.kinds.period import days_beyond, first_day, last_day
from forms.programmes.programme import Programme
from validators.case import Examined, Spot


def days_of(value: Value | None) -> tuple[date, date] | None:
    """The first and the last day of a period; None while an end is missing or is no real day."""
    if not isinstance(value, Period) or value.start is None or value.end is None:
        return None
    try:
        return first_day(value.start), last_day(value.end)
    except (ValueError, OverflowError):
        return None


def periods(case: Examined) -> Iterator[tuple[Spot, Period, date, date]]:
    """The asked periods whose first and last day are known."""
    for spot in case.asked:
        days = days_of(spot.value)
        if days is not None and isinstance(spot.value, Period):
            yield spot, spot.value, *days


def beyond_limit(period: Period, programme: Programme | None) -> int:
    """How many days longer a period is than a programme allows; 0 where it sets no limit."""
    longest = programme.longest_period_years if programme else None
    if longest is None:
        return 0
    try:
        return days_beyond(period, years=int(longest.number))
    except (ValueError, OverflowError):
        # The calendar ends before the limit does.
        return 0


def is_wrong_in_itself(case: Examined) -> bool:
    """Whether a period is turned around or too long, so that no other rule should rest on it."""
    return any(
        last < first or beyond_limit(period, case.programme) > 0
        for _, period, first, last in periods(case)
    )
