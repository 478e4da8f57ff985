"""Tables seen in the rules of a page: cells where lines part them, merged where none does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.reader.pdf_page import Box

_NEAR = 4.0
_SHORTEST = 6.0
_MOST_RULES, _MOST_ATOMS = 600, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell by where it starts in the grid and how much of it it takes."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table of a page; `columns` are the lines between them, from left to right."""

    box: Box
    columns: tuple[float, ...]
    row_count: int
    cells: tuple[Cell, ...]


def grids(rules: Sequence[Box]) -> Iterator[Grid]:
    """The tables that the rules of a page make, from top to bottom.

    A page with more lines than tables have is a drawing, and has none. What lies ruled inside a
    cell is that cell's text.
    """
    across = _whole([rule for rule in rules if _is_across(rule)])
    down = [_on_its_side(rule) for rule in _whole([_on_its_side(r) for r in rules if _is_down(r)])]
    if len(across) + len(down) > _MOST_RULES:
        return
    groups = _touching([*across, *down])
    made = [_grid([r for r in g if _is_across(r)], [r for r in g if _is_down(r)]) for g in groups]
    found = [grid for grid in made if grid is not None]
    for grid in sorted(found, key=lambda each: each.box.top):
        if not any(other.box.surrounds(grid.box) for other in found):
            yield grid


def _is_across(rule: Box) -> bool:
    return rule.right - rule.left >= max(_SHORTEST, rule.height)


def _is_down(rule: Box) -> bool:
    return rule.height >= _SHORTEST and not _is_across(rule)


def _on_its_side(rule: Box) -> Box:
    return Box(left=rule.top, top=rule.left, right=rule.bottom, bottom=rule.right)


def _whole(rules: list[Box]) -> list[Box]:
    """Rules from left to right, those drawn piece by piece made one; linear but for sorting."""
    found: list[Box] = []
    levels: dict[int, int] = {}
    for rule in sorted(rules, key=lambda each: each.left):
        level = round(rule.middle[1])
        near = (levels[each] for each in (level, level - 1, level + 1) if each in levels)
        place = next((at for at in near if rule.left <= found[at].right + _NEAR), None)
        if place is None:
            levels[level] = len(found)
            found.append(rule)
        else:
            right = max(rule.right, found[place].right)
            found[place] = replace(found[place], right=right)
    return found


def _touching(rules: list[Box]) -> list[list[Box]]:
    """The rules in groups of which each touches another, swept from the top down."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda each: each.top):
        near = [group for group in groups if any(_meet(rule, other) for other in group)]
        joined = [rule, *(other for group in near for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append(joined)
    return groups


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )


def _grid(across: list[Box], down: list[Box]) -> Grid | None:
    rows = _lines([rule.middle[1] for rule in across])
    columns = _lines([rule.middle[0] for rule in down])
    if len(rows) < 2 or len(columns) < 2 or len(rows) * len(columns) > _MOST_ATOMS:
        return None
    atoms = _Atoms(rows=rows, columns=columns, across=across, down=down)
    box = Box(left=columns[0], top=rows[0], right=columns[-1], bottom=rows[-1])
    return Grid(
        box=box, columns=tuple(columns), row_count=len(rows) - 1, cells=tuple(atoms.cells())
    )


def _lines(places: list[float]) -> list[float]:
    """Places in order, those of one line as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atoms:
    """The smallest fields of a grid, and what parts them."""

    rows: list[float]
    columns: list[float]
    across: list[Box]
    down: list[Box]

    def cells(self) -> Iterator[Cell]:
        """Every cell once, by its first field, row by row."""
        taken: set[tuple[int, int]] = set()
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                if (row, column) in taken:
                    continue
                columns, rows = self._reach(row, column, taken)
                taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
                yield Cell(
                    row=row,
                    column=column,
                    rows=rows,
                    columns=columns,
                    box=Box(
                        left=self.columns[column],
                        top=self.rows[row],
                        right=self.columns[column + columns],
                        bottom=self.rows[row + rows],
                    ),
                )

    def _reach(self, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
        """How many columns and rows belong together from a field on."""
        columns = rows = 1
        while (
            column + columns < len(self.columns) - 1
            and (row, column + columns) not in taken
            and not self._is_parted_right(row, column + columns - 1)
        ):
            columns += 1
        while row + rows < len(self.rows) - 1 and not any(
            self._is_parted_below(row + rows - 1, column + each) for each in range(columns)
        ):
            rows += 1
        return columns, rows

    def _is_parted_right(self, row: int, column: int) -> bool:
        x, y = self.columns[column + 1], (self.rows[row] + self.rows[row + 1]) / 2
        return any(
            abs(rule.middle[0] - x) <= _NEAR and rule.top - 1 <= y <= rule.bottom + 1
            for rule in self.down
        )

    def _is_parted_below(self, row: int, column: int) -> bool:
        x, y = (self.columns[column] + self.columns[column + 1]) / 2, self.rows[row + 1]
        return any(
            abs(rule.middle[1] - y) <= _NEAR and rule.left - 1 <= x <= rule.right + 1
            for rule in self.across
        )
