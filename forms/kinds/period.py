"""A span of time with its last day included."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from forms.facts import fact
from forms.kinds.calendar import MONTHS, read_day, read_partial
from forms.kinds.date import shown_day
from forms.kinds.kind import Control, Fault, Json, Kind, PartialDate, Period, Unread, Value
from forms.late import late
from forms.text import clean_line

Moment: TypeAlias = date | PartialDate

_LONGEST = 120
_MOST_KNOWN = 256
_YEARS = late(r"([12][0-9]{3})\s?(?:[-–—/]|til)\s?([0-9]{2}|[12][0-9]{3})")
_LEAD = late(
    r"(?:(?:i\s)?(?:hele\s)?perioden?\b:?\s*|gælder\s)?(?:fra(?:\sog\smed)?\b|f\.?o\.?m\.?\s)?:?\s*",
    re.IGNORECASE,
)
_BETWEEN = late(
    r"\s*[–—→]\s*|\s*-\s*|,?\s+(?:og\s)?(?:til\b(?:\sog\smed\b)?|t\.?\s?o\.?\s?m\b\.?):?\s*",
    re.IGNORECASE,
)
_TO = late(r"(?:til(?:\sog\smed)?|t\.?o\.?m\.?|[-–—])\s*", re.IGNORECASE)
_STORED_MONTH = late(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_STORED_QUARTER = late(r"([12][0-9]{3})-Q([1-4])")
_ENDS = {"fra", "til"}


@fact
class TimeSpan(Kind):
    """From and to, each a day or as precise as it was written; a missing one stays missing."""

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The period; one date alone is its start, for a rule to ask for the end."""
        line = clean_line(text)
        if not line:
            return None
        period = _read(" ".join(line.split())) if len(line) <= _LONGEST else None
        if period is not None:
            return period
        return Unread(text=line, fault=Fault.NOT_A_PERIOD, suggestions=_suggestions(line))

    def format(self, value: Value) -> str:
        """`01.10.2021 – 30.09.2025`, an unknown end left open."""
        if not isinstance(value, Period):
            return value.text if isinstance(value, Unread) else str(value)
        ends = (shown_moment(end) if end else "" for end in (value.start, value.end))
        return " – ".join(ends).strip()

    def store(self, value: Value) -> Json:
        """`{"fra": ..., "til": ...}` with ISO dates, months (`2021-10`), quarters or years."""
        if not isinstance(value, Period):
            return str(value)
        return {"fra": _stored(value.start), "til": _stored(value.end)}

    def restore(self, data: Json) -> Value | None:
        """An object of `fra` and `til`, or a text; an end that cannot be read makes it Unread."""
        if not isinstance(data, dict):
            return Kind.restore(self, data)
        if not set(data) <= _ENDS:
            raise ValueError("a period has only fra and til")
        start, end = _end(data, "fra"), _end(data, "til")
        period = Period(start=_restored(start), end=_restored(end))
        if bool(start) == bool(period.start) and bool(end) == bool(period.end):
            return period if start or end else None
        return self.parse(f"{start} – {end}")


def shown_moment(moment: Moment) -> str:
    """`01.10.2021`, `oktober 2021`, `4. kvartal 2021` or `2021`."""
    if isinstance(moment, date):
        return shown_day(moment)
    if moment.month:
        return f"{MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment.quarter}. kvartal {moment.year}" if moment.quarter else str(moment.year)


def read_moment(text: str) -> Moment | None:
    """A day, month, quarter or year; None for anything else."""
    written = read_day(text)
    return written.day if written else read_partial(text)


def first_day(moment: Moment) -> date:
    """The day itself, or the first one of the month, quarter or year."""
    if isinstance(moment, date):
        return moment
    month = moment.month or (moment.quarter * 3 - 2 if moment.quarter else 1)
    return date(moment.year, month, 1)


def last_day(moment: Moment) -> date:
    """The day itself, or the last one of the month, quarter or year."""
    if isinstance(moment, date):
        return moment
    month = moment.month or (moment.quarter * 3 if moment.quarter else 12)
    return date(moment.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def last_day_allowed(start: Moment, *, years: int) -> date:
    """The last day of a period of whole years: 30.09.2025 for four from 01.10.2021."""
    first = first_day(start)
    try:
        anniversary = first.replace(year=first.year + years)
    except ValueError:
        anniversary = date(first.year + years, 3, 1)
    return anniversary - timedelta(days=1)


def days_beyond(period: Period, *, years: int) -> int:
    """How many days longer than whole years a period is, 0 when it is not or an end is missing."""
    if period.start is None or period.end is None:
        return 0
    return max(0, (last_day(period.end) - last_day_allowed(period.start, years=years)).days)


def _read(line: str) -> Period | None:
    lead = _LEAD.match(line)
    rest = line[lead.end() :] if lead else line
    bare = rest.rstrip(".")
    return _years(bare) or _both(bare) or _one(bare)


def _years(text: str) -> Period | None:
    """`2022-25`; a second year before the first is no range of years."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    if last < first:
        return None
    return Period(start=PartialDate(year=first), end=PartialDate(year=last))


def _both(text: str) -> Period | None:
    for between in _BETWEEN.finditer(text):
        left, right = text[: between.start()].strip(" ."), text[between.end() :].strip()
        end = read_moment(right)
        start = read_moment(left) or (_completed(left, end) if end else None)
        if start is not None and end is not None:
            return Period(start=start, end=end)
    return None


def _one(text: str) -> Period | None:
    start = read_moment(text.rstrip("–—- ")) or read_moment(text.removesuffix(" til"))
    if start is not None:
        return Period(start=start)
    to = _TO.match(text)
    end = read_moment(text[to.end() :]) if to else None
    return Period(end=end) if end is not None else None


def _completed(left: str, end: Moment) -> Moment | None:
    """A start without its year (`1. oktober`) or month (`1.`) takes it from the end."""
    year = f"{end.year:04}"
    candidates = [f"{left} {year}", f"{left}.{year}", f"{left}/{year}"]
    if isinstance(end, date):
        candidates.append(f"{left}.{end.month}.{year}")
    for candidate in candidates:
        start = read_moment(candidate)
        if start is not None and first_day(start) <= last_day(end):
            return start
    return None


def _stored(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    if isinstance(moment, date):
        return moment.isoformat()
    if moment.month:
        return f"{moment.year:04}-{moment.month:02}"
    return f"{moment.year:04}-Q{moment.quarter}" if moment.quarter else f"{moment.year:04}"


def _end(data: dict[str, Json], name: str) -> str:
    text = data.get(name)
    if text is not None and not isinstance(text, str):
        raise ValueError(f"{name} was expected as text, not {type(text).__name__}")
    return clean_line(text or "")


def _restored(text: str) -> Moment | None:
    """The end of a period, remembered since most periods have the same ends."""
    return _known(text) if len(text) <= _LONGEST else _read_end(text)


@lru_cache(_MOST_KNOWN)
def _known(text: str) -> Moment | None:
    return _read_end(text)


def _read_end(text: str) -> Moment | None:
    month = _STORED_MONTH.fullmatch(text)
    if month is not None:
        return PartialDate(year=int(month[1]), month=int(month[2]))
    quarter = _STORED_QUARTER.fullmatch(text)
    if quarter is not None:
        return PartialDate(year=int(quarter[1]), quarter=int(quarter[2]))
    return read_moment(text)


def _suggestions(line: str) -> tuple[str, ...]:
    """A month as stored data writes it (`2021-10`) may be meant, as may years turned around."""
    moment = _restored(line)
    return (shown_moment(moment),) if moment is not None else ()
