"""The parts around the body of a generated document: who it is, and what it says of itself."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from documents.controls import escaped
from documents.package import Archive, Part
from documents.passport import NAMESPACE, SEAL_NAMESPACE, Told
from documents.safety.xml import parse_xml
from forms.grammar import FormDefinition
from forms.outline import checksum

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ANSWERS = "customXml/item1.xml"
SEAL = "customXml/item2.xml"
EMPTY_SEAL = b"0" * 64
BLANK_SEAL = b'%b<segl xmlns="%b" vaerdi="%b"/>' % (
    DECLARATION.encode(),
    SEAL_NAMESPACE.encode(),
    EMPTY_SEAL,
)
"""The part a seal is put into when the document is made: the zeros give way to it."""

_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"
_BODY_RELATIONS = "word/_rels/document.xml.rels"
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_CARRIED = {1: NAMESPACE, 2: SEAL_NAMESPACE}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIP = f"{{{_PACKAGE}/relationships}}Relationship"
_OVERRIDE = f"{{{_PACKAGE}/content-types}}Override"
_WORD_TYPES = "application/vnd.openxmlformats-"
_DATA_TYPE = f"{_WORD_TYPES}officedocument.customXmlProperties+xml"
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
    for number, namespace in _CARRIED.items():
        kept[_properties(number)] = _data_properties(namespace)
        kept[f"customXml/_rels/item{number}.xml.rels"] = _data_relations(number)
    names = (*_FIRST, *sorted(name for name in kept if name not in _FIRST))
    packed = (Part.of(name, kept[name]) for name in names)
    return Archive((*packed, Part.unpacked(SEAL, BLANK_SEAL)))


def answers_part(definition: FormDefinition, told: Told, rules: str) -> Part:
    """The answers as data, bound to nothing: what was written, to hold what is read against.

    `rules` is the version of the rules.
    Never the source of an answer: LibreOffice writes it as it found it, whatever was typed since.
    """
    opening = (_opening(definition, rules), told.checksum.encode(), b'">')
    return Part.of(ANSWERS, b"".join((*opening, *told.pieces, b"</formular>")))


@lru_cache(maxsize=64)
def _opening(definition: FormDefinition, rules: str) -> bytes:
    text = (
        f'{DECLARATION}<formular xmlns="{NAMESPACE}" id="{escaped(definition.id)}" '
        f'version="{escaped(definition.version)}" checksum="{checksum(definition)}" '
        f'regler="{escaped(rules)}" svar="'
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
        *((_properties(number), _DATA_TYPE) for number in _CARRIED),
    ):
        etree.SubElement(root, _OVERRIDE, PartName=f"/{name}", ContentType=kind)
    return _bytes(root)


def _body_relations(content: bytes) -> bytes:
    root = parse_xml(content)
    for relation in root.findall(_RELATIONSHIP):
        if (relation.get("Type") or "").endswith("/customXml"):
            root.remove(relation)
    for number in _CARRIED:
        etree.SubElement(
            root,
            _RELATIONSHIP,
            Id=f"rIdTilsagn{number}",
            Type=f"{_OFFICE}/relationships/customXml",
            Target=f"../customXml/item{number}.xml",
        )
    return _bytes(root)


def _relations() -> bytes:
    return _related(
        (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", _CORE),
        (f"{_OFFICE}/relationships/extended-properties", _APP),
    )


def _properties(number: int) -> str:
    return f"customXml/itemProps{number}.xml"


def _data_relations(number: int) -> bytes:
    return _related((f"{_OFFICE}/relationships/customXmlProps", f"itemProps{number}.xml"))


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


def _data_properties(namespace: str) -> bytes:
    store = "{" + str(uuid5(NAMESPACE_URL, namespace)).upper() + "}"
    return _part(
        f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{store}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _part(text: str) -> bytes:
    return (DECLARATION + text).encode()


def _bytes(root: etree._Element) -> bytes:
    return _part(etree.tostring(root, encoding="unicode"))
