"""A Word template with docxtpl's tags, compiled once to string work.

A field's tag stands alone in a cell of its own: there the reader finds the answer whole, with
whatever a person typed beside the control. Labels, headings and guidance come by the words
`form`, `afsnit`, `label` and `vejledning`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from documents import frame
from documents.engine.compiling import Holes, compiled_pieces, holes_of, printed_words
from documents.engine.holes import Plans
from documents.engine.tagged import NotCovered
from documents.package import Archive
from documents.patching import patched
from documents.safety.package import read_package
from documents.safety.xml import parse_xml
from documents.tags import TagFault, prepare
from documents.template_file import laid
from documents.words import Level, words_of
from forms.facts import fact
from forms.grammar import FormDefinition

if TYPE_CHECKING:
    import jinja2

BODY = "word/document.xml"
_MOST_COMPILED = 64
_NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
_IGNORABLE = f"{{{_NAMESPACES['mc']}}}Ignorable"


class TemplateFault(Exception):
    """A template that does not fit its form; `faults` says where and why."""

    def __init__(self, faults: tuple[TagFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.code}: {fault.tag}" for fault in faults))
        self.faults = faults


@fact
class Template:
    """A compiled template of one form; safe to share between threads.

    `archive` holds the parts that are the same in every document. The body is drawn by plans, or
    by Jinja2 itself where the template holds more than loops over rows and names. `made`
    counts the documents.
    """

    definition: FormDefinition
    body: "Plans | jinja2.Template"
    holes: Holes
    archive: Archive
    made: Iterator[int] = field(default_factory=lambda: count(1))

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def plans(self) -> Plans | None:
        """What draws the body; None where only Jinja2 can."""
        return self.body if isinstance(self.body, Plans) else None


_COMPILED: dict[tuple[FormDefinition, str], Template] = {}
_LAID: dict[str, tuple[tuple[int, ...], Template]] = {}


def template_of(definition: FormDefinition) -> Template:
    """The template of a form as it now lies in the folder; OSError when there is none.

    A file that was not changed since it was last asked for is not read again.
    """
    file, stamp = laid(definition)
    state = (stamp.st_ino, stamp.st_mtime_ns, stamp.st_size)
    known = _LAID.get(file)
    if known is not None and known[0] == state and known[1].definition is definition:
        return known[1]
    with open(file, "rb") as stream:
        template = compiled(definition, stream.read())
    _LAID[file] = (state, template)
    return template


def compiled(definition: FormDefinition, data: bytes) -> Template:
    """A template from its bytes, compiled once for each content; raises TemplateFault."""
    return compiled_once(definition, sha256(data).hexdigest(), lambda: data)


def compiled_once(definition: FormDefinition, checksum: str, load: Callable[[], bytes]) -> Template:
    """The template of a content, which is only loaded when it is met for the first time.

    `checksum` is the content's SHA-256 in hex. Raises TemplateFault, and whatever `load` does.
    """
    key = (definition, checksum)
    known = _COMPILED.get(key)
    if known is None:
        known = _compile(definition, load())
        while len(_COMPILED) >= _MOST_COMPILED:
            _COMPILED.pop(next(iter(_COMPILED)), None)
        _COMPILED[key] = known
    return known


def _compile(definition: FormDefinition, data: bytes) -> Template:
    parts = read_package(data)
    root = parse_xml(parts[BODY])
    prepared = prepare(definition, root)
    if prepared.faults:
        raise TemplateFault(prepared.faults)
    words = words_of(definition)
    static = {
        name: _rendered(content, words) if _is_margin(name) else content
        for name, content in parts.items()
        if name != BODY
    }
    archive = frame.around(definition, static)
    source = _source(root)
    holes = holes_of(definition, [each.address for each in prepared.asked], prepared.settings)
    return Template(
        definition=definition,
        body=_body(definition, source, holes, words),
        holes=holes,
        archive=archive,
    )


def _body(
    definition: FormDefinition, source: str, holes: Holes, words: Mapping[str, Level]
) -> "Plans | jinja2.Template":
    """Jinja2's own template is only made where it is used: that takes longer than all the rest."""
    try:
        return Plans(compiled_pieces(definition, source, holes, words))
    except NotCovered:
        from documents.engine.by_jinja import by_jinja  # noqa: PLC0415 - loaded where asked for

        return by_jinja(source, words)


def _is_margin(name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and name.endswith(".xml")


def _rendered(content: bytes, words: Mapping[str, Level]) -> bytes:
    """A header or footer, which knows the form's words and no answers."""
    source = patched(etree.tostring(parse_xml(content), encoding="unicode"))
    try:
        text = printed_words(source, words)
    except NotCovered:
        from documents.engine.by_jinja import by_jinja  # noqa: PLC0415 - loaded where asked for

        text = by_jinja(source, words).render()
    return (frame.DECLARATION + text).encode()


def _source(root: etree._Element) -> str:
    """The body as Jinja2, its root knowing the names that controls are written with."""
    return frame.DECLARATION + patched(etree.tostring(_with_namespaces(root), encoding="unicode"))


def _with_namespaces(root: etree._Element) -> etree._Element:
    known = {prefix: uri for prefix, uri in root.nsmap.items() if prefix} | _NAMESPACES
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    wider = etree.Element(root.tag, attributes, nsmap=known)
    ignorable = dict.fromkeys((*(root.get(_IGNORABLE) or "").split(), "w14", "w15"))
    wider.set(_IGNORABLE, " ".join(ignorable))
    wider.extend(list(root))
    return wider
