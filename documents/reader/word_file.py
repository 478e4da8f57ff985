"""The parts of a Word file that are read: its body, what stands beside it, and its mark."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.etree import QName, _Element

from documents.reader import names as n
from documents.reader.unadorned import unadorned
from documents.safety.package import Allowance, Entry, read_directory, unpack
from documents.safety.strict import is_strict_name, transitional
from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import parse_xml

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_MAIN, _CORE = "/officeDocument", "/core-properties"
_LONGEST_MARK = 300
_CUSTOM = re.compile(r"customxml/item\d{1,3}\.xml")
_PartOf = Callable[[str], _Element | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """The body of a Word file, and its `dc:identifier`, empty where it has none.

    The other parts are None in a file without them; `threads` says which comments are resolved
    and which answer another (Word 2013 and later).
    """

    body: _Element
    identifier: str = ""
    footnotes: _Element | None = None
    endnotes: _Element | None = None
    comments: _Element | None = None
    threads: _Element | None = None


def custom_part(data: bytes, tag: str) -> _Element | None:
    """The custom XML whose outermost element is called this, None without one; raises Refused.

    Word numbers such parts anew when it saves, so that the name of a part says nothing.
    """
    allowance = Allowance()
    for entry in read_directory(data):
        if _CUSTOM.fullmatch(entry.name.lower()):
            root = parse_xml(b"".join(unpack(data, entry, allowance)))
            if root.tag == tag:
                return root
    return None


def open_word_file(data: bytes) -> WordFile:
    """The parts of a file the guard has let in; raises Refused.

    One of Strict Open XML is opened as the ordinary file that says the same.
    """
    entries = {entry.name.lower(): entry for entry in read_directory(data)}
    allowance = Allowance()

    def content(name: str) -> bytes | None:
        entry: Entry | None = entries.get(name.lower())
        return None if entry is None else b"".join(unpack(data, entry, allowance))

    def part(name: str) -> _Element | None:
        found = content(name)
        return None if found is None else parse_xml(found)

    relations = part("_rels/.rels")
    if relations is None:
        raise Refused(Verdict.DAMAGED, "package without relations")
    main = _target(relations, _MAIN)
    written = content(main)
    document = None if written is None else parse_xml(unadorned(written))
    if document is not None and is_strict_name(QName(document).namespace or ""):
        return open_word_file(transitional(data))
    body = None if document is None else document.find(n.BODY)
    if body is None:
        raise Refused(Verdict.DAMAGED, "document without a body")
    core = _target(relations, _CORE)
    beside = _beside(part, main)
    return WordFile(
        body=body,
        identifier=_identifier(part(core) if core else None),
        footnotes=beside("/footnotes"),
        endnotes=beside("/endnotes"),
        comments=beside("/comments"),
        threads=beside("/commentsExtended"),
    )


def _beside(part: _PartOf, main: str) -> _PartOf:
    """The parts that the main one leads to, by the ends of their relations' types."""
    folder, name = posixpath.split(main)
    relations = part(posixpath.join(folder, "_rels", f"{name}.rels"))

    def beside(ending: str) -> _Element | None:
        target = "" if relations is None else _target(relations, ending, folder)
        return part(target) if target else None

    return beside


def _target(relations: _Element, ending: str, folder: str = "") -> str:
    """The name of the part that a relation of this type leads to; empty where there is none."""
    for relation in relations.iter(_RELATION):
        if (relation.get("Type") or "").endswith(ending):
            target = relation.get("Target") or ""
            whole = target if target.startswith("/") else posixpath.join(folder, target)
            return posixpath.normpath(whole.lstrip("/"))
    return ""


def _identifier(core: _Element | None) -> str:
    found = None if core is None else core.find(_IDENTIFIER)
    return "" if found is None else (found.text or "").strip()[:_LONGEST_MARK]
