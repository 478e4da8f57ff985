"""Tables whose labels stand side by side, read column by column."""

from collections.abc import Iterable, Iterator

from documents.reader.labels import LabelBook
from documents.reader.lines import Line
from documents.reader.spelling import LONGEST_LABEL

_Cells = dict[int, list[Line]]


def by_columns(book: LabelBook, rows: Iterable[list[Line]]) -> list[Line]:
    """The lines with each answer after its label, also where labels share a row.

    `rows` are the lines by rows of tables. Below a row of labels alone, what stands in a label's
    column is its answer, until a row that begins with a label or has fewer columns.
    """
    ordered: list[Line] = []
    heads: _Cells = {}
    for lines in rows:
        cells = _cells(lines) if heads or len(lines) > 1 else {}
        if len(cells) > 1 and _are_labels(book, cells):
            ordered.extend(_flattened(heads))
            heads = {column: list(cell) for column, cell in cells.items()}
        elif heads and _continues(book, heads, cells):
            for column, cell in cells.items():
                heads[column].extend(cell)
        else:
            if heads:
                ordered.extend(_flattened(heads))
                heads = {}
            ordered.extend(lines)
    ordered.extend(_flattened(heads))
    return ordered


def _cells(run: list[Line]) -> _Cells:
    cells: _Cells = {}
    for line in run:
        if line.spot is not None:
            cells.setdefault(line.spot.column, []).append(line)
    return cells


def _are_labels(book: LabelBook, cells: _Cells) -> bool:
    return all(_is_label(book, cell) for cell in cells.values())


def _is_label(book: LabelBook, cell: list[Line]) -> bool:
    texts = [line.text for line in cell if line.text.strip()]
    return len(texts) == 1 and len(texts[0]) <= LONGEST_LABEL and book.is_label(texts[0])


def _continues(book: LabelBook, heads: _Cells, cells: _Cells) -> bool:
    """Whether a row goes on below a row of labels, in the same table and columns."""
    if not cells or not cells.keys() <= heads.keys():
        return False
    first = next(iter(cells.values()))
    is_same = _table(first) == _table(next(iter(heads.values())))
    return is_same and not any(_is_label(book, cell) for cell in cells.values())


def _table(cell: list[Line]) -> int | None:
    spot = cell[0].spot
    return None if spot is None else spot.table


def _flattened(heads: _Cells) -> Iterator[Line]:
    for column in sorted(heads):
        yield from heads[column]
