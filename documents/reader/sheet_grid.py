"""A sheet of a workbook as its cells, whoever read it."""

from dataclasses import dataclass
from decimal import Decimal

Cell = str | Decimal
"""What a cell says: a number with as many digits as Excel keeps, or a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Cells that are shown as one, all of them counted from 0 and the last included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet by its rows from the first, numbers as numbers, and what of it is not in sight."""

    name: str
    is_hidden: bool
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def said(cell: Cell) -> str:
    """A cell as a text; a number as Danes write it, without grouping."""
    return cell if isinstance(cell, str) else format(cell, "f").replace(".", ",")
