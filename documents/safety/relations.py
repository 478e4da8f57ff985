"""The relations of a package, read so that some can be taken out and what they led to with them."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from documents.safety.parts import is_far
from documents.safety.xml import parse_xml

ROOT = ""
_ENDING = ".rels"
_FOLDER = "_rels"
_TAG = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation from the part `owner`; `part` is where it leads in the package, or empty."""

    owner: str
    id: str
    type: str
    target: str
    part: str
    is_external: bool


def relations_in(parts: Mapping[str, bytes]) -> Iterator[Relation]:
    """Every relation of a package; parts are named in lower case."""
    for name, content in parts.items():
        if is_relations_part(name):
            owner = owner_of(name)
            for element in parse_xml(content).iter(_TAG):
                yield _relation(owner, element)


def without_relations(content: bytes, gone: frozenset[str]) -> bytes:
    """A part of relations without those of these ids."""
    root = parse_xml(content)
    for element in list(root.iter(_TAG)):
        parent = element.getparent()
        if element.get("Id") in gone and parent is not None:
            parent.remove(element)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def is_relations_part(name: str) -> bool:
    """Whether a part holds relations, by its name in lower case."""
    return name.endswith(_ENDING) and posixpath.basename(posixpath.dirname(name)) == _FOLDER


def owner_of(name: str) -> str:
    """The part whose relations stand in the part of this name; ROOT for the package's own."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(_ENDING))


def _relation(owner: str, element: etree._Element) -> Relation:
    target = (element.get("Target") or "").strip()
    is_external = element.get("TargetMode") == "External" or is_far(target)
    return Relation(
        owner=owner,
        id=element.get("Id") or "",
        type=element.get("Type") or "",
        target=target,
        part="" if is_external else _part(owner, target),
        is_external=is_external,
    )


def _part(owner: str, target: str) -> str:
    path = unquote(target).partition("#")[0]
    if not path:
        return ""
    whole = posixpath.join("/", posixpath.dirname(owner), path)
    return posixpath.normpath(whole).lstrip("/").lower()
