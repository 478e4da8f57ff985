"""Danish ways to write a day, a month, a quarter or a year."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from forms.kinds.kind import PartialDate
from forms.late import late

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

MONTH = r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?"
MONTH += r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
YEAR = r"(?:[12][0-9]{3}|['’]?[0-9]{2})(?![0-9])"
LONG_YEAR = r"[12][0-9]{3}(?![0-9])"
WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn)dag(?:en)?|(?:man|tirs?|ons|tors?|fre|lør|søn)\.?"
_DAY = r"[0-9]{1,2}"
DAY_FORMS = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:(?:den|d)\b\.?\s*)?(?:"
    rf"(?P<day>{_DAY})\.?\s*(?P<month>{MONTH}),?\s*(?P<year>{YEAR})"
    rf"|(?P<day2>{_DAY})(?:\.\s?|\s?/\s?|-)(?P<month2>{_DAY})(?:\.\s?|\s?/\s?|-|–|\s)(?P<year2>{YEAR})"
    rf")|(?P<year3>{LONG_YEAR})-(?P<month3>[0-9]{{2}})-(?P<day3>[0-9]{{2}})"
)

_DAY_TEXT = late(DAY_FORMS, re.IGNORECASE)
_PARTIAL_TEXT = late(
    rf"(?P<edge>(?:primo|medio|ultimo)\s+)?(?:"
    rf"(?:den\s+)?(?P<month>{MONTH})\s*(?P<month_year>{YEAR})"
    rf"|(?P<quarter>[1-4])\.?\s*(?:kvt\.?|kvartal),?\s*(?P<quarter_year>{YEAR})"
    rf"|(?P<quarter2>[1-4])\.?/?Q\.?\s*(?P<quarter2_year>{YEAR})"
    rf"|Q(?P<quarter3>[1-4])[ /-]?(?P<quarter3_year>{YEAR})"
    rf"|(?:år(?:et)?\s+)?(?P<year>{LONG_YEAR}))",
    re.IGNORECASE,
)
_YEARLESS_TEXT = late(
    rf"(?:(?:den|d)\b\.?\s*)?(?:{_DAY}\.?\s*{MONTH}|{_DAY}\s?[./]\s?{_DAY}\.?|{MONTH})"
    rf"|uge\s*[0-9]{{1,2}}.*",
    re.IGNORECASE,
)


class Edge(Enum):
    """Which part of a year or month was meant, as bookkeepers write it."""

    PRIMO = "primo"
    MEDIO = "medio"
    ULTIMO = "ultimo"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A date as written, with the weekday (0 is Monday) that was written before it, if any."""

    day: date
    weekday: int | None = None

    @property
    def is_on_another_weekday(self) -> bool:
        """Whether a weekday was written and the date falls on another."""
        return self.weekday is not None and self.weekday != self.day.weekday()


def read_day(text: str) -> WrittenDay | None:
    """A whole date, day first or ISO; None for anything else and for days that do not exist."""
    match = _DAY_TEXT.fullmatch(text)
    return None if match is None else day_of(match)


def day_of(match: re.Match[str]) -> WrittenDay | None:
    """The date of a match of `DAY_FORMS`; None for a day that does not exist."""
    day = match["day"] or match["day2"] or match["day3"]
    year = match["year"] or match["year2"] or match["year3"]
    digits = match["month2"] or match["month3"]
    month = int(digits) if digits else month_number(match["month"])
    try:
        found = date(year_number(year), month, int(day))
    except ValueError:
        return None
    return WrittenDay(day=found, weekday=_weekday_number(match["weekday"]))


def read_partial(text: str) -> PartialDate | None:
    """A month, quarter or year; `primo` and `ultimo` of a year are its first and last month.

    Of a month, no part is kept. The middle of a year (`medio 2017`) is no month, so it is not read.
    """
    match = _PARTIAL_TEXT.fullmatch(text)
    if match is None:
        return None
    edge = Edge(match["edge"].strip().lower()) if match["edge"] else None
    if match["month"]:
        return PartialDate(
            year=year_number(match["month_year"]), month=month_number(match["month"])
        )
    for name in ("quarter", "quarter2", "quarter3"):
        if match[name]:
            year = year_number(match[f"{name}_year"])
            return PartialDate(year=year, quarter=int(match[name]))
    return _edge_of_year(int(match["year"]), edge)


def is_day_without_year(text: str) -> bool:
    """Whether the text is a day, month or week that lacks its year."""
    return _YEARLESS_TEXT.fullmatch(text) is not None


def month_number(word: str) -> int:
    """1 to 12 for a Danish month, written out or shortened."""
    start = word.lower()[:3]
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(start))


def year_number(digits: str) -> int:
    """The year; two digits are of this century, as in every form we have met."""
    bare = digits.lstrip("'’")
    return int(bare) if len(bare) == 4 else 2000 + int(bare)


def _weekday_number(word: str | None) -> int | None:
    if not word:
        return None
    start = word.lower()[:3]
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(start))


def _edge_of_year(year: int, edge: Edge | None) -> PartialDate | None:
    match edge:
        case Edge.PRIMO:
            return PartialDate(year=year, month=1)
        case Edge.ULTIMO:
            return PartialDate(year=year, month=12)
        case Edge.MEDIO:
            return None
        case None:
            return PartialDate(year=year)
