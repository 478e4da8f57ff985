"""The parts around the body of a generated document: who it is, and what it says of itself."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from documents.controls import escaped
from documents.package import Archive, Part
from documents.passport import END_OF_LINE, NAMESPACE, lines_hash, rules_version
from documents.safety.xml import parse_xml
from forms.grammar import FormDefinition
from forms.outline import checksum

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ANSWERS = "customXml/item1.xml"

_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"
_BODY_RELATIONS = "word/_rels/document.xml.rels"
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_ANSWERS_PROPERTIES = "customXml/itemProps1.xml"
_ANSWERS_RELATIONS = "customXml/_rels/item1.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIP = f"{{{_PACKAGE}/relationships}}Relationship"
_OVERRIDE = f"{{{_PACKAGE}/content-types}}Override"
_WORD_TYPES = "application/vnd.openxmlformats-"
_STORE = "{" + str(uuid5(NAMESPACE_URL, NAMESPACE)).upper() + "}"
_FIRST = (_TYPES, _RELATIONS)


def identifier(definition: FormDefinition) -> str:
    """What `dc:identifier` says: the form, its version and the checksum of everything it asks."""
    return f"{definition.key}#{checksum(definition)}"


def around(definition: FormDefinition, parts: Mapping[str, bytes]) -> Archive:
    """All parts but the body and the answers, without those that tell of the template's author."""
    kept = {
        name: content
        for name, content in parts.items()
        if not name.startswith(("docProps/", "customXml/")) and not name.endswith("/")
    }
    kept[_TYPES] = _types(kept[_TYPES])
    kept[_RELATIONS] = _relations()
    kept[_BODY_RELATIONS] = _body_relations(kept[_BODY_RELATIONS])
    kept[_CORE] = _core(definition)
    kept[_APP] = _app()
    kept[_ANSWERS_PROPERTIES] = _answers_properties()
    kept[_ANSWERS_RELATIONS] = _answers_relations()
    names = (*_FIRST, *sorted(name for name in kept if name not in _FIRST))
    return Archive(Part.of(name, kept[name]) for name in names)


def answers_part(definition: FormDefinition, data: Iterable[bytes]) -> Part:
    """The answers as data, bound to nothing: what was written, to hold what is read against.

    `data` are the lines as they were drawn, without their ends. Never the source of an answer:
    LibreOffice writes it as it found it, whatever was typed since.
    """
    lines = [line for line in data if line]
    told = lines_hash(lines).encode()
    said = END_OF_LINE.join((*lines, b""))
    return Part.of(ANSWERS, b"".join((_opening(definition), told, b'">', said, b"</formular>")))


@lru_cache(maxsize=64)
def _opening(definition: FormDefinition) -> bytes:
    text = (
        f'{DECLARATION}<formular xmlns="{NAMESPACE}" id="{escaped(definition.id)}" '
        f'version="{escaped(definition.version)}" checksum="{checksum(definition)}" '
        f'regler="{rules_version()}" svar="'
    )
    return text.encode()


def _types(content: bytes) -> bytes:
    root = parse_xml(content)
    for override in root.findall(_OVERRIDE):
        if (override.get("PartName") or "").startswith(("/docProps/", "/customXml/")):
            root.remove(override)
    for name, kind in (
        (_CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
        (_APP, f"{_WORD_TYPES}officedocument.extended-properties+xml"),
        (_ANSWERS_PROPERTIES, f"{_WORD_TYPES}officedocument.customXmlProperties+xml"),
    ):
        etree.SubElement(root, _OVERRIDE, PartName=f"/{name}", ContentType=kind)
    return _bytes(root)


def _body_relations(content: bytes) -> bytes:
    root = parse_xml(content)
    for relation in root.findall(_RELATIONSHIP):
        if (relation.get("Type") or "").endswith("/customXml"):
            root.remove(relation)
    etree.SubElement(
        root,
        _RELATIONSHIP,
        Id="rIdTilsagn",
        Type=f"{_OFFICE}/relationships/customXml",
        Target=f"../{ANSWERS}",
    )
    return _bytes(root)


def _relations() -> bytes:
    return _related(
        (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", _CORE),
        (f"{_OFFICE}/relationships/extended-properties", _APP),
    )


def _answers_relations() -> bytes:
    return _related((f"{_OFFICE}/relationships/customXmlProps", "itemProps1.xml"))


def _related(*targets: tuple[str, str]) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return _part(f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>')


def _core(definition: FormDefinition) -> bytes:
    return _part(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(definition.title)}</dc:title><dc:creator>Tilsagn</dc:creator>"
        f"<dc:identifier>{escaped(identifier(definition))}</dc:identifier>"
        "<dc:language>da-DK</dc:language></cp:coreProperties>"
    )


def _app() -> bytes:
    return _part(
        f'<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>Tilsagn</Application></Properties>"
    )


def _answers_properties() -> bytes:
    return _part(
        f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _part(text: str) -> bytes:
    return (DECLARATION + text).encode()


def _bytes(root: etree._Element) -> bytes:
    return _part(etree.tostring(root, encoding="unicode"))
