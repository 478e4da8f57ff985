"""The marks of comments around words of a Word file, whose text stays as it is."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from documents.quoting import Passage
from documents.reader import names as n

_RUN = n.w("r")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SEEN_THROUGH = frozenset(
    {n.CONTROL, n.CONTROL_CONTENT, n.CUSTOM_XML, n.SMART_TAG, n.INSERTED, n.MOVED_HERE}
    | {n.w("hyperlink"), n.w("fldSimple"), n.w("bdo"), n.w("dir")}
)
_SAID = {
    n.TAB: " ",
    n.POSITIONED_TAB: " ",
    n.BREAK: " ",
    n.CARRIAGE_RETURN: " ",
    n.SOFT_HYPHEN: "\u00ad",
    n.FIXED_HYPHEN: "-",
}
_MOST_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edge:
    """Where words begin or end: so many characters into an element of a run."""

    element: _Element
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Span:
    """The words a comment is about."""

    start: Edge
    end: Edge


class Words:
    """What some paragraphs say, with the element that each character stands in."""

    def __init__(self, paragraphs: Iterable[_Element]) -> None:
        self._pieces = list(_bounded(paragraphs))
        self._starts = [0, *accumulate(len(text) for _, text in self._pieces)]
        self._passage = Passage("".join(text for _, text in self._pieces))

    def find(self, evidence: str) -> Span | None:
        """The words of the evidence, None where they do not stand here."""
        found = self._passage.find(evidence)
        if found is None:
            return None
        first, last = self._edge(found[0]), self._edge(found[1] - 1)
        return Span(start=first, end=Edge(element=last.element, offset=last.offset + 1))

    def _edge(self, place: int) -> Edge:
        piece = bisect_right(self._starts, place) - 1
        return Edge(element=self._pieces[piece][0], offset=place - self._starts[piece])


class Marks:
    """The marks of comments, gathered first and laid at once, since laying them splits runs."""

    def __init__(self) -> None:
        self._cuts: dict[_Element, list[_Cut]] = defaultdict(list)

    def around_words(self, span: Span, number: int) -> None:
        """Let a comment stand around words, and around a control whole.

        A comment that ends within a control is lost by LibreOffice, with text of the control.
        """
        self._add(_Cut(edge=span.start, start=number))
        self._add(_Cut(edge=span.end, end=number))

    def around_paragraphs(self, first: _Element, last: _Element, number: int) -> None:
        """Let a comment stand around whole paragraphs; these marks are laid at once."""
        properties = first.find(n.PARAGRAPH_PROPERTIES)
        first.insert(0 if properties is None else 1, _marker("w:commentRangeStart", number))
        last.append(_marker("w:commentRangeEnd", number))
        last.append(_reference(number))

    def lay(self) -> None:
        """Split the runs where words begin and end, and put the marks between."""
        for run, cuts in self._cuts.items():
            children = {child: place for place, child in enumerate(run)}
            cuts.sort(
                key=lambda cut: (children[cut.edge.element], cut.edge.offset, cut.end is None)
            )
            for cut in reversed(cuts):
                cut.lay(run, is_before=_split(run, cut.edge))

    def _add(self, cut: "_Cut") -> None:
        run = cut.edge.element.getparent()
        if run is None:
            return
        control = _control_around(run)
        if control is None:
            self._cuts[run].append(cut)
        else:
            cut.lay(control, is_before=cut.start is not None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cut:
    """A place in a run with the number of the comment that begins or ends there."""

    edge: Edge
    start: int | None = None
    end: int | None = None

    def lay(self, element: _Element, *, is_before: bool) -> None:
        """Put the mark beside an element."""
        place = element.addprevious if is_before else element.addnext
        if self.start is not None:
            place(_marker("w:commentRangeStart", self.start))
        if self.end is not None:
            end = _marker("w:commentRangeEnd", self.end)
            place(end)
            end.addnext(_reference(self.end))


def _split(run: _Element, edge: Edge) -> bool:
    """Move what comes after an edge to a run of its own; True where the whole run comes after."""
    content = [child for child in run if child.tag != n.RUN_PROPERTIES]
    at, text = content.index(edge.element), edge.element.text or ""
    if edge.element.tag == n.TEXT and 0 < edge.offset < len(text):
        rest = deepcopy(edge.element)
        for element, words in ((edge.element, text[: edge.offset]), (rest, text[edge.offset :])):
            element.text = words
            element.set(_SPACE, "preserve")
        after = [rest, *content[at + 1 :]]
    else:
        after = content[at + 1 :] if edge.offset else content[at:]
        if len(after) == len(content):
            return True
    if after:
        run.addnext(_run_like(run, after))
    return False


def _run_like(run: _Element, content: Sequence[_Element]) -> _Element:
    made = OxmlElement("w:r")
    for name, value in run.attrib.items():
        made.set(str(name), str(value))
    properties = run.find(n.RUN_PROPERTIES)
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(content)
    return made


def _control_around(run: _Element) -> _Element | None:
    """The outermost control that a run stands in within its paragraph."""
    found, around = None, run.getparent()
    while around is not None and around.tag != n.PARAGRAPH:
        found = around if around.tag == n.CONTROL else found
        around = around.getparent()
    return found


def _bounded(paragraphs: Iterable[_Element]) -> Iterator[tuple[_Element, str]]:
    left = _MOST_CHARACTERS
    for piece in _pieces(paragraphs):
        yield piece
        left -= len(piece[1])
        if left <= 0:
            return


def _pieces(paragraphs: Iterable[_Element]) -> Iterator[tuple[_Element, str]]:
    """The elements that say something, each with its text; a space parts two paragraphs."""
    for paragraph in paragraphs:
        waiting = list(reversed(paragraph))
        while waiting:
            each = waiting.pop()
            if each.tag == _RUN:
                yield from ((child, _said(child)) for child in each if _said(child))
            elif each.tag in _SEEN_THROUGH:
                waiting.extend(reversed(each))
        yield paragraph, " "


def _said(element: _Element) -> str:
    return element.text or "" if element.tag == n.TEXT else _SAID.get(str(element.tag), "")


def _reference(number: int) -> _Element:
    reference = OxmlElement("w:r")
    reference.append(_marker("w:commentReference", number))
    return reference


def _marker(tag: str, number: int) -> _Element:
    marker: _Element = OxmlElement(tag)
    marker.set(qn("w:id"), str(number))
    return marker
