"""The traces in a Word file or workbook, part by part."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from posixpath import basename

from lxml.etree import _Element

from documents.safety.cleaned_word import RELATED, W
from documents.safety.known_types import is_template_link, name_of_relation
from documents.safety.relations import relations_in
from documents.safety.verdict import Refused
from documents.safety.xml import parse_xml
from documents.traces.certificates import names_in_certificates
from documents.traces.naming import PRINTER, folders_in, names_in, printer_in
from documents.traces.picture_notes import has_location, notes_in
from documents.traces.trace import Trace, TraceKind, trace

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_CERTIFICATE = "{http://www.w3.org/2000/09/xmldsig#}X509Certificate"
_OURS = "Tilsagn"
_USUAL_TEMPLATES = frozenset({"normal.dotm", "normal.dot", "normal"})
_NO = ("0", "false", "off")
_EMBEDDED = ("/embeddings/", "/activex/")

Parts = Mapping[str, bytes]


def office_traces(parts: Parts) -> Iterator[Trace | None]:
    """What a package tells beside its text; parts are named in lower case."""
    yield from _properties(parts)
    for name, content in parts.items():
        if any(each in f"/{name}" for each in _EMBEDDED) and not name.endswith(".rels"):
            yield trace(TraceKind.EMBEDDED, text=basename(name))
        if has_location(content):
            yield trace(TraceKind.LOCATION, text=basename(name))
        for note in notes_in(content):
            yield trace(TraceKind.PICTURE, text=f"{basename(name)}: {note}")
    yield from _templates(parts)
    for root in _roots(parts, "word/"):
        yield from _of_word(root)
    yield from _of_workbook(parts)
    for root in (*_roots(parts, "word/"), *_roots(parts, "xl/")):
        yield from (trace(TraceKind.FOLDER, text=each) for each in folders_in(root))
        yield from (trace(TraceKind.NAMED, text=each) for each in names_in(root))
    yield from _printers(parts)
    yield from _signatures(parts)


def office_texts(parts: Parts) -> Iterator[str]:
    """Every text in a package: also what is deleted, hidden, in comments, properties, pictures."""
    for content in parts.values():
        yield from notes_in(content)
    for root in _roots(parts, "word/"):
        for paragraph in root.iter(f"{W}p"):
            yield "".join(each.text or "" for each in paragraph.iter(f"{W}t", f"{W}delText"))
    for root in _roots(parts, "xl/"):
        for element in root.iter(f"{S}si", f"{S}is", f"{S}text", f"{_THREADED}text"):
            yield "".join(str(each) for each in element.itertext())
    for root in _roots(parts, "docprops/"):
        for element in root.iter():
            yield element.text or ""


def _roots(parts: Parts, folder: str) -> Iterator[_Element]:
    for name, content in parts.items():
        if name.startswith(folder) and name.endswith((".xml", ".vml")) and content:
            try:
                yield parse_xml(content)
            except Refused:
                continue


def _properties(parts: Parts) -> Iterator[Trace | None]:
    for root in _roots(parts, "docprops/"):
        for tag, kind in (
            (f"{_DUBLIN}creator", TraceKind.AUTHOR),
            (f"{_CORE}lastModifiedBy", TraceKind.CHANGED_BY),
            (f"{_APP}Company", TraceKind.COMPANY),
            (f"{_APP}Manager", TraceKind.AUTHOR),
            (f"{_APP}HyperlinkBase", TraceKind.FOLDER),
            (f"{_DUBLIN}description", TraceKind.COMMENT),
        ):
            for element in root.iter(tag):
                if (element.text or "").strip() != _OURS:
                    yield trace(kind, text=element.text or "")
        for element in root.iter(f"{_APP}Template"):
            if (element.text or "").strip().lower() not in _USUAL_TEMPLATES:
                yield trace(TraceKind.TEMPLATE, text=element.text or "")


def _templates(parts: Parts) -> Iterator[Trace | None]:
    for relation in relations_in(parts):
        if is_template_link(relation.type):
            yield trace(TraceKind.TEMPLATE, text=relation.target)


def _printers(parts: Parts) -> Iterator[Trace | None]:
    for relation in relations_in(parts):
        if name_of_relation(relation.type) == PRINTER and relation.part in parts:
            said = printer_in(parts[relation.part]) or basename(relation.part)
            yield trace(TraceKind.NAMED, text=said)


def _signatures(parts: Parts) -> Iterator[Trace | None]:
    """Whom the certificates of each signature name, told without proving any of it."""
    for relation in relations_in(parts):
        kind, content = name_of_relation(relation.type), parts.get(relation.part, b"")
        if kind in ("signature", "certificate") and content:
            names = tuple(dict.fromkeys(_certified(content)))
            said = "; ".join(names) or (basename(relation.part) if kind == "signature" else "")
            yield trace(TraceKind.SIGNED, text=said)


def _certified(content: bytes) -> Iterator[str]:
    """Whom a certificate names, or those that a signature carries."""
    yield from names_in_certificates(content)
    with suppress(Refused, ValueError):
        for each in parse_xml(content).iter(_CERTIFICATE):
            yield from names_in_certificates(b64decode(each.text or ""))


def _of_word(root: _Element) -> Iterator[Trace | None]:
    for comment in root.iter(f"{W}comment"):
        who = comment.get(f"{W}author") or ""
        if who != _OURS:
            yield trace(TraceKind.COMMENT, who=who, text=_text(comment))
    for element in root.iter(f"{W}ins", f"{W}moveTo"):
        yield _change(TraceKind.INSERTED, element)
    for element in root.iter(f"{W}del", f"{W}moveFrom"):
        yield _change(TraceKind.DELETED, element)
    for run in root.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        vanish = None if properties is None else properties.find(f"{W}vanish")
        if vanish is not None and vanish.get(f"{W}val") not in _NO:
            said = _text(run)
            yield trace(TraceKind.HIDDEN, text=said) if said.strip() else None


def _change(kind: TraceKind, element: _Element) -> Trace | None:
    said = _text(element)
    return trace(kind, who=element.get(f"{W}author") or "", text=said) if said.strip() else None


def _text(element: _Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))


def _of_workbook(parts: Parts) -> Iterator[Trace | None]:
    people = {
        each.get("id") or "": each.get("displayName") or ""
        for root in _roots(parts, "xl/persons/")
        for each in root.iter(f"{_THREADED}person")
    }
    for root in _roots(parts, "xl/"):
        authors = [each.text or "" for each in root.iter(f"{S}author")]
        for comment in root.iter(f"{S}comment"):
            number = comment.get("authorId") or ""
            is_known = number.isdigit() and int(number) < len(authors)
            who = authors[int(number)] if is_known else ""
            yield trace(TraceKind.COMMENT, who=who, text=_said(comment))
        for comment in root.iter(f"{_THREADED}threadedComment"):
            who = people.get(comment.get("personId") or "", "")
            yield trace(TraceKind.COMMENT, who=who, text=_said(comment))
        for sheet in root.iter(f"{S}sheet"):
            if sheet.get("state") in ("hidden", "veryHidden") and sheet.get(f"{RELATED}id"):
                yield trace(TraceKind.HIDDEN, text=sheet.get("name") or "")


def _said(comment: _Element) -> str:
    return "".join(str(each) for each in comment.itertext())
