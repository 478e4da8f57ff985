"""Amounts as bars of parts, in pixels; each part is told by a letter, never by its colour alone."""

from dataclasses import dataclass, replace
from decimal import Decimal
from string import ascii_uppercase

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar; `letter` is that of the legend, empty where it has no room."""

    x: float
    width: float
    colour: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A bar between its name, a msgid, and what it comes to."""

    y: float
    name: str
    total: str
    segments: tuple[Segment, ...]

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return max((each.x + each.width for each in self.segments), default=float(_LABEL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
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
    longest = max(split.totals)
    rows = tuple(
        _row(place, name, shown_number(sum(amounts, Decimal(0))), amounts, longest)
        for place, (name, amounts) in enumerate(zip(split.rows, split.amounts, strict=True))
    )
    return _bars(rows, split.parts, 0)


def share_bars(share: LocalShare | None) -> Bars | None:
    """One bar of the local part and the rest, with a mark at the least share; None without."""
    if share is None:
        return None
    amounts = (share.local, share.whole - share.local)
    row = _row(0, _FINANCING, shown_number(share.whole), amounts, share.whole)
    label = f"≥ {share.asked}" if share.asked else ""
    mark = None if share.least is None else _LABEL + _scaled(share.least, Decimal(100))
    return replace(_bars((row,), _LOCAL, _MARK_ROOM), mark=mark, mark_label=label)


def _letter(part: int) -> str:
    return ascii_uppercase[part % len(ascii_uppercase)]


def _colour(part: int) -> str:
    return _COLOURS[part % len(_COLOURS)]


def _row(place: int, name: str, total: str, amounts: tuple[Decimal, ...], longest: Decimal) -> Row:
    segments, x = [], float(_LABEL)
    for part, amount in enumerate(amounts):
        width = _scaled(amount, longest)
        if width:
            said = _letter(part) if width >= _NARROWEST else ""
            segments.append(Segment(x=round(x, 1), width=width, colour=_colour(part), letter=said))
        x += width
    return Row(y=place * _STEP, name=name, total=total, segments=tuple(segments))


def _bars(rows: tuple[Row, ...], parts: tuple[str, ...], above: float) -> Bars:
    moved = tuple(replace(row, y=row.y + above) for row in rows)
    under = above + _STEP * len(rows)
    legend = tuple(
        Key(y=under + place * _LEGEND_STEP, colour=_colour(place), letter=_letter(place), name=name)
        for place, name in enumerate(parts)
    )
    return Bars(
        width=_LABEL + _ROOM + _TOTAL,
        height=under + _LEGEND_STEP * len(parts),
        thick=_THICK,
        key=_KEY,
        left=_LABEL,
        rows=moved,
        legend=legend,
    )


def _scaled(amount: Decimal, longest: Decimal) -> float:
    """How long an amount is drawn, to a tenth of a pixel."""
    return float(round(_ROOM * amount / longest, 1)) if longest else 0.0
