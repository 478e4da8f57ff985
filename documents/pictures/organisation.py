"""Who belongs under whom in an effort, as the agreement's rows say."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from forms.answers import Answers
from forms.path import Path

DEEPEST = 20
"""The levels of a tree; a unit further down begins one of its own, so that any rows are drawn."""

_ROWS = Path.parse("organisation")


class Place(NamedTuple):
    """A row as it was written: a unit, what it belongs under, and a description."""

    name: str
    under: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the organisation with the parts under it."""

    name: str
    units: tuple["Unit", ...]

    @property
    def width(self) -> int:
        """How many units stand beside each other at the bottom of it."""
        return sum(unit.width for unit in self.units) or 1

    @property
    def depth(self) -> int:
        """How many levels it has, itself being one."""
        return 1 + max((unit.depth for unit in self.units), default=0)


def places(agreement: Answers) -> tuple[Place, ...]:
    """The rows that name a unit, in order."""
    return tuple(_places(agreement))


def organisation(rows: Sequence[Place]) -> tuple[Unit, ...]:
    """The units that stand at the top, each with those under it, in the order of the rows.

    At the top stand those under nobody or under somebody without a row, and the first row of
    each circle.
    """
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows):
        numbers.setdefault(_folded(row.name), number)
    above = tuple(numbers.get(_folded(row.under)) for row in rows)
    tops = _tops(above)
    below: dict[int, list[int]] = {}
    for number, parent in enumerate(above):
        if parent is not None and number not in tops:
            below.setdefault(parent, []).append(number)
    all_tops = _with_those_too_deep(tops, below)
    return tuple(_unit(rows, below, each, all_tops) for each in sorted(all_tops))


def _unit(
    rows: Sequence[Place], below: Mapping[int, Sequence[int]], number: int, tops: set[int]
) -> Unit:
    under = (each for each in below.get(number, ()) if each not in tops)
    units = tuple(_unit(rows, below, each, tops) for each in under)
    return Unit(name=rows[number].name, units=units)


def _tops(above: Sequence[int | None]) -> set[int]:
    """The rows without one above them, and of each circle its first row."""
    tops = {number for number, parent in enumerate(above) if parent is None}
    seen: set[int] = set()
    for start in range(len(above)):
        way: list[int] = []
        at: int | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = above[at]
        if at in way:
            tops.add(min(way[way.index(at) :]))
    return tops


def _with_those_too_deep(tops: set[int], below: Mapping[int, Sequence[int]]) -> set[int]:
    found = set(tops)
    waiting = deque((number, 1) for number in tops)
    while waiting:
        number, level = waiting.popleft()
        for each in below.get(number, ()):
            if level == DEEPEST:
                found.add(each)
            waiting.append((each, level % DEEPEST + 1))
    return found


def _places(agreement: Answers) -> Iterator[Place]:
    said = agreement.by_parts().get
    for number in range(agreement.row_count(_ROWS)):
        row = (*_ROWS.parts, number)
        told = [said((*row, each)) for each in ("navn", "under", "beskrivelse")]
        name, under, note = [each if isinstance(each, str) else "" for each in told]
        if name:
            yield Place(name=name, under=under, note=note)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
