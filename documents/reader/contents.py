"""What the elements of one body hold and say, looked up once for all who ask."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.places import cells_in, rows_in
from documents.reader.text import (
    FORKS,
    PIECES,
    is_tab_stop,
    outer_paragraphs,
    paragraph_text,
    said,
    text_boxes,
    text_of,
)

_AT_ANY_DEPTH = frozenset((*FORKS, n.TABLE, n.BOOKMARK, n.TAG))
_OF_OWNER = frozenset(
    (n.NUMBERING, n.STYLE, n.SPAN, n.COLUMNS_BEFORE, n.MERGED_DOWN, n.CELL_DELETED)
)
"""Held by the properties of a paragraph, a row or a cell."""

_NAMING = {n.TAG: n.VALUE, n.BOOKMARK: n.w("name")}
_HELD = _AT_ANY_DEPTH | _OF_OWNER
_BESIDE_TEXT = tuple(tag for tag in PIECES if tag != n.TEXT)


class Contents:
    """The rare things in a body, known by whatever stands around them, and the texts in it.

    The body is gone through once; most of its paragraphs hold text alone, whose text is then
    read without looking for anything else. `tags` and `bookmarks` are the names it carries.
    """

    def __init__(self, body: _Element) -> None:
        pieces = {n.TEXT}
        holders: dict[str, set[_Element]] = {tag: set() for tag in _HELD}
        names: dict[str, set[str]] = {tag: set() for tag in _NAMING}
        for each in body.iter(*_HELD, *_BESIDE_TEXT):
            tag = each.tag
            if tag in _OF_OWNER:
                if tag != n.STYLE or is_heading_style(each.get(n.VALUE) or ""):
                    holders[tag].update(islice(each.iterancestors(), 2))
            elif tag in _AT_ANY_DEPTH:
                _climb(each, holders[tag])
                if tag in _NAMING:
                    names[tag].add(each.get(_NAMING[tag]) or "")
            else:
                pieces.add(tag)
        self.tags: AbstractSet[str] = names[n.TAG]
        self.bookmarks: AbstractSet[str] = names[n.BOOKMARK]
        self._holders: Mapping[str, set[_Element]] = holders
        self._forked: set[_Element] = set().union(*(holders[tag] for tag in FORKS))
        self._pieces = tuple(pieces)
        self._texts: dict[_Element, str] = {}
        self._paragraphs: dict[_Element, list[_Element]] = {}
        self._found: dict[_Element, list[_Element]] = {}

    def holds(self, element: _Element, tag: str) -> bool:
        """Whether an element may have one of this name: what it has is the caller's to look at.

        Of a style only that of a heading counts. Raises KeyError for a name not looked for.
        """
        return element in self._holders[tag]

    def is_marked(self, element: _Element) -> bool:
        """Whether there is a bookmark or a control at any depth of an element."""
        return element in self._holders[n.BOOKMARK] or element in self._holders[n.CONTROL]

    def inside(self, element: _Element, tag: str) -> Iterator[_Element]:
        """The elements of a name in an element, at any depth."""
        return element.iter(tag) if self.holds(element, tag) else iter(())

    def rows(self, table: _Element) -> list[_Element]:
        """The `rows_in` a table."""
        return self._children(table, rows_in)

    def cells(self, row: _Element) -> list[_Element]:
        """The `cells_in` a row."""
        return self._children(row, cells_in)

    def _children(
        self, element: _Element, find: Callable[[_Element], Iterator[_Element]]
    ) -> list[_Element]:
        found = self._found.get(element)
        if found is None:
            found = self._found[element] = list(find(element))
        return found

    def paragraph(self, paragraph: _Element) -> str:
        """`paragraph_text` of a paragraph."""
        text = self._texts.get(paragraph)
        if text is None:
            is_forked = paragraph in self._forked
            text = paragraph_text(paragraph) if is_forked else self._plain(paragraph)
            self._texts[paragraph] = text
        return text

    def text(self, element: _Element) -> str:
        """`text_of` an element."""
        paragraphs = self.paragraphs(element)
        return "\n".join(map(self._with_boxes, paragraphs)) if paragraphs else text_of(element)

    def paragraphs(self, element: _Element) -> list[_Element]:
        """The `outer_paragraphs` of an element."""
        found = self._paragraphs.get(element)
        if found is None:
            found = self._paragraphs[element] = list(outer_paragraphs(element))
        return found

    def boxes(self, paragraph: _Element) -> Iterator[_Element]:
        """The `text_boxes` of a paragraph."""
        return text_boxes(paragraph) if self.holds(paragraph, n.TEXT_BOX) else iter(())

    def _plain(self, paragraph: _Element) -> str:
        if len(self._pieces) == 1:
            return "".join([each.text or "" for each in paragraph.iter(n.TEXT)])
        return "".join([said(e) for e in paragraph.iter(*self._pieces) if not is_tab_stop(e)])

    def _with_boxes(self, paragraph: _Element) -> str:
        text = self.paragraph(paragraph)
        if not self.holds(paragraph, n.TEXT_BOX):
            return text
        boxes = [text_of(box) for box in text_boxes(paragraph)]
        return "\n".join(each for each in (text, *boxes) if each or not boxes)


@lru_cache(maxsize=1024)
def is_heading_style(name: str) -> bool:
    """Whether a style is one of headings, by its name in Danish or English."""
    return name.casefold().startswith(
        ("heading", "overskrift", "titel", "title", "undertitel", "subtitle")
    )


def _climb(element: _Element | None, holders: set[_Element]) -> None:
    while element is not None and element not in holders:
        holders.add(element)
        element = element.getparent()
