"""How much of a week somebody works."""

from dataclasses import field
from decimal import Decimal

from forms.facts import fact
from forms.kinds.kind import Fault, Unread
from forms.kinds.number import Number

FULL_WEEK = Decimal(37)
"""The hours a week of one full-time post (årsværk), by the collective agreements."""

_POSTS = Number(
    most=100, units=("årsværk", "fuldtidsstilling", "fuldtidsstillinger", "fuldtid", "på fuld tid")
)


_SPELLINGS = (
    "timer ugentligt",
    "timer ugentlig",
    "timer om ugen",
    "timer pr. uge",
    "timer pr uge",
    "timer per uge",
    "timer/uge",
    "timer / uge",
    "ugentlige timer",
    "t. om ugen",
    "t. pr. uge",
    "t/uge",
    "t.",
    "time om ugen",
    "time",
)


@fact
class WeeklyHours(Number):
    """Hours a week; `9 timer ugentligt` is 9, a part of a full-time post is not turned to hours."""

    most: int = 9_999
    unit: str = "timer"
    units: tuple[str, ...] = field(default=_SPELLINGS, repr=False)

    def _unread(self, line: str) -> Unread:
        """Posts are offered as hours: `0,5 årsværk` as 18,5 hours."""
        posts = _POSTS.parse(line)
        hours: tuple[str, ...] = ()
        if isinstance(posts, Decimal) and line[-1].isalpha():
            hours = (self.format(posts * FULL_WEEK),)
        return Unread(text=line, fault=Fault.NOT_A_NUMBER, suggestions=hours)
