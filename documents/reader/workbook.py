"""A workbook as the texts of its cells: all of them as they stand, or a refusal."""

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from documents.reader.sheet_extent import Extent, measure, refuse_beyond, sheet_parts
from documents.reader.sheet_grid import Cell, Grid, Merged, said
from documents.safety.isolation import IsolationFailed, run_isolated
from documents.safety.strict import ordinary_workbook
from documents.safety.verdict import Refused, Verdict

MOST_SHEETS = 255

# As many digits as Excel counts with; those beyond are noise of its binary numbers.
_DIGITS = 15
_TRUE, _FALSE = "SAND", "FALSK"
_SECONDS_OF_HOUR, _SECONDS_OF_MINUTE = 3600, 60

_Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet by its rows from the first, each as far as it says something.

    A number is a Danish text without grouping (`1234,5`), whatever its format shows; a day is
    `2024-03-05`. A chart has no rows.
    """

    name: str
    is_hidden: bool
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets of a workbook in their order, hidden ones too."""

    sheets: tuple[Sheet, ...]


def read_workbook(data: bytes) -> Workbook:
    """The whole of a workbook the guard has let in; raises Refused for one that cannot be read.

    Formulas are not reckoned: a cell says what it said when the file was saved.
    """
    return Workbook(
        sheets=tuple(
            Sheet(
                name=grid.name,
                is_hidden=grid.is_hidden,
                rows=tuple(tuple(map(said, row)) for row in grid.rows),
            )
            for grid in read_grids(data)
        )
    )


def read_grids(data: bytes) -> tuple[Grid, ...]:
    """The sheets of such a workbook with their numbers as numbers; raises Refused alike."""
    data = ordinary_workbook(data)
    measured = measure(data)
    extents = [measured.get(part, Extent()) for part in sheet_parts(data)]
    if len(extents) > MOST_SHEETS:
        raise Refused(Verdict.TOO_COMPLEX, "too many sheets")
    refuse_beyond(sum(extent.cells for extent in extents), 0)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(_grids(book, extents))
    except CalamineError as error:
        raise Refused(Verdict.DAMAGED, "workbook that cannot be read") from error


def read_workbook_isolated(data: bytes) -> Workbook:
    """`read_workbook` in a process of its own; raises IsolationFailed and IsolationBusy."""
    try:
        return _from_bytes(run_isolated(WORKBOOK_TASK, data, options={}))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise IsolationFailed(Verdict.DAMAGED, "answer is no workbook") from error


def workbook_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`read_workbook` as an isolated task: its answer as JSON."""
    return _to_bytes(read_workbook(payload))


WORKBOOK_TASK = f"{workbook_task.__module__}.{workbook_task.__name__}"
"""The task's name, as the isolation knows it."""


def _grids(book: CalamineWorkbook, extents: Sequence[Extent]) -> Iterator[Grid]:
    if len(book.sheets_metadata) != len(extents):
        raise Refused(Verdict.TOO_COMPLEX, "other sheets than are named")
    characters = 0
    for number, told in enumerate(book.sheets_metadata):
        rows: tuple[tuple[Cell, ...], ...] = ()
        merged: tuple[Merged, ...] = ()
        if told.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(number)
            rows, merged = tuple(_rows(sheet, extents[number])), _merged(sheet)
            characters += sum(len(said(cell)) for row in rows for cell in row)
            refuse_beyond(0, characters)
        yield Grid(
            name=told.name,
            is_hidden=told.visible is not SheetVisibleEnum.Visible,
            rows=rows,
            merged=merged,
            hidden_rows=frozenset(extents[number].hidden_rows),
            hidden_columns=frozenset(extents[number].hidden_columns),
        )


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    return tuple(
        Merged(first_row=top, first_column=left, last_row=bottom, last_column=right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )


def _rows(sheet: CalamineSheet, extent: Extent) -> Iterator[tuple[Cell, ...]]:
    """The texts of each row, errors in them as Excel writes them: the library leaves them out."""
    if sheet.total_height > extent.rows or sheet.total_width > extent.columns:
        raise Refused(Verdict.TOO_COMPLEX, "sheet reaches further than was measured")
    errors = extent.errors
    broken = {row for row, _column in errors}
    for number, row in enumerate(sheet.to_python(skip_empty_area=False)):
        cells: list[Cell] = [_said(cell) for cell in row]
        if number in broken:
            cells = [errors.get((number, column), text) for column, text in enumerate(cells)]
        yield _without_end(cells)


def _without_end(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and cells[-1] == "":
        cells.pop()
    return tuple(cells)


def _said(cell: _Cell) -> Cell:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return _TRUE if cell else _FALSE
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, timedelta):
        return _duration(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat()


def _number(value: float) -> Cell:
    return Decimal(format(value or 0, f".{_DIGITS}g")) if math.isfinite(value) else ""


def _duration(value: timedelta) -> str:
    """Hours, minutes and seconds, as Excel shows more than a day of time."""
    seconds = round(value.total_seconds())
    hours, rest = divmod(abs(seconds), _SECONDS_OF_HOUR)
    minutes, rest = divmod(rest, _SECONDS_OF_MINUTE)
    return f"{'-' if seconds < 0 else ''}{hours}:{minutes:02}:{rest:02}"


def _to_bytes(book: Workbook) -> bytes:
    told = [[sheet.name, sheet.is_hidden, sheet.rows] for sheet in book.sheets]
    return json.dumps(told, ensure_ascii=False).encode()


def _from_bytes(told: bytes) -> Workbook:
    """Raises ValueError, KeyError or TypeError for bytes that are no workbook."""
    return Workbook(
        sheets=tuple(
            Sheet(name=str(name), is_hidden=bool(is_hidden), rows=_as_texts(rows))
            for name, is_hidden, rows in json.loads(told)
        )
    )


def _as_texts(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell) for cell in row) for row in rows)
