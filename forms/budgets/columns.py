"""Two lists side by side, of what is paid for and of who pays, told apart by their heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.budgets.figures import Figure
from forms.budgets.wording import Part, part_of_heading

_GAP = re.compile(r"\t+| {3,}")
_WORD = re.compile(r"[^\W\d_]{2}")
_LONGEST_HEAD = 40
_MOST_OFF = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A piece of a line, how far in it begins in characters, and after how many tabs."""

    text: str
    start: int
    at: int
    tabs: int


def column_parts(text: str, figures: Sequence[Figure]) -> dict[int, Part]:
    """The side of each figure under a head of several sides, by where the figure begins."""
    found: dict[int, Part] = {}
    heads: list[tuple[_Cell, Part]] = []
    start = 0
    places = [figure.start for figure in figures]
    for line in text.split("\n"):
        inside = [at for at in places if start <= at < start + len(line)]
        cells = list(_cells(line, start))
        if not inside:
            heads = _heads(cells) or (heads if line.strip() else [])
        elif heads:
            for at in inside:
                head = _head_of(_labelled(cells, at), heads)
                if head is not None:
                    found[at] = head
        start += len(line) + 1
    return found


def _cells(line: str, start: int) -> Iterator[_Cell]:
    at = 0
    for gap in (*_GAP.finditer(line), None):
        end = gap.start() if gap else len(line)
        if line[at:end].strip():
            yield _Cell(text=line[at:end], start=start + at, at=at, tabs=line.count("\t", 0, at))
        at = gap.end() if gap else end


def _heads(cells: Sequence[_Cell]) -> list[tuple[_Cell, Part]]:
    """The sides that a line without amounts heads; none where it does not head several."""
    told = [(cell, part_of_heading(cell.text[:_LONGEST_HEAD])) for cell in cells]
    sides: list[tuple[_Cell, Part]] = []
    sides += [(cell, part) for cell, part in told if part and part is not Part.APPLIED]
    return sides if len({part for _, part in sides}) > 1 else []


def _labelled(cells: Sequence[_Cell], figure: int) -> _Cell | None:
    """The cell with words that a figure belongs to: its own, else the last before it."""
    before = [cell for cell in cells if cell.start <= figure]
    return next((cell for cell in reversed(before) if _WORD.search(cell.text)), None)


def _head_of(cell: _Cell | None, heads: Sequence[tuple[_Cell, Part]]) -> Part | None:
    """The head over a cell: by its tabs where the line of heads has some, else by characters."""
    if cell is None:
        return None
    if any(head.tabs for head, _ in heads):
        over = [part for head, part in heads if head.tabs <= cell.tabs]
    else:
        over = [part for head, part in heads if head.at - _MOST_OFF <= cell.at]
    return over[-1] if over else None
