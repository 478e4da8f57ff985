"""Bars with their words above them, in pixels: as narrow as a telephone, and whole in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

_WIDTH, _STEP, _HEAD, _THICK, _WORDS = 272, 40, 24, 12, 16
_MOST_LETTERS = 33
_LEAST = Decimal(2)
_COLOURS = ("D6E6F2", "9FD3A2", "F7D774", "F0A8A0")
"""Pale, with an edge around each, since what they mean is told by the words above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a bar is of, what it says, and how long it is beside the others.

    Without a value it is the heading of those after it. `shade` only sets lines of one kind apart
    from those of another.
    """

    name: str
    said: str = ""
    value: Decimal | None = None
    shade: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar under its words; one of a value above nothing can always be seen."""

    is_heading: bool
    words: float
    y: float
    width: float
    name: str
    said: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowBars:
    """Bars under each other, all on one scale; `right` is where what they say ends."""

    width: float
    height: float
    thick: float
    right: float
    bars: tuple[Bar, ...]


def narrow_bars(lines: Sequence[Line]) -> NarrowBars | None:
    """A bar for each line; None where there is nothing to see."""
    longest = max((each.value or Decimal(0) for each in lines), default=Decimal(0))
    if longest <= 0:
        return None
    steps = [_HEAD if each.value is None else _STEP for each in lines]
    tops = accumulate(steps[:-1], initial=0)
    return NarrowBars(
        width=_WIDTH,
        height=sum(steps),
        thick=_THICK,
        right=_WIDTH - 1,
        bars=tuple(_bar(top, each, longest) for top, each in zip(tops, lines, strict=True)),
    )


def _bar(top: int, line: Line, longest: Decimal) -> Bar:
    return Bar(
        is_heading=line.value is None,
        words=top + _WORDS,
        y=top + _WORDS + 6,
        width=_scaled(line.value or Decimal(0), longest),
        name=_short(line.name, _MOST_LETTERS - len(line.said)),
        said=line.said,
        colour=_COLOURS[line.shade % len(_COLOURS)],
    )


def _scaled(value: Decimal, longest: Decimal) -> float:
    if value <= 0:
        return 0.0
    return float(round(max((_WIDTH - 2) * value / longest, _LEAST), 1))


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: max(most - 1, 1)]}…"
