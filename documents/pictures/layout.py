"""Pictures as boxes and lines in pixels, which a page draws as SVG and a document as shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import NamedTuple

from documents.pictures.milestones import Milestone, Timeline
from documents.pictures.organisation import Place, Unit, organisation
from forms.kinds.period import shown_moment

_BOX_WIDTH, _BOX_HEIGHT = 168, 72
_COLUMN, _LEVEL = 184, 112
_LINE_LETTERS, _MOST_LINES = 20, 3
_HANGING_WIDTH, _HANGING_HEIGHT, _HANGING_LETTERS = 400, 28, 50
_HANGING_INDENT, _HANGING_STEP, _MOST_HANGING = 12, 34, 24
_LINE_WIDTH, _LINE_HEIGHT, _LINE_TOP = 720, 48, 32
_LINE_LETTERS_ABOVE, _MOST_BARS = 84, 12


class Box(NamedTuple):
    """A unit as drawn; `lines` are its name broken to the box, shortened when it is too long."""

    x: float
    y: float
    name: str
    lines: tuple[str, ...]


class Link(NamedTuple):
    """A line from one box to another, by its corners."""

    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """An organisation as drawn; all boxes are alike."""

    width: float
    height: float
    box_width: float
    box_height: float
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]


class Bar(NamedTuple):
    """A milestone as drawn: a bar as long as its date is uncertain, under its name."""

    x: float
    y: float
    width: float
    label: str
    day: str
    milestone: Milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """Milestones as drawn; `years` are where each year begins."""

    width: float
    height: float
    years: tuple[tuple[float, int], ...]
    bars: tuple[Bar, ...]
    undated: tuple[str, ...]


def chart(places: Sequence[Place]) -> Chart | None:
    """The drawing of an organisation, each unit over those under it; None of nobody."""
    if not places:
        return None
    units = organisation(places)
    drawn = tuple(_drawn(units, 0, 0))
    return Chart(
        width=_COLUMN * sum(unit.width for unit in units),
        box_width=_BOX_WIDTH,
        box_height=_BOX_HEIGHT,
        height=_LEVEL * max(unit.depth for unit in units) - (_LEVEL - _BOX_HEIGHT) + 2,
        boxes=tuple(box for box, _ in drawn),
        links=tuple(link for _, link in drawn if link),
    )


def hanging_charts(places: Sequence[Place]) -> tuple[Chart, ...]:
    """The same as a list in which each unit is moved in under its own, a page's height at most.

    A line that begins on the picture before comes from above.
    """
    rows = tuple(_hanging(organisation(places), 0, None, count()))
    starts = range(0, len(rows), _MOST_HANGING)
    return tuple(_hung(rows[start : start + _MOST_HANGING], start) for start in starts)


def gantt(line: Timeline | None) -> Gantt | None:
    """The drawing of milestones; None without any."""
    if line is None:
        return None
    bars = tuple(_bar(each, place, line) for place, each in enumerate(line.milestones))
    years = range(line.start.year, line.end.year + 1)
    step = max(1, len(years) // 10)
    return Gantt(
        width=_LINE_WIDTH,
        height=_LINE_TOP + _LINE_HEIGHT * len(bars),
        years=tuple((_x(date(year, 1, 1), line), year) for year in years[::step]),
        bars=bars,
        undated=line.undated,
    )


def gantts(line: Timeline | None) -> Iterator[Gantt]:
    """The drawing in pieces of a page's height at most, all on the same line of years."""
    milestones = line.milestones if line else ()
    for start in range(0, len(milestones), _MOST_BARS):
        piece = milestones[start : start + _MOST_BARS]
        drawn = gantt(replace(line, milestones=piece)) if line else None
        if drawn:
            yield drawn


def _drawn(
    units: Sequence[Unit], column: float, level: int, parent: Box | None = None
) -> Iterator[tuple[Box, Link | None]]:
    """Each box over the middle of those under it, with the line from the one above it."""
    for unit in units:
        box = _box(unit, column, level)
        yield box, _link(parent, box) if parent else None
        yield from _drawn(unit.units, column, level + 1, box)
        column += unit.width


def _box(unit: Unit, column: float, level: int) -> Box:
    middle = (column + unit.width / 2) * _COLUMN
    lines = _broken(unit.name)
    return Box(x=middle - _BOX_WIDTH / 2, y=level * _LEVEL + 1, name=unit.name, lines=lines)


def _link(above: Box, below: Box) -> Link:
    start, end = above.x + _BOX_WIDTH / 2, below.x + _BOX_WIDTH / 2
    middle = (above.y + _BOX_HEIGHT + below.y) / 2
    corners = ((start, above.y + _BOX_HEIGHT), (start, middle), (end, middle), (end, below.y))
    return Link(corners=corners)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A unit of a hanging chart: its level and the number of the row it hangs under."""

    name: str
    level: int
    number: int
    above: int | None


def _hanging(
    units: Sequence[Unit], level: int, above: int | None, numbers: Iterator[int]
) -> Iterator[_Row]:
    for unit in units:
        row = _Row(name=unit.name, level=level, number=next(numbers), above=above)
        yield row
        yield from _hanging(unit.units, level + 1, row.number, numbers)


def _hung(rows: Sequence[_Row], start: int) -> Chart:
    boxes = tuple(_hanging_box(row, start) for row in rows)
    return Chart(
        width=max(box.x for box in boxes) + _HANGING_WIDTH + 1,
        height=_HANGING_STEP * len(rows),
        box_width=_HANGING_WIDTH,
        box_height=_HANGING_HEIGHT,
        boxes=boxes,
        links=tuple(_hook(row, row.above, start) for row in rows if row.above is not None),
    )


def _hanging_box(row: _Row, start: int) -> Box:
    x, y = 1 + row.level * _HANGING_INDENT, 1 + (row.number - start) * _HANGING_STEP
    return Box(x=x, y=y, name=row.name, lines=(_shortened(row.name, _HANGING_LETTERS),))


def _hook(row: _Row, above: int, start: int) -> Link:
    x = 1 + (row.level - 0.5) * _HANGING_INDENT
    top = max((above - start) * _HANGING_STEP + _HANGING_HEIGHT + 1, 0)
    middle = (row.number - start) * _HANGING_STEP + _HANGING_HEIGHT / 2 + 1
    return Link(corners=((x, top), (x, middle), (x + _HANGING_INDENT / 2, middle)))


def _broken(name: str) -> tuple[str, ...]:
    """A name in lines that fit a box; the rest of a long one is left to the list beside it."""
    lines: list[str] = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _LINE_LETTERS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = [_shortened(line, _LINE_LETTERS) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        kept[-1] = f"{kept[-1][: _LINE_LETTERS - 2]} …"
    return tuple(kept)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _bar(milestone: Milestone, place: int, line: Timeline) -> Bar:
    start, end = _x(milestone.first, line), _x(milestone.last, line)
    return Bar(
        x=start,
        y=_LINE_TOP + place * _LINE_HEIGHT,
        width=max(end - start, 12),
        label=_shortened(milestone.name, _LINE_LETTERS_ABOVE),
        day=shown_moment(milestone.when),
        milestone=milestone,
    )


def _x(day: date, line: Timeline) -> float:
    days = (line.end - line.start).days
    return round((_LINE_WIDTH - 12) * (day - line.start).days / days, 1)
