"""The tables of a form in a workbook: where our names say, else under the headings of others."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from documents.found_by import FoundBy
from documents.reader.column_units import told_unit
from documents.reader.sheet_grid import Cell, Grid
from documents.reader.sheet_heads import Head, head_book
from documents.reader.sheet_marks import Spot
from documents.sheets.naming import name_of
from forms.grammar import Field, FormDefinition
from forms.kinds.choice import Choice
from forms.outline import Placed, outline

_PARTS = re.compile(r"\s+[-–]\s+|[:,()]|^\s*budget\s+(?:for\s+)?|^\s*udgifter\s+(?:til\s+)?", re.I)
_VERSION = re.compile(
    r"[0-9]|\b(?:gamm?el|gamle|gl|kopi|copy|udkast|kladde|version|ver|rev\w*|tidligere|forrige"
    r"|oprindelig\w*|ny|nyt|nye|endelig\w*|prøve|test)\b",
    re.IGNORECASE,
)
_MOST_OF_NAME = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a group: its columns by field, and the rows it has from first to before last.

    `closing` is the line of ours after the last row, None in a table of others; `units` hold for
    amounts that say none themselves. `option` is the choice that the name of its sheet makes for
    its rows: the field, and the option.
    """

    group: Placed
    grid: Grid
    columns: Mapping[str, int]
    first: int
    last: int
    whole: int | None = None
    closing: int | None = None
    units: Mapping[int, str] = field(default_factory=dict)
    by: FoundBy = FoundBy.LABEL
    certainty: float = 1.0
    option: tuple[str, str] | None = None


def named_tables(
    definition: FormDefinition, grids: Sequence[Grid], spots: Mapping[str, Spot]
) -> Iterator[Table]:
    """The tables all of whose columns have the names we gave them."""
    by_name = {grid.name: grid for grid in grids}
    for placed in outline(definition).groups():
        items = [item for item in placed.group.items if isinstance(item, Field)]
        names = (name_of(definition, f"{placed.address}.{item.id}") for item in items)
        found = [spots.get(name.lower()) for name in names]
        columns = [spot for spot in found if spot is not None]
        if len(columns) < len(items) or len({spot.sheet for spot in columns}) > 1:
            continue
        grid = by_name.get(columns[0].sheet)
        if grid is not None:
            yield Table(
                group=placed,
                grid=grid,
                columns={item.id: spot.column for item, spot in zip(items, columns, strict=True)},
                first=min(spot.first_row for spot in columns) + 1,
                last=len(grid.rows),
                closing=max(spot.last_row for spot in columns),
                by=FoundBy.BOOKMARK,
            )


def labelled_tables(definition: FormDefinition, grids: Sequence[Grid]) -> Iterator[Table]:
    """For each group the table with most of its headings, on a sheet that is in sight.

    Others on that sheet with the same headings in the same columns, as one for each area, are parts
    of it and follow. So are those on other sheets where each sheet is named by an option of its
    own, as by an area; any others may be another version of the same.
    """
    found: dict[str, list[Table]] = {}
    for grid in grids:
        for table in () if grid.is_hidden else _tables(definition, grid):
            known = found.setdefault(table.group.address, [])
            if known and (_is_part(table, known) or _is_of_another_option(table, known)):
                known.append(table)
            elif not known or len(table.columns) > len(known[0].columns):
                found[table.group.address] = [table]
    for tables in found.values():
        yield from tables


def passed_over(
    definition: FormDefinition, grids: Sequence[Grid], taken: Sequence[Table]
) -> Iterator[Table]:
    """The tables in sight with headings of the form that are not among those taken."""
    known = {(table.grid.name, table.first) for table in taken}
    for grid in grids:
        for table in () if grid.is_hidden else _tables(definition, grid):
            if (grid.name, table.first) not in known:
                yield table


def _is_part(table: Table, known: Sequence[Table]) -> bool:
    """Whether a table is laid out as the last one of the same sheet."""
    other = known[-1]
    is_beside = table.grid is other.grid
    return is_beside and (table.columns, table.whole) == (other.columns, other.whole)


def _is_of_another_option(table: Table, known: Sequence[Table]) -> bool:
    """Whether each sheet is named by an option of one choice, and no two by the same."""
    if table.option is None or any(table.grid is each.grid for each in known):
        return False
    options = [each.option for each in known]
    fields = {option[0] for option in options if option is not None}
    return None not in options and fields == {table.option[0]} and table.option not in options


def option_of_sheet(placed: Placed, sheet: str) -> tuple[str, str] | None:
    """The field and the option that a sheet is named by, alone or beside other words.

    None where more is said than what the table is: a number, a year or a word of versions.
    """
    if _VERSION.search(sheet):
        return None
    parts = [part.strip() for part in _PARTS.split(sheet) if part.strip()]
    for item in placed.group.items:
        kind = item.kind if isinstance(item, Field) else None
        if isinstance(kind, Choice):
            found = {value for part in parts if (value := _chosen(kind, part)) is not None}
            if len(found) == 1:
                return item.id, found.pop()
    return None


def _chosen(kind: Choice, name: str) -> str | None:
    """The option a name is; a name of a sheet is cut where it is too long."""
    value = kind.parse(name)
    if isinstance(value, str):
        return value
    cut = [
        option.id
        for option in kind.options
        if len(name) >= _MOST_OF_NAME and option.label.casefold().startswith(name.casefold())
    ]
    return cut[0] if len(cut) == 1 else None


def _tables(definition: FormDefinition, grid: Grid) -> Iterator[Table]:
    heads = tuple(_heads(definition, grid))
    for number, head in enumerate(heads):
        yield Table(
            group=head.group,
            grid=grid,
            columns=head.columns,
            first=head.row + 1,
            last=heads[number + 1].row if number + 1 < len(heads) else len(grid.rows),
            whole=head.whole,
            units=_units(grid, head, heads),
            certainty=head.certainty,
            option=option_of_sheet(head.group, grid.name),
        )


def _heads(definition: FormDefinition, grid: Grid) -> Iterator[Head]:
    book = head_book(definition)
    for number, row in enumerate(grid.rows):
        if len(row) < 2:
            continue
        head = book.head(number, row) or _two_lined(definition, grid, number)
        if head is not None:
            yield head


def _two_lined(definition: FormDefinition, grid: Grid, number: int) -> Head | None:
    """The head of a row whose empty cells are headed by the row above."""
    if number == 0:
        return None
    row, above = grid.rows[number], grid.rows[number - 1]
    width = max(len(row), len(above))
    cells: list[Cell] = [_at(row, at) or _at(above, at) for at in range(width)]
    book = head_book(definition)
    return None if book.head(number - 1, above) else book.head(number, cells)


def _at(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else ""


def _units(grid: Grid, head: Head, heads: Sequence[Head]) -> Mapping[int, str]:
    """The unit of each column: its own, else the one told last above the table on its sheet."""
    others = {each.row for each in heads}
    above = (grid.rows[row] for row in range(head.row - 1, -1, -1) if row not in others)
    texts = (cell for row in above for cell in row if isinstance(cell, str))
    told = next((unit for text in texts if (unit := told_unit(text))), "")
    whole = () if head.whole is None else (head.whole,)
    columns = dict.fromkeys((*head.columns.values(), *whole), told)
    return columns | dict(head.units)
