"""The letter that tells an applicant what is missing, document by document, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import jinja2
from babel.dates import format_date
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from documents.controls import escaped
from documents.frame import DECLARATION
from documents.package import Part, read_parts, zipped
from documents.safety.xml import parse_xml
from documents.template import BODY, FOLDER, patched
from forms.text import clean_line, clean_prose

TEMPLATE = FOLDER / "mangelbrev.docx"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPoint:
    """One thing to mend, or, where it is not required, to look at again.

    `where` is the name of the field, `place` where it stands in the file, `evidence` the words or
    the arithmetic it rests on; each may be empty. All are in Danish.
    """

    where: str
    what: str
    what_to_do: str
    evidence: str = ""
    is_required: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDocument:
    """A document of the case by its title and the name of its file, with its points in order."""

    title: str
    file_name: str
    points: tuple[LetterPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a deficiency letter says; empty texts are left out.

    `mend_by` is the last day to send what is mended. `opening` and `closing` are the officer's own
    remarks, a line of them a paragraph.
    """

    programme: str
    case: str
    written: date
    documents: tuple[LetterDocument, ...]
    mend_by: date | None = None
    recipient_name: str = ""
    recipient_organisation: str = ""
    greeting_name: str = ""
    sender_name: str = ""
    sender_office: str = ""
    opening: str = ""
    closing: str = ""


def write_letter(letter: Letter) -> bytes:
    """The letter as a Word file laid out by `TEMPLATE`; the same letter gives the same bytes.

    Documents without points are left out. Raises OSError when there is no template.
    """
    template = _compiled(TEMPLATE.read_bytes())
    words = _words(letter)
    rendered = {name: source.render(words) for name, source in template.sources.items()}
    for text in rendered.values():
        parse_xml(text.encode())
    title = clean_line(f"Mangelbrev: {letter.case}")[:_LONGEST_TITLE]
    written = {**rendered, _CORE: _CORE_TEXT % escaped(title), _APP: _APP_TEXT}
    parts = {**template.parts, **{name: text.encode() for name, text in written.items()}}
    names = [_TYPES, *sorted(parts.keys() - {_TYPES})]
    return zipped(Part.of(name, parts[name]) for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    """The parts of the template, and those that have tags as what is rendered."""

    parts: Mapping[str, bytes]
    sources: Mapping[str, jinja2.Template]


@lru_cache(maxsize=2)
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


class _Text(str):
    """Text that a template prints escaped, with Word's own tabs and line breaks."""

    __slots__ = ()

    def __html__(self) -> str:
        return escaped(self).replace("\n", _BREAK).replace("\t", _TAB)


def _words(letter: Letter) -> Mapping[str, object]:
    """What the tags of the template stand for."""
    told = [_document(each) for each in letter.documents if each.points]
    return {
        "program": _line(letter.programme),
        "sag": _line(letter.case),
        "dato": _day(letter.written),
        "frist": "" if letter.mend_by is None else _day(letter.mend_by),
        "modtager": _lines(letter.recipient_name, letter.recipient_organisation),
        "navn": _line(letter.greeting_name),
        "afsender": _lines(letter.sender_name, letter.sender_office),
        "indledning": _paragraphs(letter.opening),
        "afslutning": _paragraphs(letter.closing),
        "dokumenter": told,
        "antal": sum(len(each.points) for each in letter.documents),
    }


def _document(document: LetterDocument) -> Mapping[str, object]:
    return {
        "titel": _line(document.title) or _line(document.file_name) or _Text("Dokument"),
        "fil": _line(document.file_name),
        "skal": [_point(each) for each in document.points if each.is_required],
        "boer": [_point(each) for each in document.points if not each.is_required],
    }


def _point(point: LetterPoint) -> Mapping[str, _Text]:
    return {
        "hvor": _line(point.where),
        "hvad": _Text(clean_prose(point.what)),
        "goer": _Text(clean_prose(point.what_to_do)),
        "grundlag": _Text(clean_prose(point.evidence)),
        "sted": _line(point.place),
    }


def _day(day: date) -> str:
    return str(format_date(day, "d. MMMM y", locale="da_DK"))


def _line(text: str) -> _Text:
    return _Text(clean_line(text))


def _lines(*texts: str) -> _Text:
    return _Text("\n".join(line for line in map(clean_line, texts) if line))


def _paragraphs(text: str) -> Sequence[_Text]:
    return [_Text(line) for line in map(str.strip, clean_prose(text).split("\n")) if line]
