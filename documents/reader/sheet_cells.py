"""A cell as an answer: in the unit of its column, rounded to whole øre, or as it was typed."""

from decimal import Decimal

from documents.reader.sheet_grid import Cell, said
from forms.kinds.amount import Amount, read_amount
from forms.kinds.kind import Kind, Value
from forms.kinds.oere import LIMIT, in_oere
from forms.text import clean_line

_FACTORS = {"t.kr.": 1_000, "mio. kr.": 1_000_000}
_NOTHING = frozenset("-–—")


def answer_in(kind: Kind, cell: Cell, unit: str = "") -> Value | None:
    """What a cell answers, Unread where the kind cannot read it; `unit` is what its heading says.

    A number is in the unit of its column; a text that names another has that one.
    """
    if not isinstance(kind, Amount):
        return kind.parse(said(cell))
    if isinstance(cell, Decimal):
        value = cell * _FACTORS.get(unit, 1)
        return in_oere(value) if abs(value) < LIMIT else kind.parse(said(cell))
    line = clean_line(cell)
    if unit in _FACTORS and line and not read_amount(line).unit:
        return kind.parse(f"{line} {unit}")
    return kind.parse(cell)


def is_rounded(kind: Kind, cell: Cell, unit: str = "") -> bool:
    """Whether the cell holds a part of an øre, which its answer does not."""
    if not isinstance(kind, Amount) or not isinstance(cell, Decimal):
        return False
    value = cell * _FACTORS.get(unit, 1)
    return abs(value) < LIMIT and in_oere(value) != value


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is empty, or has the dash that others write for nothing."""
    return isinstance(cell, str) and (not cell.strip() or cell.strip() in _NOTHING)
