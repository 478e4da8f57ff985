"""The holes of a template beside its fields: rows, what opens them, totals and pictures."""

from abc import ABC, abstractmethod
from collections.abc import Callable

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
from documents.engine.page import Page, Piecewise
from documents.engine.strict import parsed_piece
from documents.marks import Mark
from documents.pictures.drawing import PICTURES
from forms.formulas import compute, shown_number
from forms.grammar import Group
from forms.outline import Placed
from forms.path import Path

Rows = tuple[int, ...]

_MOST_KEPT = 64
_UNKNOWN = "–"
_TEXT = "\uf8ff"


class Hole(ABC):
    """What differs from document to document at one place of a template."""

    __slots__ = ()

    @abstractmethod
    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add what stands in the hole, in the given rows of the groups around it."""


Piece = bytes | Hole


class Pieces:
    """Static text and holes in turn."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add every piece."""
        for piece in self._pieces:
            if isinstance(piece, bytes):
                out.append(piece)
            else:
                piece.draw(page, rows, out)


class RowsHole(Hole):
    """The rows of a group."""

    __slots__ = ("_body", "_groups", "_placed")

    def __init__(self, placed: Placed, body: Pieces) -> None:
        self._placed, self._body = placed, body
        self._groups = tuple(each.address for each in placed.groups)

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add each row."""
        at = Path.at(self._placed.address, rows, self._groups)
        for number in range(page.row_count(self._placed.group, at)):
            self._body.draw(page, (*rows, number), out)


class RowMark(Hole):
    """What opens, closes or names a row: it depends on the number of the row alone."""

    __slots__ = ("_known", "_make")

    def __init__(self, make: Callable[[Rows], str]) -> None:
        self._make = make
        self._known: dict[Rows, Piecewise] = {}

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the mark."""
        mark = self.mark(rows)
        if not mark.proved:
            page.unproved.append((mark, 1))
        out.append(mark.text)

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


class TotalHole(Hole):
    """A computed total, which is no answer."""

    __slots__ = ("_around", "_groups", "_mark")

    def __init__(self, mark: Mark, setting: Setting, numbers: Numbers) -> None:
        self._mark = mark
        self._groups = tuple(group.address for group in mark.placed.groups)
        self._around = RowMark(
            lambda rows: plain(mark.bookmark(rows), _TEXT, setting, numbers.of(rows))
        )

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the number, a dash where it is unknown."""
        total = self._mark.placed.total
        at = Path.at(self._mark.address, rows, self._groups)
        value = compute(total.formula, page.answers, at=at).value
        text = _UNKNOWN if value is None else shown_number(value)
        self._around.draw(page, rows, out)
        out[-1] = out[-1].replace(_TEXT.encode(), escaped(text).encode())


class PictureHole(Hole):
    """A picture of the rows of a group."""

    __slots__ = ("_group",)

    def __init__(self, group: str) -> None:
        self._group = group

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the picture, nothing where the rows have none; raises XmlRefused for a bad one."""
        drawing = PICTURES[self._group](page.answers, page.ids).encode()
        if drawing:
            parsed_piece(drawing)
        out.append(drawing)
