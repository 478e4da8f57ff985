"""A day of the calendar."""

import re
from collections.abc import Iterator
from datetime import date

from forms.clues import has_any, shape_of
from forms.facts import fact
from forms.kinds.calendar import (
    DAY_FORMS,
    WrittenDay,
    day_of,
    is_day_without_year,
    read_day,
    read_partial,
)
from forms.kinds.kind import Control, Fault, Found, Json, Kind, Unread, Value
from forms.late import late
from forms.text import clean_line

_FINDABLE = late(rf"(?<![\w.,/-])(?:{DAY_FORMS})(?![\w/]|[.,-][0-9])", re.IGNORECASE)
_BETWEEN_NUMBERS = ("0.0", "0. 0", "0.?0", "0-0", "/")
_DAY_AND_MONTH = late(r"0\.?[ ?]*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)")
_MONTH_FIRST = late(r"([0-9]{1,2})([./-])([0-9]{1,2})([./-][0-9]{4})")
_LONGEST = 80


@fact
class CalendarDay(Kind):
    """A whole date, day first; two-digit years are of this century."""

    @property
    def control(self) -> Control:
        """A date picker in Word, a date box on a page."""
        return Control.DATE

    def parse(self, text: str) -> Value | None:
        """The date; a month, quarter or year alone is Unread, never filled up to a day.

        A weekday that is not the date's does not hinder reading; see `stated_weekday_is_wrong`.
        """
        line = clean_line(text)
        if not line:
            return None
        if len(line) <= _LONGEST:
            written = read_day(_spaced(line))
            if written is not None:
                return written.day
        return Unread(text=line, fault=_fault(line), suggestions=self._suggestions(line))

    def format(self, value: Value) -> str:
        """`01.10.2021`."""
        if isinstance(value, date):
            return shown_day(value)
        return value.text if isinstance(value, Unread) else str(value)

    def store(self, value: Value) -> Json:
        """The ISO date."""
        return str(value)

    def find(self, text: str) -> Iterator[Found]:
        """Whole dates written in a text, in order."""
        for written, start, end in written_days(text):
            yield Found(value=written.day, start=start, end=end)

    def _suggestions(self, line: str) -> tuple[str, ...]:
        turned = _MONTH_FIRST.sub(r"\3\2\1\4", line)
        days = [hit.value for hit in self.find(line[:500])] or [
            hit.value for hit in self.find(turned[:500])
        ]
        return tuple(shown_day(day) for day in days[:3] if isinstance(day, date))


def shown_day(day: date) -> str:
    """A date as Danish forms show it: `01.10.2021`."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def written_days(text: str) -> Iterator[tuple[WrittenDay, int, int]]:
    """Each whole date in a text with the weekday before it, and where it starts and ends."""
    if not _may_hold_a_day(text):
        return
    for match in _FINDABLE.finditer(text):
        written = day_of(match)
        if written is not None:
            yield written, match.start(), match.end()


def stated_weekday_is_wrong(text: str) -> bool:
    """Whether a date in the text stands after a weekday on which it does not fall."""
    return any(written.is_on_another_weekday for written, _, _ in written_days(text))


def _may_hold_a_day(text: str) -> bool:
    shape = shape_of(text)
    if "0" not in shape:
        return False
    return has_any(shape, _BETWEEN_NUMBERS) or _DAY_AND_MONTH.search(shape) is not None


def _fault(line: str) -> Fault:
    spaced = _spaced(line[:_LONGEST])
    is_incomplete = read_partial(spaced) is not None or is_day_without_year(spaced)
    return Fault.INCOMPLETE_DATE if is_incomplete else Fault.NOT_A_DATE


def _spaced(line: str) -> str:
    return " ".join(line.split()).rstrip(".,")
