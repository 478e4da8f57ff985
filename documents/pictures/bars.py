"""Amounts as bars of parts, in pixels; each part is told by a letter, never by its colour alone."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from documents.pictures.budget import LocalShare, Split
from forms.formulas import shown_number
from forms.messages import N_

_LABEL, _TOTAL, _ROOM = 84, 150, 486
_STEP, _THICK = 40, 26
_LEGEND_STEP, _KEY = 26, 20
_NARROWEST = 16
_MARK_ROOM = 26
_LOCAL = (N_("Lokal finansiering"), N_("Anden finansiering"))
_FINANCING = N_("Finansiering")
_COLOURS = ("D6E6F2", "F8E3B0", "D3EBD3", "F6D5CC", "E2DAF0", "E8E6D2", "C9E6E4", "E4E4E4")
"""Pale enough for the ink of a letter; red, green and blue in hexadecimal."""


class Segment(NamedTuple):
    """A part of a bar; `letter` is that of the legend, empty where it has no room."""

    x: float
    width: float
    colour: str
    letter: str


class Row(NamedTuple):
    """A bar between its name, a msgid, and what it comes to."""

    y: float
    name: str
    total: str
    segments: tuple[Segment, ...]

    @property
    def end(self) -> float:
        """Where the bar ends."""
        last = self.segments[-1] if self.segments else None
        return last.x + last.width if last else float(_LABEL)


class Key(NamedTuple):
    """A line of the legend; the name is a msgid."""

    y: float
    colour: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars under each other, all on one scale; `mark` is where a bar must reach, if anywhere.

    What stands over the mark is a number, the same in every language.
    """

    width: float
    height: float
    thick: float
    key: float
    left: float
    rows: tuple[Row, ...]
    legend: tuple[Key, ...]
    mark: float | None = None
    mark_label: str = ""


def split_bars(split: Split | None) -> Bars | None:
    """A bar for each row of a split; None without one."""
    if split is None:
        return None
    totals = split.totals
    longest = max(totals)
    told = zip(split.rows, totals, split.amounts, strict=True)
    rows = [
        _row(place * _STEP, name, shown_number(total), amounts, longest)
        for place, (name, total, amounts) in enumerate(told)
    ]
    return _bars(tuple(rows), split.parts)


def share_bars(share: LocalShare | None) -> Bars | None:
    """One bar of the local part and the rest, with a mark at the least share; None without."""
    if share is None:
        return None
    amounts = (share.local, share.whole - share.local)
    row = _row(_MARK_ROOM, _FINANCING, shown_number(share.whole), amounts, share.whole)
    label = f"≥ {share.asked}" if share.asked else ""
    mark = None if share.least is None else _LABEL + _scaled(share.least, Decimal(100))
    return _bars((row,), _LOCAL, _MARK_ROOM, mark, label)


@lru_cache(maxsize=64)
def _looks(parts: int) -> tuple[tuple[str, str], ...]:
    """The letter and the colour of each of so many parts."""
    letters, colours = len(ascii_uppercase), len(_COLOURS)
    return tuple((ascii_uppercase[n % letters], _COLOURS[n % colours]) for n in range(parts))


def _row(y: float, name: str, total: str, amounts: tuple[Decimal, ...], longest: Decimal) -> Row:
    segments, x = [], float(_LABEL)
    for amount, (letter, colour) in zip(amounts, _looks(len(amounts)), strict=True):
        width = _scaled(amount, longest) if amount else 0
        if width:
            said = letter if width >= _NARROWEST else ""
            segments.append(Segment(round(x, 1), width, colour, said))
            x += width
    return Row(y, name, total, tuple(segments))


def _bars(
    rows: tuple[Row, ...],
    parts: tuple[str, ...],
    above: float = 0,
    mark: float | None = None,
    mark_label: str = "",
) -> Bars:
    legend = _legend(parts, above + _STEP * len(rows))
    return Bars(
        width=_LABEL + _ROOM + _TOTAL,
        height=above + _STEP * len(rows) + _LEGEND_STEP * len(parts),
        thick=_THICK,
        key=_KEY,
        left=_LABEL,
        rows=rows,
        legend=legend,
        mark=mark,
        mark_label=mark_label,
    )


@lru_cache(maxsize=64)
def _legend(parts: tuple[str, ...], top: float) -> tuple[Key, ...]:
    """The lines of a legend, whose words are the form's own."""
    looks = _looks(len(parts))
    return tuple(
        Key(top + place * _LEGEND_STEP, colour, letter, name)
        for place, (name, (letter, colour)) in enumerate(zip(parts, looks, strict=True))
    )


def _scaled(amount: Decimal, longest: Decimal) -> float:
    """How long an amount is drawn, to a tenth of a pixel."""
    return float(round(_ROOM * amount / longest, 1)) if longest else 0.0
