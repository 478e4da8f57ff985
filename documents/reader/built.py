"""How the body of a Word file is built of blocks, rows and cells, whatever lies around them."""

from collections.abc import Iterator

from lxml.etree import _Element

from documents.reader import names as n

_WRAPPERS = frozenset(
    {
        n.CONTROL,
        n.CONTROL_CONTENT,
        n.CUSTOM_XML,
        n.SMART_TAG,
        n.INSERTED,
        n.MOVED_HERE,
        n.DELETED,
        n.MOVED_AWAY,
    }
)
BLOCKS = frozenset({n.PARAGRAPH, n.TABLE})
ROWS = frozenset({n.ROW})
CELLS = frozenset({n.CELL})


def blocks_in(container: _Element) -> Iterator[_Element]:
    """The paragraphs and tables directly in a body, cell or text box, controls looked through."""
    return counted(container, BLOCKS)


def rows_in(table: _Element) -> Iterator[_Element]:
    """The rows of a table, those inside controls and those marked as deleted too."""
    return counted(table, ROWS)


def cells_in(row: _Element) -> Iterator[_Element]:
    """The cells of a row, those inside controls too; a merged cell counts once a row."""
    return counted(row, CELLS)


def is_deleted_row(row: _Element) -> bool:
    """Whether a deletion that is not yet accepted takes the whole row."""
    return row.find(f"{n.ROW_PROPERTIES}/{n.DELETED}") is not None


def is_deleted_cell(cell: _Element) -> bool:
    """Whether a deletion that is not yet accepted takes the cell, as where a column was struck."""
    return cell.find(f"{n.CELL_PROPERTIES}/{n.CELL_DELETED}") is not None


def counted(container: _Element, tags: frozenset[str]) -> Iterator[_Element]:
    """Elements with one of some tags directly in another, those around them looked through."""
    waiting = list(reversed(container))
    while waiting:
        each = waiting.pop()
        if each.tag in tags:
            yield each
        elif each.tag in _WRAPPERS:
            waiting.extend(reversed(each))
