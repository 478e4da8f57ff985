"""The parts of a Word file that are read: its body and the mark it carries."""

import posixpath
from dataclasses import dataclass

from lxml.etree import _Element

from documents.reader import names as n
from documents.safety.package import Allowance, Entry, read_directory, unpack
from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import parse_xml

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_MAIN, _CORE = "/officeDocument", "/core-properties"
_LONGEST_MARK = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """The body of a Word file, and its `dc:identifier`, empty where it has none."""

    body: _Element
    identifier: str


def open_word_file(data: bytes) -> WordFile:
    """The body and identifier of a file the guard has let in; raises Refused."""
    entries = {entry.name.lower(): entry for entry in read_directory(data)}
    allowance = Allowance()

    def part(name: str) -> _Element | None:
        entry: Entry | None = entries.get(name.lower())
        return None if entry is None else parse_xml(b"".join(unpack(data, entry, allowance)))

    relations = part("_rels/.rels")
    if relations is None:
        raise Refused(Verdict.DAMAGED, "package without relations")
    document = part(_target(relations, _MAIN))
    body = None if document is None else document.find(n.BODY)
    if body is None:
        raise Refused(Verdict.DAMAGED, "document without a body")
    core = _target(relations, _CORE)
    return WordFile(body=body, identifier=_identifier(part(core) if core else None))


def _target(relations: _Element, ending: str) -> str:
    for relation in relations.iter(_RELATION):
        if (relation.get("Type") or "").endswith(ending):
            return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    return ""


def _identifier(core: _Element | None) -> str:
    found = None if core is None else core.find(_IDENTIFIER)
    return "" if found is None else (found.text or "").strip()[:_LONGEST_MARK]
