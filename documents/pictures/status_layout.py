"""The pictures of a status report as boxes and lines in pixels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from documents.pictures.status import Lights, Series
from forms.formulas import shown_number
from forms.messages import N_

_NAME, _COLUMN, _STEP, _HEAD, _LAMP = 300, 90, 34, 28, 24
_NAME_LETTERS = 40
_MOST_ROWS = 24
_STRIP, _LINE, _STRIP_WIDTH, _MOST_STRIPS = 104, 52, 720, 8
_EDGE, _TARGET_EDGE, _TARGET_ROOM = 60, 140, 66


class Lamp(NamedTuple):
    """A light as drawn: `sign` tells the colour to whoever does not see it."""

    x: float
    y: float
    colour: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LightGrid:
    """Efforts down, years across; `names` are shortened to their room."""

    width: float
    height: float
    lamp: float
    years: tuple[tuple[float, int], ...]
    names: tuple[tuple[float, str], ...]
    lamps: tuple[Lamp, ...]
    legend: tuple[Lamp, ...]


class Strip(NamedTuple):
    """One series: its points joined, each with its number, and the target as a level line."""

    y: float
    title: str
    points: tuple[tuple[float, float], ...]
    labels: tuple[tuple[float, float, str], ...]
    target: float | None
    target_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strips:
    """Series under each other, each on its own scale."""

    width: float
    height: float
    left: float
    right: float
    strips: tuple[Strip, ...]


_LOOKS: Mapping[str, tuple[str, str, str]] = {
    "groen": ("9FD3A2", "✓", N_("Grøn")),
    "gul": ("F7D774", "!", N_("Gul")),
    "roed": ("F0A8A0", "✕", N_("Rød")),
    "": ("FFFFFF", "–", N_("Ingen farve")),
}
"""Pale enough for the ink of a sign; the words are msgids."""


def light_grids(lights: Lights | None) -> Iterator[LightGrid]:
    """The lights in pieces of a page's height at most."""
    if lights is None:
        return
    for start in range(0, len(lights.names), _MOST_ROWS):
        yield _grid(lights, start)


def strips(series: tuple[Series, ...]) -> Iterator[Strips]:
    """The series in pieces of a page's height at most."""
    for start in range(0, len(series), _MOST_STRIPS):
        drawn = tuple(
            _strip(each, place * _STRIP)
            for place, each in enumerate(series[start : start + _MOST_STRIPS])
        )
        yield Strips(
            width=_STRIP_WIDTH,
            height=_STRIP * len(drawn),
            left=_EDGE,
            right=_STRIP_WIDTH - _TARGET_ROOM,
            strips=drawn,
        )


def told_lights(lights: Lights) -> str:
    """The lights in Danish words, for whoever hears the picture read aloud."""
    return "; ".join(
        f"{name}: "
        + ", ".join(
            f"{year} {_LOOKS[c][2]}" for year, c in zip(lights.years, row, strict=True) if c
        )
        for name, row in zip(lights.names, lights.colours, strict=True)
        if any(row)
    )


def told_series(series: Series) -> str:
    """A series in Danish words."""
    points = ", ".join(f"{year}: {shown_number(number)}" for year, number in series.points)
    target = "" if series.target is None else f", mål {shown_number(series.target)}"
    return f"{series.name}: {points}{target}"


def _grid(lights: Lights, start: int) -> LightGrid:
    names = lights.names[start : start + _MOST_ROWS]
    rows = lights.colours[start : start + _MOST_ROWS]
    bottom = _HEAD + _STEP * len(names)
    return LightGrid(
        width=_NAME + max(_COLUMN * len(lights.years), (_COLUMN + 10) * 4 + 40),
        height=bottom + _STEP,
        lamp=_LAMP,
        years=tuple((_x(place), year) for place, year in enumerate(lights.years)),
        names=tuple((_y(place), _short(name)) for place, name in enumerate(names)),
        lamps=tuple(
            _lamp(_x(column), _y(place), colour)
            for place, row in enumerate(rows)
            for column, colour in enumerate(row)
        ),
        legend=tuple(
            _lamp(_NAME + place * (_COLUMN + 10), bottom + 6, colour)
            for place, colour in enumerate(_LOOKS)
        ),
    )


def _lamp(x: float, y: float, colour: str) -> Lamp:
    paint, sign, word = _LOOKS[colour]
    return Lamp(x=x, y=y, colour=paint, sign=sign, word=word)


def _x(column: int) -> float:
    return _NAME + column * _COLUMN


def _y(row: int) -> float:
    return _HEAD + row * _STEP + (_STEP - _LAMP) / 2


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LETTERS else f"{name[: _NAME_LETTERS - 1]}…"


def _strip(series: Series, top: float) -> Strip:
    numbers = [number for _, number in series.points]
    if series.target is not None:
        numbers.append(series.target)
    low, high = min(numbers), max(numbers)
    years = [year for year, _ in series.points]
    first, last = years[0], years[-1]
    room = _STRIP_WIDTH - _EDGE - _TARGET_EDGE
    points = tuple(
        (
            round(_EDGE + _share(Decimal(year - first), Decimal(last - first)) * room, 1),
            _level(number, low, high, top),
        )
        for year, number in series.points
    )
    said = (f"{shown_number(number)} ({year})" for year, number in series.points)
    return Strip(
        y=top,
        title=_short_title(series),
        points=points,
        labels=tuple((x, y, words) for (x, y), words in zip(points, said, strict=True)),
        target=None if series.target is None else _level(series.target, low, high, top),
        target_label="" if series.target is None else shown_number(series.target),
    )


def _short_title(series: Series) -> str:
    title = f"{series.effort}: {series.name}"
    return title if len(title) <= 2 * _NAME_LETTERS else f"{title[: 2 * _NAME_LETTERS - 1]}…"


def _level(number: Decimal, low: Decimal, high: Decimal, top: float) -> float:
    return round(top + _STRIP - 14 - _share(number - low, high - low) * (_LINE - 16), 1)


def _share(part: Decimal, whole: Decimal) -> float:
    return round(float(part / whole), 4) if whole else 0.5
