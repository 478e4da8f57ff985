"""docxtpl given the same templates and the same things to print, as its users would call it."""

import io
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from documents.engine.compiling import Holes
from documents.engine.names import names_for
from documents.engine.page import Page
from documents.package import Part, read_parts, zipped
from documents.reader import names as n
from documents.safety.xml import parse_xml
from documents.tags import prepare
from documents.template import BODY, template_of
from documents.template_file import template_file
from documents.words import words_of
from forms.answers import Answers
from forms.grammar import FormDefinition

_MARGINS = ("word/header", "word/footer")
_NAMES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
"""Names that controls are written with: docxtpl takes them from the root of the template."""


def prepared_template(definition: FormDefinition, data: bytes = b"") -> bytes:
    """A template, else the form's own, with our calls for its tags, in docxtpl's own syntax."""
    parts = read_parts(data or template_file(definition).read_bytes())
    root = parse_xml(parts[BODY])
    prepare(definition, root)
    known = {prefix: uri for prefix, uri in root.nsmap.items() if prefix} | _NAMES
    wider = etree.Element(root.tag, dict(root.attrib), nsmap=known)
    wider.extend(list(root))
    parts[BODY] = etree.tostring(wider, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(Part.of(name, content) for name, content in parts.items())


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja2 as strict as ours."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def render(
    template: bytes, definition: FormDefinition, answers: Answers, holes: Holes | None = None
) -> bytes:
    """A document: the template opened, rendered and saved; its `holes`, else of the form's own."""
    document = DocxTemplate(io.BytesIO(template))
    return _saved(document, environment(), Page.of(definition, answers), holes)


def render_cached(template: bytes, definition: FormDefinition, answers: Answers) -> bytes:
    """The same by a docxtpl that keeps what it has patched and compiled of each template."""
    return _saved(_Keeping(io.BytesIO(template)), _KEPT, Page.of(definition, answers), None)


def _saved(document: DocxTemplate, compiler: Environment, page: Page, holes: Holes | None) -> bytes:
    given = holes or template_of(page.definition).holes
    names = {**words_of(page.definition), **names_for(page, given)}
    document.render(names, compiler, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Keeping(DocxTemplate):
    """docxtpl without the work that is the same for every document of a template."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


class _KeepingEnvironment(ImmutableSandboxedEnvironment):
    @lru_cache(maxsize=64)  # noqa: B019 - there is one of it, and it lives as long as the program
    def from_string(self, source: Any, *_more: Any) -> Any:
        return super().from_string(source)


_KEPT = _KeepingEnvironment(autoescape=True, undefined=StrictUndefined)


@lru_cache(maxsize=64)
def _patched(source: str) -> str:
    return str(DocxTemplate("").patch_xml(source))


def same_parts(ours: bytes, theirs: bytes) -> bool:
    """Whether two documents have the same bodies, headers and footers, in canonical XML."""
    first, second = read_parts(ours), read_parts(theirs)
    names = [name for name in first if name == BODY or name.startswith(_MARGINS)]
    return all(canonical(first[name]) == canonical(second[name]) for name in names)


def canonical(part: bytes) -> bytes:
    """A part in canonical XML.

    Without the runs docxtpl leaves empty beside its tags, the names its root declares for
    newer Words, and the numbers it gives pictures.
    """
    root = parse_xml(part)
    for run in list(root.iter(n.RUN)):
        around = run.getparent()
        if around is not None and [each.tag for each in run] == [n.TEXT] and not run[0].text:
            around.remove(run)
    for picture in root.iter(n.DRAWING_PROPERTIES):
        picture.attrib.pop("id", None)
    root.attrib.clear()
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n2")
