"""The tags of a template: which field each asks for, and what stands in its place when compiled."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from documents.controls import Setting
from documents.marks import OF_PARAGRAPHS
from documents.reader import names as n
from documents.words import PICTURE, PICTURED, RESERVED, known_words
from forms.facts import fact
from forms.grammar import Field, FormDefinition, Group
from forms.late import late
from forms.outline import Outline, Placed, outline

_TAG = late(r"{{.*?}}|{%.*?%}|{#.*?#}")
PRINT = late(r"{{[rp]?\s+([A-Za-z_][\w.]*)\s*}}|{{([A-Za-z_][\w.]*)}}")
FOR = late(r"{%(tr|p)\s+for\s+(\w+)\s+in\s+([\w.]+)\s*%}")
END = late(r"{%(tr|p)\s+endfor\s*%}")
_LIKE, _AS_LIKE = 60, 10
_BEFORE_MERGE = frozenset({n.w("cnfStyle"), n.w("tcW"), n.SPAN, n.w("hMerge")})
_DECLARED = late(r'\sxmlns:\w+="[^"]*"')


class TagProblem(StrEnum):
    """What can be wrong with a tag."""

    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_WORD = "unknown_word"
    ASKED_TWICE = "asked_twice"
    NOT_ASKED = "not_asked"
    NOT_ALONE = "not_alone_in_its_cell"
    UNREADABLE = "unreadable_tag"
    NOT_CLOSED = "loop_not_closed"
    LOOPED_TWICE = "looped_twice"
    WRONG_LOOP = "wrong_loop"
    LOOP_MISPLACED = "loop_misplaced"


@fact
class TagFault:
    """One tag that does not fit the form; `suggestions` are names it may have meant.

    `paragraph` is the number of its paragraph in the body, None for what stands nowhere.
    """

    code: TagProblem
    tag: str
    suggestions: tuple[str, ...] = ()
    paragraph: int | None = None


class Asked(NamedTuple):
    """A field or total a template prints, once, in the paragraph of that number."""

    address: str
    tag: str
    paragraph: int


class Prepared(NamedTuple):
    """What a template asks for; the tree it was found in now holds the compiled tags."""

    asked: tuple[Asked, ...]
    settings: tuple[Setting, ...]
    faults: tuple[TagFault, ...]


class _Loop(NamedTuple):
    variable: str
    address: str
    expression: str
    tag: str
    level: str
    paragraph: int
    around: _Element | None


class _Scan:
    """A walk over the paragraphs of a template, changing them as it goes."""

    def __init__(self, form: Outline) -> None:
        self.form = form
        self.loops: list[_Loop] = []
        self.asked: list[Asked] = []
        self.settings: list[Setting] = []
        self.faults: list[TagFault] = []
        self.marker: str | None = None
        self.looped: set[str] = set()
        self.number = 0

    def paragraph(self, number: int, paragraph: _Element) -> None:
        self.number, text = number, _text(paragraph)
        for tag in _TAG.findall(text):
            self._tag(tag, paragraph)
        is_loop = FOR.search(text) or END.search(text)
        if self.marker is not None and not is_loop:
            paragraph.append(_run(self.marker))
            self.marker = None

    def _tag(self, tag: str, paragraph: _Element) -> None:
        if tag.startswith("{{"):
            self._print(tag, paragraph)
        elif start := FOR.fullmatch(tag):
            self._open(start[1], start[2], start[3], paragraph)
        elif end := END.fullmatch(tag):
            self._close(end[1], tag, paragraph)

    def _print(self, tag: str, paragraph: _Element) -> None:
        match = PRINT.fullmatch(tag)
        if match is None:
            self._fault(TagProblem.UNREADABLE, tag)
            return
        expression = match[1] or match[2]
        first, _, group = expression.partition(".")
        if first in RESERVED:
            self._word(tag, expression, group)
            return
        placed = self.form.get(self._address(expression))
        if placed is None or isinstance(placed.item, Group):
            self._unknown(TagProblem.UNKNOWN_FIELD, tag, expression)
            return
        self.asked.append(Asked(address=placed.address, tag=tag, paragraph=self.number))
        if not self._is_in_its_loops(placed):
            self._fault(TagProblem.WRONG_LOOP, tag, self._loop_of(placed))
            return
        if isinstance(placed.item, Field) and _text(_cell_of(paragraph)).strip() != tag:
            self._fault(TagProblem.NOT_ALONE, tag)
            return
        self._put(placed, tag, expression, paragraph)

    def _word(self, tag: str, expression: str, group: str) -> None:
        if expression.partition(".")[0] == PICTURE:
            if group not in PICTURED or self.form.get(group) is None:
                self._unknown(TagProblem.UNKNOWN_GROUP, tag, group)
        elif expression not in known_words(self.form.definition):
            near = nearest(expression, known_words(self.form.definition))
            self._fault(TagProblem.UNKNOWN_WORD, tag, near)

    def _is_in_its_loops(self, placed: Placed) -> bool:
        """Whether the loops that are open go through the rows it stands in, and no others."""
        return [loop.address for loop in self.loops] == [each.address for each in placed.groups]

    def _loop_of(self, placed: Placed) -> tuple[str, ...]:
        """What the innermost loop around it should go through."""
        return (placed.groups[-1].address,) if placed.groups else ()

    def _put(self, placed: Placed, tag: str, expression: str, paragraph: _Element) -> None:
        """The compiled tag; what it prints keeps the formatting of the paragraph and the run."""
        call = f"drawn({expression}, {len(self.settings)})"
        setting = Setting(
            paragraph=_xml(paragraph.find(n.PARAGRAPH_PROPERTIES)),
            run=_xml(paragraph.find(f".//{n.w('r')}/{n.RUN_PROPERTIES}")),
        )
        self.settings.append(setting)
        if placed.is_merged:
            _merge_cell(_ancestor(paragraph, n.CELL), "{{ merged(" + expression + ") }}")
        if isinstance(placed.item, Field) and placed.item.kind.control in OF_PARAGRAPHS:
            _replace(paragraph, "{{p " + call + " }}")
        elif isinstance(placed.item, Field):
            _replace(paragraph, "{{r " + call + " }}")
        else:
            _substitute(paragraph, tag, "{{r " + call + " }}")

    def _open(self, level: str, variable: str, expression: str, paragraph: _Element) -> None:
        placed = self.form.get(self._address(expression))
        tag = f"for {variable} in {expression}"
        around = _around(level, paragraph)
        if placed is None or not isinstance(placed.item, Group):
            self._unknown(TagProblem.UNKNOWN_GROUP, tag, expression)
        else:
            self._check_loop(placed, tag)
        address = placed.address if placed else expression
        loop = _Loop(
            variable=variable,
            address=address,
            expression=expression,
            tag=tag,
            level=level,
            paragraph=self.number,
            around=around,
        )
        self.loops.append(loop)
        if around is None or not _is_alone(level, paragraph):
            self._fault(TagProblem.LOOP_MISPLACED, tag)
        elif level == "tr":
            row = _ancestor(paragraph, n.ROW)
            row.addprevious(_row("{{tr " + expression + ".Open }}"))
            row.addnext(_row("{{tr " + variable + ".Open }}"))
        else:
            self.marker = "{{r " + variable + ".Marker }}"

    def _check_loop(self, placed: Placed, tag: str) -> None:
        if not self._is_in_its_loops(placed):
            self._fault(TagProblem.WRONG_LOOP, tag, self._loop_of(placed))
        if placed.address in self.looped:
            self._fault(TagProblem.LOOPED_TWICE, tag)
        self.looped.add(placed.address)

    def _close(self, level: str, tag: str, paragraph: _Element) -> None:
        if not self.loops:
            self._fault(TagProblem.NOT_CLOSED, tag)
            return
        loop = self.loops.pop()
        around = _around(level, paragraph)
        is_apart = level != loop.level or around is None or around is not loop.around
        if is_apart or not _is_alone(level, paragraph):
            self._fault(TagProblem.LOOP_MISPLACED, loop.tag)
        elif level == "tr":
            row = _ancestor(paragraph, n.ROW)
            row.addprevious(_row("{{tr " + loop.variable + ".Close }}"))
            row.addnext(_row("{{tr " + loop.expression + ".Close }}"))

    def _address(self, expression: str) -> str:
        first, _, rest = expression.partition(".")
        for loop in reversed(self.loops):
            if loop.variable == first:
                return f"{loop.address}.{rest}"
        return expression

    def _unknown(self, code: TagProblem, tag: str, expression: str) -> None:
        items = self.form.groups() if code is TagProblem.UNKNOWN_GROUP else self.form.fields()
        names = {each.address: self._name_here(each.address) for each in items}
        near = nearest(self._address(expression), names)
        self._fault(code, tag, tuple(dict.fromkeys(names[address] for address in near)))

    def _name_here(self, address: str) -> str:
        """An address as a tag writes it inside the loops that are open."""
        for loop in reversed(self.loops):
            if address.startswith(f"{loop.address}."):
                return loop.variable + address.removeprefix(loop.address)
        return address

    def _fault(self, code: TagProblem, tag: str, suggestions: tuple[str, ...] = ()) -> None:
        fault = TagFault(code=code, tag=tag, suggestions=suggestions, paragraph=self.number)
        self.faults.append(fault)


def prepare(definition: FormDefinition, root: _Element) -> Prepared:
    """Find every tag of a template's body and put the compiled one in its place.

    The faults name fields that are asked twice or not at all, and tags that fit no field.
    """
    form = outline(definition)
    scan = _Scan(form)
    for number, paragraph in enumerate(list(root.iter(n.PARAGRAPH))):
        scan.paragraph(number, paragraph)
    faults = [*scan.faults, *_counted(form, scan.asked)]
    faults += [
        TagFault(code=TagProblem.NOT_CLOSED, tag=loop.tag, paragraph=loop.paragraph)
        for loop in scan.loops
    ]
    return Prepared(asked=tuple(scan.asked), settings=tuple(scan.settings), faults=tuple(faults))


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that a misspelt one may have meant, the likeliest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded where asked for

    found = process.extract(name, sorted(known), scorer=fuzz.ratio, limit=3, score_cutoff=_LIKE)
    return tuple(each for each, score, _ in found if score >= found[0][1] - _AS_LIKE)


def _counted(form: Outline, asked: list[Asked]) -> Iterator[TagFault]:
    times: Counter[str] = Counter()
    for each in asked:
        times[each.address] += 1
        if times[each.address] == 2:
            code = TagProblem.ASKED_TWICE
            yield TagFault(code=code, tag=each.address, paragraph=each.paragraph)
    for placed in form.fields():
        if placed.address not in times:
            yield TagFault(code=TagProblem.NOT_ASKED, tag=placed.address)


def _text(element: _Element | None) -> str:
    return "" if element is None else "".join(each.text or "" for each in element.iter(n.TEXT))


def _cell_of(paragraph: _Element) -> _Element | None:
    return next(paragraph.iterancestors(n.CELL), None)


def _ancestor(element: _Element, tag: str) -> _Element:
    return next(element.iterancestors(tag))


def _around(level: str, paragraph: _Element) -> _Element | None:
    """What both ends of a loop must stand in: a table, or whatever holds the paragraphs."""
    if level == "p":
        return paragraph.getparent()
    return next(paragraph.iterancestors(n.TABLE), None)


def _is_alone(level: str, paragraph: _Element) -> bool:
    """Whether a loop's tag has its row or paragraph to itself: the whole of it goes away."""
    whole = paragraph if level == "p" else next(paragraph.iterancestors(n.ROW), None)
    return len(_TAG.findall(_text(whole))) == 1 and _TAG.sub("", _text(whole)).strip() == ""


def _run(text: str) -> _Element:
    run = etree.Element(n.w("r"))
    etree.SubElement(run, n.TEXT).text = text
    return run


def _row(text: str) -> _Element:
    row = etree.Element(n.ROW)
    cell = etree.SubElement(row, n.CELL)
    etree.SubElement(cell, n.PARAGRAPH).append(_run(text))
    return row


def _merge_cell(cell: _Element, text: str) -> None:
    """The tag that merges a cell with those around it, where the schema has it in `tcPr`."""
    properties = cell.find(n.CELL_PROPERTIES)
    if properties is None:
        properties = etree.Element(n.CELL_PROPERTIES)
        cell.insert(0, properties)
    before = [each for each in properties if each.tag in _BEFORE_MERGE]
    if before:
        before[-1].tail = text
    else:
        properties.text = text


def _replace(paragraph: _Element, text: str) -> None:
    properties = paragraph.find(n.PARAGRAPH_PROPERTIES)
    for child in list(paragraph):
        if child is not properties:
            paragraph.remove(child)
    paragraph.append(_run(text))


def _substitute(paragraph: _Element, tag: str, text: str) -> None:
    """The compiled tag in place of one that stands among other words, wherever Word split it."""
    pieces = list(paragraph.iter(n.TEXT))
    start = _text(paragraph).index(tag)
    end, at = start + len(tag), 0
    for piece in pieces:
        old = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(old))
        if first < last or (first == last == 0 and at == start and old):
            piece.text = old[:first] + (text if at <= start else "") + old[last:]
        at += len(old)


def _xml(element: _Element | None) -> str:
    """An element as text inside the body, whose root declares the names already."""
    return "" if element is None else _DECLARED.sub("", etree.tostring(element, encoding="unicode"))
