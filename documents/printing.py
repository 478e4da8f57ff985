"""Documents of ours that are no form: a template of Word filled with words, never read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from documents.controls import escaped
from documents.frame import DECLARATION
from documents.package import Part, read_parts, zipped
from documents.patching import patched
from documents.safety.xml import parse_xml
from documents.template import BODY
from forms.text import clean_line, clean_prose

_LONGEST_TITLE = 255
"""What Word takes as a document's title."""

_CORE, _APP, _TYPES = "docProps/core.xml", "docProps/app.xml", "[Content_Types].xml"
_CORE_TEXT = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>%s</dc:title><dc:language>da-DK</dc:language></cp:coreProperties>"
)
_APP_TEXT = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Tilsagn</Application></Properties>'
)
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def printed(template: Path, words: Mapping[str, object], title: str) -> bytes:
    """The template filled and titled; the same words give the same bytes.

    Raises OSError when there is no template.
    """
    compiled = _compiled(template.read_bytes())
    rendered = {name: source.render(words) for name, source in compiled.sources.items()}
    for text in rendered.values():
        parse_xml(text.encode())
    shown = escaped(clean_line(title)[:_LONGEST_TITLE])
    written = {**rendered, _CORE: _CORE_TEXT % shown, _APP: _APP_TEXT}
    parts = {**compiled.parts, **{name: text.encode() for name, text in written.items()}}
    names = [_TYPES, *sorted(parts.keys() - {_TYPES})]
    return zipped(Part.of(name, parts[name]) for name in names)


class Text(str):
    """Text that a template prints escaped, with Word's own tabs and line breaks."""

    __slots__ = ()

    def __html__(self) -> str:
        return escaped(self).replace("\n", _BREAK).replace("\t", _TAB)


def line(text: str) -> Text:
    """A text of one line."""
    return Text(clean_line(text))


def prose(text: str) -> Text:
    """A text of several lines."""
    return Text(clean_prose(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    """The parts of the template, and those that have tags as what is rendered."""

    parts: Mapping[str, bytes]
    sources: Mapping[str, jinja2.Template]


@lru_cache(maxsize=4)
def _compiled(data: bytes) -> _Template:
    """The template from its bytes, compiled once for each content."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    parts = read_parts(data)
    sources = {
        name: environment.from_string(_source(content))
        for name, content in parts.items()
        if name == BODY or name.startswith(("word/header", "word/footer"))
    }
    return _Template(parts=parts, sources=sources)


def _source(content: bytes) -> str:
    """A part as Jinja2, its tags read as docxtpl reads them."""
    return DECLARATION + patched(etree.tostring(parse_xml(content), encoding="unicode"))
