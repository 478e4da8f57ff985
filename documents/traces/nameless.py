"""A copy of a file without the names, comments and changes of those who worked on it.

What the file says as it is read stays: inserted text is kept, deleted text is gone, as if every
change had been accepted.
"""

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from documents.package import Part, zipped
from documents.safety.cleaned import cleaned
from documents.safety.cleaned_fields import unwrap
from documents.safety.cleaned_word import RELATED, W, forget
from documents.safety.guard import inspect
from documents.safety.isolation import run_isolated
from documents.safety.known_types import name_of_relation
from documents.safety.package import read_package
from documents.safety.relations import (
    ROOT,
    is_relations_part,
    owner_of,
    reached,
    relations_in,
    types_of_left,
    without_relations,
)
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind, Refused, Verdict
from documents.safety.xml import parse_xml
from documents.traces.naming import PRINTER, forget_names, unbind_properties
from documents.traces.pictures import without_notes

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPES = "[content_types].xml"
# Read by their names, also where no relation leads to them: texts, and which numbers are dates.
_READ_BY_NAME = frozenset({"xl/sharedstrings.xml", "xl/styles.xml"})
_NAMING = frozenset(
    {
        *("comments", "commentsextended", "commentsids", "commentsextensible", "people"),
        *("threadedcomment", "person", "custom-properties"),
        *("revisionheaders", "revisionlog", "usernames"),
        *("origin", "signature", "certificate"),  # who signed; the copy is not what was signed
        PRINTER,
        "thumbnail",  # the first page, as it looked before anything was taken out
    }
)
_POINTING = (f"{_S}legacyDrawing", f"{W}printerSettings")
_OF_COMMENTS = "vmldrawing"
_PROPERTIES = frozenset(
    {"creator", "lastModifiedBy", "Company", "Manager", "Template", "HyperlinkBase", "description"}
)
_KEPT = (f"{W}ins", f"{W}moveTo")
_GONE = (f"{W}del", f"{W}moveFrom")
_MARKS = (
    *(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"),
    *(f"{W}moveFromRangeStart", f"{W}moveFromRangeEnd"),
    *(f"{W}moveToRangeStart", f"{W}moveToRangeEnd"),
    *(f"{W}rPrChange", f"{W}pPrChange", f"{W}sectPrChange", f"{W}tblPrChange"),
    *(f"{W}trPrChange", f"{W}tcPrChange", f"{W}tblGridChange", f"{W}tblPrExChange"),
    *(f"{W}numberingChange", f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge"),
)
_IN_PROPERTIES = (f"{W}rPr", f"{W}trPr", f"{W}numPr")


def nameless(data: bytes) -> bytes:
    """The copy, which is a cleaned one too; raises Refused for what cannot be copied safely."""
    safe = cleaned(data)
    if recognise(safe) is FileKind.PDF:
        from documents.traces.pdf import nameless_pdf  # noqa: PLC0415 - loaded where asked for

        made = nameless_pdf(safe)
    else:
        made = _nameless_package(read_package(safe))
    left = inspect(made)
    if not left.is_accepted:
        raise Refused(Verdict.UNSAFE_CONTENT, f"no copy: {left.verdict} {left.detail}")
    return made


def nameless_isolated(data: bytes) -> bytes:
    """`nameless` in a process of its own; raises IsolationFailed and IsolationBusy."""
    return run_isolated(NAMELESS_TASK, data, options={})


def nameless_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`nameless` as an isolated task."""
    return nameless(payload)


NAMELESS_TASK = f"{nameless_task.__module__}.{nameless_task.__name__}"
"""The task's name, as the isolation knows it."""


def _nameless_package(package: Mapping[str, bytes]) -> bytes:
    names = {name.lower(): name for name in package}
    parts = {name.lower(): content for name, content in package.items()}
    gone = _drop_relations(parts)
    _drop_orphans(parts)
    for name in list(parts):
        if name.endswith((".xml", ".vml")) and name != _TYPES and parts[name]:
            parts[name] = _without_names(parts[name], gone.get(name, frozenset()))
        else:
            parts[name] = without_notes(parts[name])
    parts[_TYPES] = types_of_left(parts[_TYPES], parts)
    return zipped(Part.of(names[name], content) for name, content in parts.items())


def _drop_relations(parts: dict[str, bytes]) -> dict[str, frozenset[str]]:
    """Take away the parts that hold comments and names; the ids that led there, by their owner."""
    found = list(relations_in(parts))
    commented = {each.owner for each in found if name_of_relation(each.type) == "comments"}
    ids: dict[str, set[str]] = {}
    for each in found:
        kind = name_of_relation(each.type)
        if kind in _NAMING or (kind == _OF_COMMENTS and each.owner in commented):
            ids.setdefault(each.owner, set()).add(each.id)
            parts.pop(each.part, None)
    for name in [name for name in parts if is_relations_part(name)]:
        owner = owner_of(name)
        if owner in ids:
            parts[name] = without_relations(parts[name], frozenset(ids[owner]))
    return {owner: frozenset(each) for owner, each in ids.items()}


def _drop_orphans(parts: dict[str, bytes]) -> None:
    """Without what nothing leads to: nobody sees it, and it may say anything."""
    kept = reached(parts) | _READ_BY_NAME | {ROOT, _TYPES}
    for name in list(parts):
        if (owner_of(name) if is_relations_part(name) else name) not in kept:
            del parts[name]


def _without_names(content: bytes, gone: frozenset[str]) -> bytes:
    root = parse_xml(content)
    before = etree.tostring(root)
    _accept_changes(root)
    forget_names(root)
    unbind_properties(root)
    for element in list(root.iter(*_POINTING)):
        if element.get(f"{RELATED}id") in gone:
            _drop(element)
    for element in root.iter(f"{_S}pageSetup"):
        if element.get(f"{RELATED}id") in gone:
            forget(element, f"{RELATED}id")
    for element in list(root.iter()):
        if str(element.tag).rpartition("}")[2] in _PROPERTIES:
            _forget(element)
    if etree.tostring(root) == before:
        return content
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _accept_changes(root: _Element) -> None:
    for mark in list(root.iter(f"{W}cellDel")):
        _drop_cell(mark)
    for element in list(root.iter(*_GONE)):
        parent = element.getparent()
        if parent is not None and parent.tag == f"{W}trPr":
            row = parent.getparent()
            _drop(element if row is None else row)
        else:
            _drop(element)
    for element in list(root.iter(*_KEPT)):
        parent = element.getparent()
        if parent is not None and parent.tag in _IN_PROPERTIES:
            _drop(element)
        else:
            unwrap(element)
    for element in list(root.iter(*_MARKS)):
        _drop(element)


def _drop_cell(mark: _Element) -> None:
    """Without the cell that is struck, and without its row where it was the last one of it."""
    cell = next(mark.iterancestors(f"{W}tc"), None)
    row = None if cell is None else cell.getparent()
    if cell is None or row is None:
        return
    _drop(cell)
    if row.tag == f"{W}tr" and row.find(f".//{W}tc") is None:
        _drop(row)


def _forget(element: _Element) -> None:
    """Core and extended properties alone: a part of the document may have such a name too."""
    root = element.getroottree().getroot()
    if "properties" in etree.QName(root).localname.lower():
        element.text = None


def _drop(element: _Element) -> None:
    """Without the element and what it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
