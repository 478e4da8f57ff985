"""A workbook read as a form: our own by its names, others by the headings of their tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.found_by import FoundBy
from documents.reader.recognition import form_of_mark
from documents.reader.sheet_cells import answer_in, is_rounded
from documents.reader.sheet_grid import Grid
from documents.reader.sheet_marks import Spot, mark_in, named_spots
from documents.reader.sheet_rows import Taken, read_tables
from documents.reader.sheet_tables import Table, labelled_tables, named_tables, passed_over
from documents.reader.workbook import read_grids
from documents.reading import Origin, Reading
from documents.sheets.naming import name_of, printed_in
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition
from forms.kinds.amount import Amount
from forms.outline import outline
from forms.path import Path
from forms.registry import all_forms
from validators.finding import Finding, Place
from validators.registry import rule_of

_UNKNOWN = rule_of("REA002")
_DOUBTFUL = rule_of("REA004")
_UNFINISHED = rule_of("REA005")
_SURE = 0.7
_ENOUGH = 0.5
_LONGEST_EVIDENCE = 500
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """A workbook before it is read as a form."""

    grids: tuple[Grid, ...]
    spots: Mapping[str, Spot]
    mark: str


def read_workbook_form(
    data: bytes, *, form: FormDefinition | None = None, file: str | None = None
) -> Reading:
    """A workbook the guard has let in, as a form; raises Refused for one that cannot be read.

    Answers stand in cells, told by sheet, row and column; sums that are stated are read as they
    stand. One that is like no form that is given out as a workbook is said to be so.
    """
    book = _Book(grids=read_grids(data), spots=named_spots(data), mark=mark_in(data))
    marked = form_of_mark(book.mark)
    problems = marked.problems if marked else ()
    asked = [form] if form else [marked.form] if marked else list(reversed(all_forms()))
    for each in asked:
        if each.has_workbook:
            reading = _read_as(each, book)
            if reading is not None:
                told = (*problems, *reading.problems)
                return replace(reading, problems=told, file=file, is_workbook=True)
    unknown = _UNKNOWN.found(variant="workbook")
    return Reading(form=None, problems=(unknown,), file=file, is_workbook=True)


def _read_as(form: FormDefinition, book: _Book) -> Reading | None:
    """The workbook as one form; None when too few of its tables are there."""
    groups = tuple(outline(form).groups())
    tables = _by_group(labelled_tables(form, book.grids))
    named = _by_group(named_tables(form, book.grids, book.spots))
    found = {**tables, **named}
    if len(found) < _ENOUGH * len(groups) + (0 if named else 0.5):
        return None
    taken = Taken()
    for placed in groups:
        if placed.address in found:
            read_tables(form, found[placed.address], taken)
    if named:
        _take_named(form, book, taken)
        _keep_printed(form, book, taken)
    read = [table for each in found.values() for table in each]
    problems = (*_said(form, taken), *_unseen(form, book, read, is_own=bool(named)))
    return Reading(
        form=form,
        answers=normalised(form, Answers(taken.values)),
        origins=taken.origins,
        problems=problems,
        confidence=_confidence(len(found) / len(groups), taken),
    )


def _by_group(tables: Iterable[Table]) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {}
    for each in tables:
        found.setdefault(each.group.address, []).append(each)
    return found


def _take_named(form: FormDefinition, book: _Book, taken: Taken) -> None:
    """The fields outside the tables, each in the cell of its name."""
    grids = {grid.name: grid for grid in book.grids}
    for placed in outline(form).fields():
        spot = book.spots.get(name_of(form, placed.address).lower())
        grid = grids.get(spot.sheet) if spot else None
        if placed.groups or spot is None or grid is None or spot.first_row >= len(grid.rows):
            continue
        row = grid.rows[spot.first_row]
        cell = row[spot.column] if spot.column < len(row) else ""
        value = answer_in(placed.field.kind, cell)
        place = Place(sheet=grid.name, row=spot.first_row, cell=spot.column)
        if value is not None:
            origin = Origin(by=FoundBy.BOOKMARK, place=place)
            taken.put(Path.parse(placed.address), value, origin)
        if is_rounded(placed.field.kind, cell):
            taken.rounded.append(place)


def _keep_printed(form: FormDefinition, book: _Book, taken: Taken) -> None:
    """An amount that still is what it was written as has the digits it was printed with."""
    printed = {
        Place(sheet=spot.sheet, row=spot.first_row, cell=spot.column): value
        for name, spot in book.spots.items()
        if (value := printed_in(form, name)) is not None
    }
    for path, origin in taken.origins.items() if printed else ():
        value = printed.get(origin.place)
        kind = outline(form).at(path.address).field.kind
        if value is not None and isinstance(kind, Amount) and taken.values[path] == value:
            taken.values[path] = value


def _said(form: FormDefinition, taken: Taken) -> Iterator[Finding]:
    """What was left over or found with low certainty, of a table at its first such answer."""
    for path, text, place in taken.left[:_MOST_TOLD]:
        evidence = text[:_LONGEST_EVIDENCE]
        yield _DOUBTFUL.found(path, evidence=evidence, variant="left_over", place=place)
    doubted: set[str] = set()
    for path, origin in taken.origins.items():
        if origin.certainty >= _SURE or path.address in doubted:
            continue
        doubted.add(path.address)
        field = outline(form).at(path.address).field
        yield _DOUBTFUL.found(
            path,
            values=(("label", field.label),),
            evidence=field.kind.format(taken.values[path])[:_LONGEST_EVIDENCE],
            variant="label",
            place=origin.place,
        )
    if taken.rounded:
        count = (("count", str(len(taken.rounded))),)
        yield _DOUBTFUL.found(values=count, variant="rounded", place=taken.rounded[0])


def _unseen(
    form: FormDefinition, book: _Book, tables: Sequence[Table], *, is_own: bool
) -> Iterator[Finding]:
    """What is hidden, and in a workbook of others the sheets and tables that were not read."""
    read = {table.grid.name for table in tables}
    hidden = [grid.name for grid in book.grids if grid.is_hidden and grid.name not in read]
    if hidden:
        names = (("names", ", ".join(hidden[:_MOST_TOLD])),)
        yield _UNFINISHED.found(values=names, variant="hidden_sheets")
    yield from _hidden_lines(tables)
    for table in () if is_own else passed_over(form, book.grids, tables):
        if table.grid.name in read:
            place = Place(sheet=table.grid.name, row=table.first - 1)
            names = (("name", table.group.group.label),)
            yield _DOUBTFUL.found(values=names, variant="table", place=place)
    for grid in book.grids:
        if not is_own and grid.name not in read and not grid.is_hidden and any(grid.rows):
            place = Place(sheet=grid.name)
            yield _DOUBTFUL.found(values=(("name", grid.name),), variant="sheet", place=place)


def _hidden_lines(tables: Sequence[Table]) -> Iterator[Finding]:
    rows = {
        (table.grid.name, row)
        for table in tables
        for row in table.grid.hidden_rows
        if table.first <= row < table.last
    }
    columns = {
        (table.grid.name, at)
        for table in tables
        for at in table.columns.values()
        if at in table.grid.hidden_columns
    }
    if rows or columns:
        name, row = min(rows) if rows else (min(columns)[0], None)
        yield _UNFINISHED.found(
            values=(("count", str(len(rows) + len(columns))),),
            variant="hidden_rows",
            place=Place(sheet=name, row=row),
        )


def _confidence(share: float, taken: Taken) -> float:
    certainties = [origin.certainty for origin in taken.origins.values()]
    mean = sum(certainties) / len(certainties) if certainties else 1.0
    return round(share * mean, 2)
