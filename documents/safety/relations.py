"""The relations of a package, read so that some can be taken out and what they led to with them."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from documents.safety.parts import is_far
from documents.safety.xml import parse_xml

ROOT = ""
_ENDING = ".rels"
_FOLDER = "_rels"
_TAG = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


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
    """Every relation of a package; parts are named in lower case.

    A name may be written with percent signs in one place and without in another: a relation
    tells the one that the part has.
    """
    named = {unquote(name).lower(): name for name in parts}
    for name, content in parts.items():
        if is_relations_part(name):
            owner = owner_of(name)
            for element in parse_xml(content).iter(_TAG):
                found = _relation(named.get(unquote(owner).lower(), owner), element)
                yield replace(found, part=named.get(found.part, found.part))


def without_relations(content: bytes, gone: frozenset[str]) -> bytes:
    """A part of relations without those of these ids."""
    root = parse_xml(content)
    for element in list(root.iter(_TAG)):
        parent = element.getparent()
        if element.get("Id") in gone and parent is not None:
            parent.remove(element)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def reached(parts: Mapping[str, bytes]) -> set[str]:
    """The parts that the relations of a package lead to from its own on."""
    leads: dict[str, set[str]] = defaultdict(set)
    for relation in relations_in(parts):
        leads[relation.owner].add(relation.part)
    met: set[str] = set()
    waiting = [ROOT]
    while waiting:
        new = leads[waiting.pop()] - met
        met |= new
        waiting.extend(new)
    return met & parts.keys()


def types_of_left(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The part of content types without those told of parts that are there no longer."""
    root, left = parse_xml(content), {unquote(name).lower() for name in parts}
    told = {each: unquote(each.get("PartName") or "").lower() for each in root.iter(_OVERRIDE)}
    gone = [each for each, name in told.items() if name.lstrip("/") not in left]
    if not gone:
        return content
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


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
