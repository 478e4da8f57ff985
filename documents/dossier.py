"""Several documents of one case as one Word file, with their contents in front."""

import io
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxcompose.composer import Composer
from docxtpl import DocxTemplate
from lxml import etree

from documents.package import Part, read_parts, zipped
from documents.template_file import FOLDER
from forms.text import clean_line

_LONGEST_TITLE = 255
"""What Word takes as a document's title."""

_CONTROL, _CONTENT, _PROPERTIES = qn("w:sdt"), qn("w:sdtContent"), qn("w:sdtPr")


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPart:
    """One document of a dossier; `data` is a Word file that we wrote."""

    title: str
    data: bytes


def compose_dossier(title: str, parts: Sequence[DossierPart]) -> bytes:
    """One Word file to read: each part on pages of its own size, plain text where controls were.

    A dossier is no form: it has no controls and no bookmarks of answers, so reading it back
    finds no answers. The same parts give the same bytes.
    """
    composer = Composer(_front(title, parts))
    for number, part in enumerate(parts, start=1):
        document = Document(io.BytesIO(part.data))
        _flatten(document.element.body)
        _mark(document, number)
        _start_new_section(composer.doc)
        _take_over_page(composer.doc, document)
        composer.append(document)
    file = io.BytesIO()
    composer.save(file)
    kept = read_parts(file.getvalue())
    return zipped(Part.of(name, kept[name]) for name in _types_first(kept))


def _front(title: str, parts: Sequence[DossierPart]) -> WordDocument:
    template = DocxTemplate(f"{FOLDER}/dossier.docx")
    listed = [{"nummer": n, "titel": clean_line(each.title)} for n, each in enumerate(parts, 1)]
    template.render({"titel": clean_line(title), "dokumenter": listed}, autoescape=True)
    template.core_properties.title = clean_line(title)[:_LONGEST_TITLE]
    file = io.BytesIO()
    template.save(file)
    return Document(io.BytesIO(file.getvalue()))


def _flatten(body: BaseOxmlElement) -> None:
    """Put what controls hold in their place, nothing where they show their placeholder."""
    for control in list(body.iter(_CONTROL)):
        properties, content = control.find(_PROPERTIES), control.find(_CONTENT)
        is_empty = properties is not None and properties.find(qn("w:showingPlcHdr")) is not None
        if content is not None and is_empty:
            _drop(content.iter(qn("w:r")))
        for child in list(content) if content is not None else ():
            control.addprevious(child)
        _drop([control])
    _drop(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")))


def _drop(elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        around = element.getparent()
        if around is not None:
            around.remove(element)


def _mark(document: WordDocument, number: int) -> None:
    """Name the place where a part begins, so that the contents can lead to it."""
    first = next(document.element.body.iter(qn("w:p")))
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"dokument{number}")
    first.append(start)
    first.append(end)


def _start_new_section(document: WordDocument) -> None:
    """End the section so far with a small paragraph; what follows begins on a new page."""
    body = document.element.body
    properties = body.add_p().get_or_add_pPr()
    properties.get_or_add_spacing().after = 0
    properties.append(deepcopy(body.sectPr))


def _take_over_page(document: WordDocument, part: WordDocument) -> None:
    """Give the last section the part's size and margins; header and footer go on as they were."""
    own = document.element.body.sectPr
    for name in ("w:headerReference", "w:footerReference", "w:titlePg"):
        for each in own.findall(qn(name)):
            own.remove(each)
    for name in ("w:pgSz", "w:pgMar"):
        old, new = own.find(qn(name)), part.element.body.sectPr.find(qn(name))
        if old is not None and new is not None:
            own.replace(old, deepcopy(new))


def _types_first(names: dict[str, bytes]) -> Iterator[str]:
    yield "[Content_Types].xml"
    yield from sorted(name for name in names if name != "[Content_Types].xml")
