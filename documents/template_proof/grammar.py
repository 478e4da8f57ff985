"""The closed grammar of tags: names of the form, and loops over its rows. All else is refused.

Every text of every part is looked at, since Jinja2 meets a tag wherever it stands in the body:
in an attribute, a field code, a remark in the XML. It takes time in proportion to the text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from documents.reader import names as n
from documents.safety.xml import parse_xml
from documents.tags import END, FOR, PRINT, nearest
from documents.template import BODY
from documents.template_proof.findings import (
    TemplateFinding,
    TemplatePart,
    TemplatePlace,
    TemplateProblem,
)
from documents.template_proof.places import Places, shortened
from documents.words import RESERVED, known_words
from forms.grammar import FormDefinition

_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ENDS = tuple(_CLOSED_BY.values())
_MARKS = (*_CLOSED_BY, *_ENDS)
_MOST = 100
"""So many findings of one part are told of; whoever mends those meets the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A tag, or text between tags."""

    text: str
    is_tag: bool
    is_closed: bool = True


def tag_findings(
    definition: FormDefinition, parts: Mapping[str, bytes]
) -> Iterator[TemplateFinding]:
    """What stands in tags that may not, and tags where none may be."""
    for name, content in parts.items():
        part = part_of(name)
        if not name.lower().endswith((".xml", ".rels", ".vml")) or not content:
            continue
        look = _Look(definition, parse_xml(content), part)
        for number, finding in enumerate(look.all()):
            if number == _MOST:
                break
            yield finding


def asked_at_top(root: _Element) -> frozenset[str]:
    """What the tags of a body name that stands in no row: fields and groups, the form's or not."""
    names: set[str] = set()
    variables: set[str] = set()
    for paragraph in root.iter(n.PARAGRAPH):
        text = "".join(each.text or "" for each in paragraph.iter(n.TEXT))
        for piece in _pieces(text) if "{" in text else ():
            if loop := FOR.fullmatch(piece.text):
                variables.add(loop[2])
                names.add(loop[3])
            elif name := _name(piece.text):
                names.add(name)
    return frozenset(
        each for each in names if each.partition(".")[0] not in variables.union(RESERVED)
    )


def part_of(name: str) -> TemplatePart:
    """Which part of the document a part of the package is."""
    if name == BODY:
        return TemplatePart.BODY
    if name.endswith(".rels"):
        return TemplatePart.RELATIONS
    for start, part in _BY_START.items():
        if name.startswith(start):
            return part
    return TemplatePart.OTHER


_BY_START = {
    "word/header": TemplatePart.HEADER,
    "word/footer": TemplatePart.FOOTER,
    "word/footnotes": TemplatePart.NOTES,
    "word/endnotes": TemplatePart.NOTES,
    "word/comments": TemplatePart.COMMENTS,
    "word/styles": TemplatePart.STYLES,
    "docProps/": TemplatePart.PROPERTIES,
}


class _Look:
    """One part of the package, element by element."""

    def __init__(self, definition: FormDefinition, root: _Element, part: TemplatePart) -> None:
        self._definition, self._root, self._part = definition, root, part
        self._places = Places(root, part)
        self._takes_words = part in (TemplatePart.BODY, TemplatePart.HEADER, TemplatePart.FOOTER)

    def all(self) -> Iterator[TemplateFinding]:
        if self._takes_words:
            for paragraph in self._root.iter(n.PARAGRAPH):
                yield from self._paragraph(paragraph)
        for element in self._root.iter():
            yield from self._element(element)

    def _paragraph(self, paragraph: _Element) -> Iterator[TemplateFinding]:
        """The text that Word splits over runs as it likes, as one."""
        texts = [each for each in paragraph.iter(n.TEXT) if _holder(each) is paragraph]
        text = "".join(each.text or "" for each in texts)
        if "{" not in text and "}" not in text:
            return
        place = self._places.of(paragraph)
        for piece in _pieces(text):
            yield from self._piece(piece, place)
        if _is_split(texts):
            yield _found(TemplateProblem.SPLIT, place.near, place)

    def _piece(self, piece: _Piece, place: TemplatePlace) -> Iterator[TemplateFinding]:
        shown = shortened(piece.text)
        if not piece.is_tag:
            if "{" in piece.text or "}" in piece.text:
                yield _found(TemplateProblem.BRACE, shown, place)
        elif not piece.is_closed:
            yield _found(TemplateProblem.BROKEN, shown, place)
        elif not _is_allowed(piece.text):
            yield _found(TemplateProblem.FORBIDDEN, shown, place)
        elif place.part is not TemplatePart.BODY:
            yield from self._margin(piece.text, place)

    def _margin(self, tag: str, place: TemplatePlace) -> Iterator[TemplateFinding]:
        """Outside the body, and in its text boxes, a tag may print the form's words alone."""
        name = _name(tag)
        if name.partition(".")[0] not in RESERVED:
            yield _found(TemplateProblem.WRONG_PLACE, tag, place)
        elif name not in known_words(self._definition):
            near = nearest(name, known_words(self._definition))
            yield _found(TemplateProblem.UNKNOWN_WORD, tag, place, near)

    def _element(self, element: _Element) -> Iterator[TemplateFinding]:
        """What stands elsewhere than in text: attributes, field codes, remarks in the XML."""
        is_remark = not isinstance(element.tag, str)
        for value in () if is_remark else map(str, element.attrib.values()):
            if self._has_mark(value):
                yield from self._attribute(value, self._place(element, value))
        is_read = element.tag == n.TEXT and _holder(element) is not None and self._takes_words
        for text in (element.tail, None if is_read else element.text):
            if not text or ("{" not in text and "}" not in text):
                continue
            place = self._place(element, text)
            if self._has_mark(text):
                yield _found(TemplateProblem.WRONG_PLACE, shortened(text), place)
            elif self._takes_words:
                yield _found(TemplateProblem.BRACE, shortened(text), place)

    def _has_mark(self, text: str) -> bool:
        """Only the parts that are rendered are asked for ends: others hold JSON, and braces."""
        return any(mark in text for mark in (_MARKS if self._takes_words else _CLOSED_BY))

    def _place(self, element: _Element, text: str) -> TemplatePlace:
        if self._takes_words:
            return self._places.of(element)
        return TemplatePlace(part=self._part, near=shortened(text))

    def _attribute(self, value: str, place: TemplatePlace) -> Iterator[TemplateFinding]:
        for piece in _pieces(value):
            is_plain = piece.is_tag and piece.is_closed and _is_allowed(piece.text)
            name = _name(piece.text) if is_plain else ""
            if not piece.is_tag:
                if any(mark in piece.text for mark in _ENDS):
                    yield _found(TemplateProblem.WRONG_PLACE, shortened(piece.text), place)
            elif not self._takes_words or name.partition(".")[0] not in RESERVED:
                problem = TemplateProblem.WRONG_PLACE if name else TemplateProblem.FORBIDDEN
                yield _found(problem, shortened(piece.text), place)
            elif name not in known_words(self._definition):
                near = nearest(name, known_words(self._definition))
                yield _found(TemplateProblem.UNKNOWN_WORD, piece.text, place, near)


def _found(
    problem: TemplateProblem,
    subject: str,
    place: TemplatePlace,
    suggestions: tuple[str, ...] = (),
) -> TemplateFinding:
    return TemplateFinding(problem=problem, subject=subject, place=place, suggestions=suggestions)


def _pieces(text: str) -> Iterator[_Piece]:
    """Tags and the texts between them, each character looked at a bounded number of times."""
    at = 0
    while True:
        start = min(
            (found for mark in _CLOSED_BY if (found := text.find(mark, at)) >= 0), default=-1
        )
        if start < 0:
            break
        if start > at:
            yield _Piece(text=text[at:start], is_tag=False)
        end = text.find(_CLOSED_BY[text[start : start + 2]], start + 2)
        if end < 0:
            yield _Piece(text=text[start:], is_tag=True, is_closed=False)
            return
        yield _Piece(text=text[start : end + 2], is_tag=True)
        at = end + 2
    if at < len(text):
        yield _Piece(text=text[at:], is_tag=False)


def _is_allowed(tag: str) -> bool:
    """Whether a tag is a name or a loop over rows; a name that begins with _ is none of ours."""
    if "._" in tag or "{_" in tag or " _" in tag:
        return False
    return any(each.fullmatch(tag) for each in (PRINT, FOR, END))


def _name(tag: str) -> str:
    """The name that a tag prints, empty for a loop."""
    match = PRINT.fullmatch(tag)
    return (match[1] or match[2]) if match else ""


def _holder(text: _Element) -> _Element | None:
    return next(text.iterancestors(n.PARAGRAPH), None)


def _is_split(texts: list[_Element]) -> bool:
    """Whether a tag begins in one formatting and ends in another, so that one of them is lost."""
    look, depth = b"", 0
    for each in texts:
        own = _formatting(each)
        if depth > 0 and own != look:
            return True
        text = each.text or ""
        depth += text.count("{") - text.count("}")
        look = own
    return False


def _formatting(text: _Element) -> bytes:
    """How a run looks, without what Word notes for itself."""
    run = text.getparent()
    properties = None if run is None else run.find(n.RUN_PROPERTIES)
    if properties is None:
        return b""
    kept = [each for each in properties if each.tag not in _UNSEEN]
    return b"|".join(
        str(each.tag).encode() + repr(sorted(map(str, each.attrib.items()))).encode()
        for each in kept
    )


_UNSEEN = frozenset({n.w("lang"), n.w("noProof")})
