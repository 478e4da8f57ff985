"""Where the paragraphs of a part stand, as a person who looks at the page would say it."""

from lxml.etree import _Element

from documents.reader import names as n
from documents.template_proof.findings import TemplatePart, TemplatePlace

_LONGEST_NEAR = 80


class Places:
    """The places of one part's paragraphs; numbers its tables once."""

    def __init__(self, root: _Element, part: TemplatePart) -> None:
        self._part = part
        self._tables = {table: number for number, table in enumerate(root.iter(n.TABLE), start=1)}
        self._rows = {row: at for table in self._tables for at, row in _numbered(table, n.ROW)}
        self._cells = {cell: at for row in self._rows for at, cell in _numbered(row, n.CELL)}
        self._paragraphs = {each: at for at, each in enumerate(root.iter(n.PARAGRAPH), start=1)}

    def of(self, element: _Element) -> TemplatePlace:
        """The place of a paragraph, or of anything inside one."""
        paragraph = element if element.tag == n.PARAGRAPH else _outer(element, n.PARAGRAPH)
        cell, row, table = (_outer(element, tag) for tag in (n.CELL, n.ROW, n.TABLE))
        is_boxed = _outer(element, n.TEXT_BOX) is not None
        near = paragraph if cell is None else cell
        return TemplatePlace(
            part=TemplatePart.TEXT_BOX if is_boxed else self._part,
            paragraph=None if paragraph is None else self._paragraphs.get(paragraph),
            table=None if table is None else self._tables.get(table),
            row=None if row is None else self._rows.get(row),
            cell=None if cell is None else self._cells.get(cell),
            near=shortened(_words(element if near is None else near)),
        )


def shortened(text: str) -> str:
    """A text as a line that fits on a page: no unprintable characters, 80 at most."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= _LONGEST_NEAR else line[: _LONGEST_NEAR - 1] + "…"


def _numbered(element: _Element, tag: str) -> list[tuple[int, _Element]]:
    return list(enumerate(element.iterchildren(tag), start=1))


def _outer(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


def _words(element: _Element) -> str:
    """The text of an element, no more of it than is needed to show some."""
    found: list[str] = []
    for each in element.iter(n.TEXT):
        found.append(each.text or "")
        if sum(map(len, found)) > _LONGEST_NEAR * 4:
            break
    return " ".join(found)
