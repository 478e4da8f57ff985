"""Where an indicator stands before the work begins."""

import re
from decimal import Decimal
from functools import lru_cache

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Kind, Measured, Percent, Unread, Value
from forms.kinds.numerals import canonical, plain, read_numeral
from forms.kinds.percent import Percentage
from forms.late import late
from forms.messages import N_
from forms.text import clean_line

NOT_COUNTED = N_("Opgøres ikke")

_NOT_COUNTED = late(r"(?:opgøres|måles) ikke|(?:kan )?ikke opgør(?:es|t)", re.IGNORECASE)
_YEAR = r"(?:19|20)[0-9]{2}"
_TAIL = late(
    rf"(?:(?P<first>{_YEAR}): ?)?(?P<head>[^()]+?)"
    rf"(?:,? i (?P<said>{_YEAR}))?(?P<brackets>(?: ?\([^()]+\))*)"
)
_BRACKET = late(r"\(([^()]+)\)")
_LEADING = late(rf"(?P<year>{_YEAR})(?:[,;:]? (?P<note>\S.*))?")
_TRAILING = late(rf"(?P<note>.*\S)[,;:]? (?P<year>{_YEAR})")
_SIGNED = late(
    r"(?P<sign>[-−]?)(?P<number>[0-9][0-9.,  ]*?)(?: (?P<unit>(?:(?:ud )?af [0-9]+)?[^\d().,%]*))?"
)
_UNIT = late(r"(?:ud )?af [1-9][0-9]{0,5}(?: [^\W\d_]+){0,3}|[^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
_SHARE = Percentage()
_PERCENT_WORDS = ("%", "pct", "procent", "point")
_LONGEST = 300
_LONGEST_UNIT = 40
_MOST_KNOWN = 1024


@fact
class Baseline(Kind):
    """A number with its unit, the year it was counted and a note: `62,2% (2019) (Folketing)`.

    A bare number (a grade, a zero) has no unit; that of `12 ud af 30 unge` is all after the number.
    The year may stand first (`2019: 62,2%`). `Opgøres ikke` says that nobody counts it.
    """

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """What was counted; Unread when the text begins with no number or says more than this."""
        line = clean_line(text)
        if not line:
            return None
        measured = _read(line) if len(line) <= _LONGEST else None
        return measured or Unread(text=line, fault=Fault.NOT_A_BASELINE)

    def format(self, value: Value) -> str:
        """`90,7 % (2019) (Folketing)`, as the fund's own tables write it."""
        if not isinstance(value, Measured):
            return value.text if isinstance(value, Unread) else str(value)
        year = "" if value.year is None else f" ({value.year})"
        note = f" ({value.note})" if value.note else ""
        return _shown(value) + year + note


@lru_cache(_MOST_KNOWN)
def _read(line: str) -> Measured | None:
    """What was counted, remembered since it is read again when it was written."""
    match = _TAIL.fullmatch(" ".join(line.split()))
    return _measured(match) if match is not None else None


def _measured(match: re.Match[str]) -> Measured | None:
    notes, years = _told(match)
    if len(years) > 1 or len(notes) > 1:
        return None
    year = years[0] if years else None
    note = notes[0] if notes else ""
    if _NOT_COUNTED.fullmatch(match["head"]):
        return Measured(number=None, year=year, note=note)
    return _counted(match["head"], year, note)


def _told(match: re.Match[str]) -> tuple[list[str], list[int]]:
    """The notes and the years of the brackets, in which either may stand alone or both."""
    notes: list[str] = []
    years = [int(match[name]) for name in ("first", "said") if match[name]]
    for inside in _BRACKET.findall(match["brackets"]):
        text = inside.strip()
        dated = _LEADING.fullmatch(text) or _TRAILING.fullmatch(text)
        if dated is not None:
            years.append(int(dated["year"]))
            text = (dated["note"] or "").rstrip(" ,;:")
        if text:
            notes.append(text)
    return notes, years


def _counted(head: str, year: int | None, note: str) -> Measured | None:
    if any(word in head.casefold() for word in _PERCENT_WORDS):
        share = _SHARE.parse(head)
        return Measured(number=share, year=year, note=note) if isinstance(share, Percent) else None
    match = _SIGNED.fullmatch(head)
    numeral = read_numeral(match["number"]) if match is not None else None
    if match is None or numeral is None or numeral.value is None:
        return None
    unit = match["unit"] or ""
    if len(unit) > _LONGEST_UNIT or (unit and not _UNIT.fullmatch(unit)):
        return None
    number = canonical(-numeral.value if match["sign"] else numeral.value)
    if _has_two_readings(number):
        return None
    return Measured(number=number, unit=unit, year=year, note=note)


def _has_two_readings(number: Decimal) -> bool:
    """Whether the number as we show it could be thousands: `1,001`, which was typed `01,001`."""
    shown = read_numeral(plain(abs(number)).replace(".", ","))
    return shown is None or shown.value is None


def _shown(value: Measured) -> str:
    if value.number is None:
        return NOT_COUNTED
    if isinstance(value.number, Percent):
        return _SHARE.format(value.number)
    number = plain(value.number).replace(".", ",")
    return f"{number} {value.unit}" if value.unit else number
