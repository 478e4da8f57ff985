"""The holes of a template beside its fields: rows, what opens them, totals and pictures."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from documents.controls import (
    CLOSED,
    Numbers,
    Setting,
    bookmarked,
    escaped,
    opened_row,
    opened_rows,
    plain,
)
from documents.engine.moulds import Moulds, Values
from documents.engine.page import Counts, Drawn, Page, rows_shown
from documents.engine.pen import TEXT, Rows
from documents.engine.plan import Piecewise, Plan, Planned
from documents.marks import Mark
from forms.answers import Answers
from forms.grammar import Group
from forms.kinds.kind import Value
from forms.outline import Placed
from forms.path import Parts, Path

if TYPE_CHECKING:
    from forms.formulas import Formula

_MOST_KEPT = 64
_MOST_PLANS, _MOST_ORDERS, _MOST_ROWS = 16, 8, 400
_UNKNOWN = "–"


class Hole(ABC):
    """What differs from document to document at one place of a template."""

    __slots__ = ()

    @abstractmethod
    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """What is drawn in the hole, in the given rows of the groups around it."""


Piece = Piecewise | Hole


class Pieces:
    """Static text and holes in turn."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """What is drawn of them all in the given rows."""
        steps: list[Planned] = []
        for piece in self._pieces:
            steps += (piece,) if isinstance(piece, Piecewise) else piece.steps(rows, counts)
        return steps


class _Order:
    """The paths of answers as they came, and which of the answers each frame of a plan holds.

    That is told when answers come in the same order again.
    """

    __slots__ = ("_at", "is_met_again", "moulds", "paths")

    def __init__(self, paths: list[Path], moulds: Moulds) -> None:
        self.paths, self.moulds = paths, moulds
        self.is_met_again = False
        self._at: list[int] | None = None

    def placed(self, values: list[Value | None]) -> Values:
        """The values of a document as the frames hold them; the last one is nothing."""
        at = self._at
        if at is None:
            index = {path.parts: number for number, path in enumerate(self.paths)}
            nothing = len(self.paths)
            at = [*[index.get(parts, nothing) for parts in self.moulds.parts], nothing]
            self._at, self.is_met_again = at, True
        return list(map(values.__getitem__, at))


class Plans:
    """What is drawn in documents of a template, made once for each set of numbers of rows.

    Answers mostly come in one order: where they do, nothing is looked up by its path.
    """

    __slots__ = ("_known", "_orders", "_pieces")

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._known = lru_cache(_MOST_PLANS)(lambda counts: Moulds(self._steps(counts)))
        self._orders: tuple[_Order, ...] = ()

    def drawn(self, page: Page) -> bytes:
        """Everything that is drawn in a document."""
        paths, values = page.in_order()
        for order in self._orders:
            if order.paths == paths:
                return order.moulds.drawn(page, order.placed(values))
        counts = frozenset(page.counts.items())
        if sum(page.counts.values()) >= _MOST_ROWS:
            return Plan(self._steps(counts)).drawn(page)
        moulds = self._known(counts)
        self._keep(_Order(paths, moulds))
        return moulds.drawn(page, [*map(page.values.get, moulds.parts), None])

    def _keep(self, order: _Order) -> None:
        """Keep an order; of too many the oldest goes, first of those that were met only once."""
        kept = list(self._orders)
        if len(kept) >= _MOST_ORDERS:
            kept.remove(next((each for each in reversed(kept) if not each.is_met_again), kept[-1]))
        self._orders = (order, *kept)

    def _steps(self, counts: frozenset[tuple[Parts, int]]) -> Sequence[Planned]:
        return self._pieces.steps((), dict(counts))


class RowsHole(Hole):
    """The rows of a group."""

    __slots__ = ("_body", "_groups", "_placed")

    def __init__(self, placed: Placed, body: Pieces) -> None:
        self._placed, self._body = placed, body
        self._groups = tuple(each.address for each in placed.groups)

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """What is drawn of each row."""
        at = Path.at(self._placed.address, rows, self._groups)
        numbers = range(rows_shown(self._placed.group, counts, at))
        return [step for row in numbers for step in self._body.steps((*rows, row), counts)]


class RowMark(Hole):
    """What opens, closes or names a row: it depends on the number of the row alone."""

    __slots__ = ("_known", "_make")

    def __init__(self, make: Callable[[Rows], str]) -> None:
        self._make = make
        self._known: dict[Rows, Piecewise] = {}

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """The mark alone."""
        return (self.mark(rows),)

    def mark(self, rows: Rows) -> Piecewise:
        """The mark in given rows."""
        known = self._known.get(rows)
        if known is None:
            known = Piecewise(self._make(rows).encode())
            if len(self._known) < _MOST_KEPT:
                self._known[rows] = known
        return known


def opening(group: Group, numbers: Numbers) -> RowMark:
    """The opening of a row; that of a person's first one opens the repeating section too."""
    fixed = len(group.fixed_rows)

    def make(rows: Rows) -> str:
        if not group.takes_own_rows or rows[-1] < fixed:
            return ""
        section = opened_rows(group.label, numbers.of(rows[:-1])) if rows[-1] == fixed else ""
        return section + opened_row(numbers.of(rows))

    return RowMark(make)


def closing(group: Group) -> RowMark:
    """The end of a row."""
    fixed = len(group.fixed_rows)
    return RowMark(lambda rows: CLOSED if group.takes_own_rows and rows[-1] >= fixed else "")


def marker(mark: Mark, numbers: Numbers) -> RowMark:
    """An empty bookmark that says where a row of several paragraphs or tables begins."""
    return RowMark(lambda rows: bookmarked(mark.bookmark(rows), "", numbers.of(rows)))


_Told = Callable[["Formula", Answers, Path | None], str]


class TotalHole(Hole):
    """A computed total, which is no answer."""

    __slots__ = ("_around", "_groups", "_mark", "_told")

    def __init__(self, mark: Mark, setting: Setting, numbers: Numbers) -> None:
        from documents.engine.reckoned import told_total  # noqa: PLC0415 - loaded where asked for

        self._mark, self._told = mark, told_total
        self._groups = tuple(group.address for group in mark.placed.groups)
        self._around = RowMark(
            lambda rows: plain(mark.bookmark(rows), TEXT, setting, numbers.of(rows))
        )

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """The number alone."""
        at = Path.at(self._mark.address, rows, self._groups) if rows else None
        return (Total(self._told, self._mark, self._around.mark(rows), at),)


class Total:
    """The number of a total; `at` is where it stands in a row, None outside of all rows."""

    __slots__ = ("_after", "_around", "_at", "_before", "_formula", "_told")

    def __init__(self, told: _Told, mark: Mark, around: Piecewise, at: Path | None) -> None:
        self._told, self._formula = told, mark.placed.total.formula
        self._around, self._at = around, at
        self._before, self._after = around.text.split(TEXT.encode())

    def draw(self, page: Page, _place: int, _line: int) -> Drawn:
        """The number, a dash where it is unknown."""
        text = self._told(self._formula, page.answers, self._at) or _UNKNOWN
        if not self._around.proved:
            page.unproved.append((self._around, 1))
        return self._before, escaped(text).encode(), self._after


class PictureHole(Hole):
    """A picture of the rows of a group."""

    __slots__ = ("_draw_in", "_sketch")

    def __init__(self, group: str) -> None:
        from documents.pictures.drawing import PICTURES  # noqa: PLC0415 - loaded where asked for
        from documents.pictures.sketch import Sketch  # noqa: PLC0415 - loaded where asked for

        self._draw_in, self._sketch = PICTURES[group], Sketch

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """The picture alone, which is the same in all rows."""
        return (self,)

    def draw(self, page: Page, _place: int, _line: int) -> Drawn:
        """The picture, nothing where the rows have none; raises XmlRefused for a bad one.

        What it is made of is proved when it is first used.
        """
        sketch = self._sketch(page.ids)
        self._draw_in(page.answers, sketch)
        drawn = sketch.drawn()
        page.unproved += [(shape, 1) for shape in sketch.unproved]
        return b"", drawn, b""
