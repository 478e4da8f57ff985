"""What the elements of one body hold and say, looked up once for all who ask."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.built import blocks_in, cells_in, rows_in
from documents.reader.text import (
    FORKS,
    PIECES,
    is_placeholder,
    is_tab_stop,
    outer_paragraphs,
    paragraph_text,
    said,
    said_in,
    text_boxes,
    text_of,
)

_SAYING_OTHERWISE = frozenset(FORKS) - {n.CONTROL}
"""What a paragraph holds that says less than all text in it, placeholders of controls apart."""

_AT_ANY_DEPTH = frozenset((*_SAYING_OTHERWISE, n.SHOWING_PLACEHOLDER, n.TABLE))
_OF_OWNER = frozenset(
    (n.NUMBERING, n.STYLE, n.SPAN, n.COLUMNS_BEFORE, n.MERGED_DOWN, n.CELL_DELETED)
)
"""Held by the properties of a paragraph, a row or a cell."""

_NAMING = {n.TAG: n.VALUE, n.ALIAS: n.VALUE, n.BOOKMARK: n.w("name")}
_OWNED = (n.BOOKMARK, n.CONTROL)
_HELD = _AT_ANY_DEPTH | _OF_OWNER
_BUILT = frozenset((n.PARAGRAPH, n.TABLE, n.ROW, n.CELL, n.TEXT_BOX))
_BESIDE_TEXT = frozenset(PIECES) - {n.TEXT}
_LOOKED_FOR = (*_BUILT, *_HELD, *_NAMING, *_OWNED, *_BESIDE_TEXT)
_Lists = dict[_Element, list[_Element]]


class _Build:
    """How a body is built of blocks, rows and cells that stand right in one another.

    `wrapped` are the elements with one inside them that does not stand right there: in a control,
    an insertion, or anything else. What is in those takes looking through what is around it.
    """

    def __init__(self, body: _Element) -> None:
        self.blocks: _Lists = {body: []}
        self.rows: _Lists = {}
        self.cells: _Lists = {}
        self.wrapped: set[_Element] = set()

    def add(self, element: _Element, tag: str) -> None:
        """Take the next of the elements in the order of the document."""
        lists = self.blocks
        if tag == n.PARAGRAPH:
            pass
        elif tag == n.CELL:
            lists[element], lists = [], self.cells
        elif tag == n.ROW:
            self.cells[element], lists = [], self.rows
        elif tag == n.TABLE:
            self.rows[element] = []
        else:
            lists[element] = []
            return
        around = element.getparent()
        beside = None if around is None else lists.get(around)
        if beside is None:
            self._wrap(around)
        else:
            beside.append(element)

    def _wrap(self, around: _Element | None) -> None:
        while around is not None:
            self.wrapped.add(around)
            if around in self.blocks or around in self.rows or around in self.cells:
                break
            around = around.getparent()


class Contents:
    """The rare things in a body, known by whatever stands around them, and the texts in it.

    The body is gone through once; most of its paragraphs hold text alone, whose text is then
    read without looking for anything else. `tags`, `aliases` and `bookmarks` are the names it
    carries, by which answers may be marked; `placeholders` the controls that show theirs.
    """

    def __init__(self, body: _Element) -> None:
        self._build = _Build(body)
        self._holders: dict[str, set[_Element]] = {tag: set() for tag in _HELD}
        self._names: dict[str, set[str]] = {tag: set() for tag in _NAMING}
        self._ownable: dict[str, list[_Element]] = {tag: [] for tag in _OWNED}
        self._pieces = (n.TEXT, *self._gather(body))
        self.tags: AbstractSet[str] = self._names[n.TAG]
        self.aliases: AbstractSet[str] = self._names[n.ALIAS]
        self.bookmarks: AbstractSet[str] = self._names[n.BOOKMARK]
        may_show = self._holders[n.SHOWING_PLACEHOLDER].intersection(self._ownable[n.CONTROL])
        self.is_marked = bool(self.tags or self.aliases or self.bookmarks)
        self.placeholders: AbstractSet[_Element] = set(filter(is_placeholder, may_show))
        self._forked: set[_Element] = set().union(
            *(self._holders[tag] for tag in _SAYING_OTHERWISE)
        )
        self._untyped: set[_Element] = set()
        for control in self.placeholders:
            _climb(control, self._untyped)
        self._owned: dict[str, _Lists] = {}
        self._texts: dict[_Element, str] = {}
        self._paragraphs: _Lists = {}
        self._found: _Lists = {}

    def _gather(self, body: _Element) -> set[str]:
        """Look through a body once, and tell which pieces it has that are no plain text."""
        pieces: set[str] = set()
        add, holders = self._build.add, self._holders
        for each in body.iter(*_LOOKED_FOR):
            tag = each.tag
            if tag in _BUILT:
                add(each, tag)
            if tag == n.STYLE and not is_heading_style(each.get(n.VALUE) or ""):
                continue
            if tag in _OF_OWNER:
                holders[tag].update(_owners(each))
            elif tag in _AT_ANY_DEPTH:
                _climb(each, holders[tag])
            elif tag in _BESIDE_TEXT:
                pieces.add(tag)
            elif tag not in _BUILT:
                self._note(each, tag)
        return pieces

    def _note(self, element: _Element, tag: str) -> None:
        if tag in self._ownable:
            self._ownable[tag].append(element)
        if tag in self._names:
            self._names[tag].add(element.get(_NAMING[tag]) or "")

    def holds(self, element: _Element, tag: str) -> bool:
        """Whether an element may have one of this name: what it has is the caller's to look at.

        Of a style only that of a heading counts. Raises KeyError for a name not looked for.
        """
        return element in self._holders[tag]

    def holders(self, tag: str) -> AbstractSet[_Element]:
        """All that `holds` one of this name, for who asks of every element."""
        return self._holders[tag]

    def own(self, element: _Element, tag: str) -> Sequence[_Element]:
        """The bookmarks or controls in a cell or paragraph, those in tables inside it apart."""
        owned = self._owned.get(tag)
        if owned is None:
            owned = self._owned[tag] = _owned_of(self._ownable[tag])
        return owned.get(element, ())

    def is_wrapped(self, element: _Element) -> bool:
        """Whether a block, row or cell in an element may have a control or a change around it."""
        return element in self._build.wrapped

    def blocks(self, container: _Element) -> list[_Element]:
        """The `blocks_in` a body, cell or text box."""
        return self._standing(container, self._build.blocks, blocks_in)

    def rows(self, table: _Element) -> list[_Element]:
        """The `rows_in` a table."""
        return self._standing(table, self._build.rows, rows_in)

    def cells(self, row: _Element) -> list[_Element]:
        """The `cells_in` a row."""
        return self._standing(row, self._build.cells, cells_in)

    def _standing(
        self, element: _Element, lists: _Lists, find: Callable[[_Element], Iterator[_Element]]
    ) -> list[_Element]:
        found = None if element in self._build.wrapped else lists.get(element)
        if found is None:
            found = self._found.get(element)
        if found is None:
            found = self._found[element] = list(find(element))
        return found

    def paragraph(self, paragraph: _Element) -> str:
        """`paragraph_text` of a paragraph."""
        text = self._texts.get(paragraph)
        if text is None:
            if paragraph in self._forked:
                text = paragraph_text(paragraph)
            elif paragraph in self._untyped:
                text = "".join(map(self._typed, paragraph))
            else:
                text = self._plain(paragraph)
            self._texts[paragraph] = text
        return text

    def text(self, element: _Element) -> str:
        """`text_of` an element."""
        paragraphs = self.paragraphs(element)
        return "\n".join(map(self._with_boxes, paragraphs)) if paragraphs else text_of(element)

    def paragraphs(self, element: _Element) -> list[_Element]:
        """The `outer_paragraphs` of an element."""
        found = self._build.blocks.get(element)
        if found is not None and not (self.is_wrapped(element) or self.holds(element, n.TABLE)):
            return found
        found = self._paragraphs.get(element)
        if found is None:
            found = self._paragraphs[element] = list(outer_paragraphs(element))
        return found

    def boxes(self, paragraph: _Element) -> Iterator[_Element]:
        """The `text_boxes` of a paragraph."""
        return text_boxes(paragraph) if self.holds(paragraph, n.TEXT_BOX) else iter(())

    def _typed(self, child: _Element) -> str:
        """What a child of a paragraph says beside placeholders, where nothing else is forked."""
        if child in self.placeholders or child.tag == n.PARAGRAPH_PROPERTIES:
            return ""
        return "".join(said_in(child)) if child in self._untyped else self._plain(child)

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


def _owners(element: _Element) -> Iterator[_Element]:
    """The properties an element stands in, and what they are the properties of."""
    properties = element.getparent()
    if properties is not None:
        yield properties
        owner = properties.getparent()
        if owner is not None:
            yield owner


def _owned_of(elements: list[_Element]) -> _Lists:
    """Elements by the cells and paragraphs around each, out to the next table."""
    owned: _Lists = {}
    for element in elements:
        for around in element.iterancestors():
            if around.tag == n.TABLE:
                break
            if around.tag in (n.CELL, n.PARAGRAPH):
                owned.setdefault(around, []).append(element)
    return owned


def _climb(element: _Element | None, holders: set[_Element]) -> None:
    while element is not None and element not in holders:
        holders.add(element)
        element = element.getparent()
