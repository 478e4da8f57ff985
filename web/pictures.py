"""Pictures of a case as boxes and lines on a grid, which a template draws as SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cases.milestones import Milestone, Timeline
from cases.organisation import Place, Unit, organisation
from forms.kinds.period import shown_moment

BOX_WIDTH, BOX_HEIGHT = 168, 72
_COLUMN, _LEVEL = 184, 112
_LINE_LETTERS, _MOST_LINES = 20, 3
LINE_WIDTH, LINE_HEIGHT, LINE_TOP = 720, 48, 32
_LINE_LETTERS_ABOVE = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A unit as drawn; `lines` are its name broken to the box, shortened when it is too long."""

    x: float
    y: float
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line from the bottom of one box to the top of another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """An organisation as drawn, and the rows it was drawn from, to read."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
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

    height: float
    years: tuple[tuple[float, int], ...]
    bars: tuple[Bar, ...]
    undated: tuple[str, ...]


def chart(places: Sequence[Place]) -> Chart | None:
    """The drawing of an organisation; None of nobody."""
    if not places:
        return None
    units = organisation(places)
    drawn = tuple(_drawn(units, 0, 0))
    return Chart(
        width=_COLUMN * sum(unit.width for unit in units),
        height=_LEVEL * max(unit.depth for unit in units) - (_LEVEL - BOX_HEIGHT) + 2,
        boxes=tuple(box for box, _ in drawn),
        links=tuple(link for _, link in drawn if link),
        places=tuple(places),
    )


def gantt(line: Timeline | None) -> Gantt | None:
    """The drawing of milestones; None without any."""
    if line is None:
        return None
    bars = tuple(_bar(each, place, line) for place, each in enumerate(line.milestones))
    years = range(line.start.year, line.end.year + 1)
    step = max(1, len(years) // 10)
    return Gantt(
        height=LINE_TOP + LINE_HEIGHT * len(bars),
        years=tuple((_x(date(year, 1, 1), line), year) for year in years[::step]),
        bars=bars,
        undated=line.undated,
    )


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
    return Box(x=middle - BOX_WIDTH / 2, y=level * _LEVEL + 1, name=unit.name, lines=lines)


def _link(above: Box, below: Box) -> Link:
    half = BOX_WIDTH / 2
    return Link(x1=above.x + half, y1=above.y + BOX_HEIGHT, x2=below.x + half, y2=below.y)


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
        y=LINE_TOP + place * LINE_HEIGHT,
        width=max(end - start, 12),
        label=_shortened(milestone.name, _LINE_LETTERS_ABOVE),
        day=shown_moment(milestone.when),
        milestone=milestone,
    )


def _x(day: date, line: Timeline) -> float:
    days = (line.end - line.start).days
    return round((LINE_WIDTH - 12) * (day - line.start).days / days, 1)
