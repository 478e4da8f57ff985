"""A share in percent."""

import re
from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal
from functools import lru_cache

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Found, Json, Kind, Percent, Unread, Value
from forms.kinds.numerals import canonical, plain, read_numeral
from forms.late import late
from forms.text import clean_line

_POINTS = r"(?:procent|pct\.?|%)?[\s-]?point(?:s|er)?|pp\.?"
_UNIT = rf"(?:(?P<points>{_POINTS})|%|(?:pct\.?|procent|pc\.))(?!\w)"
_SHARE = late(
    rf"(?P<sign>[-−+]?)\s?(?P<number>[0-9][0-9.,½¼¾]*|[½¼¾])\s?(?:{_UNIT})?", re.IGNORECASE
)
_FINDABLE = late(
    r"(?<![\w.,/])(?P<sign>(?<![-)\]])[-−]?)(?P<number>[0-9]{1,6}(?:,[0-9]{1,6})?)\s?" + _UNIT,
    re.IGNORECASE,
)
_STORED = late(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_IN_POINTS = "procentpoint"
_LONGEST = 60
_MOST_DECIMALS = 10
_MOST_KNOWN = 1024


@fact
class Percentage(Kind):
    """A share; percent and percentage points are kept apart, since they are not the same.

    One of the phrases in `of` may stand after it and say what it is a share of.
    """

    of: tuple[str, ...] = field(default=(), repr=False)

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The share, in percent unless points were written; `1.5 %` is Unread with its readings."""
        line = clean_line(text)
        if not line:
            return None
        share = self._without_whole(line)
        certain = _certain(share) if len(share) <= _LONGEST else None
        if certain is not None:
            return certain
        match = _SHARE.fullmatch(share) if len(share) <= _LONGEST else None
        readings = _readings(match) if match is not None else ()
        inside = [hit.value for hit in self.find(line[:500])][:3]
        shown = tuple(self.format(each) for each in (readings or inside))
        return Unread(text=line, fault=Fault.NOT_A_NUMBER, suggestions=shown)

    def format(self, value: Value) -> str:
        """`26,8 %` with an unbreakable space, or `0,3 procentpoint`."""
        if isinstance(value, Percent):
            number = plain(value.number).replace(".", ",")
            return f"{number} {_IN_POINTS}" if value.is_points else f"{number}\u00a0%"
        return value.text if isinstance(value, Unread) else str(value)

    def store(self, value: Value) -> Json:
        """Plain decimals (`25`), points as `{"procentpoint": "0.3"}`."""
        if not isinstance(value, Percent):
            return str(value)
        number = plain(value.number)
        return {_IN_POINTS: number} if value.is_points else number

    def restore(self, data: Json) -> Value | None:
        """Plain decimals as text, a whole JSON number, points in an object, or a Danish share."""
        if isinstance(data, dict):
            return self._points(data)
        if isinstance(data, int | Decimal) and not isinstance(data, bool):
            return self.restore(f"{data:f}")
        if isinstance(data, str) and _STORED.fullmatch(data):
            return Percent(number=canonical(Decimal(data)))
        return Kind.restore(self, data)

    def find(self, text: str) -> Iterator[Found]:
        """Shares with their unit, in order."""
        for match in _FINDABLE.finditer(text):
            for reading in _readings(match)[:1]:
                yield Found(value=reading, start=match.start(), end=match.end())

    def _without_whole(self, line: str) -> str:
        low = line.casefold()
        for phrase in self.of:
            if low.endswith(f" {phrase}"):
                return line[: -len(phrase)].rstrip()
        return line

    def _points(self, data: dict[str, Json]) -> Percent:
        number = data.get(_IN_POINTS)
        inner = self.restore(number) if isinstance(number, str | int) else None
        points = inner if isinstance(inner, Percent) and len(data) == 1 else None
        if points is None:
            raise ValueError("a share in points is an object of one number")
        return Percent(number=points.number, is_points=True)


@lru_cache(_MOST_KNOWN)
def _certain(share: str) -> Percent | None:
    """The share that can be read in one way alone, remembered since few are written so often."""
    match = _SHARE.fullmatch(share)
    if match is None or "." in match["number"]:
        return None
    readings = _readings(match)
    return readings[0] if len(readings) == 1 else None


def _readings(match: re.Match[str]) -> tuple[Percent, ...]:
    """Each share that the number may be; a full stop always leaves doubt, since few are so large.

    A comma with three decimals leaves none: `33,333 %` has decimals.
    """
    numeral = read_numeral(match["number"])
    if numeral is None or numeral.decimals > _MOST_DECIMALS:
        return ()
    numbers = numeral.readings if numeral.value is None else (numeral.value,)
    if "." not in match["number"]:
        numbers = numbers[-1:]
    elif numeral.value is not None and numeral.decimals == 0:
        numbers = (numeral.value, numeral.value / 1000)
    sign = -1 if match["sign"] in ("-", "−") else 1
    has_points = match["points"] is not None
    return tuple(Percent(number=canonical(sign * each), is_points=has_points) for each in numbers)
