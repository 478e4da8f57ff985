"""The second form that a PDF may carry, XFA: beside its fields, or in place of all its pages."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, StreamObject

from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import parse_xml
from documents.traces.picture_notes import named_in_xmp

_DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}data"
_MOST_PACKETS, _MOST_BYTES = 200, 20 * 1024 * 1024
_UNREADABLE = "XFA"


def said_in_xfa(root: DictionaryObject, shown: frozenset[str]) -> Iterator[str]:
    """What its data say that is not shown in a field, and whom what tells of the form names."""
    found = _xfa(root)
    if found is None:
        return
    try:
        form = parse_xml(_packets(found))
    except Refused:
        yield _UNREADABLE
        return
    yield from named_in_xmp(form)
    for data in form.iter(_DATA):
        yield from (each for each in _values(data) if each not in shown)


def drop_xfa(root: DictionaryObject, fields: Iterator[DictionaryObject]) -> None:
    """Without it, where the fields of the pages say what it says.

    Raises Refused where the pages are only a sheet in front of it: they have no fields, or say
    that they are to be drawn by it.
    """
    form = _of(root, "/AcroForm")
    if _xfa(root) is None or not isinstance(form, DictionaryObject):
        return
    asked = _of(root, "/NeedsRendering")
    is_drawn_by_it = isinstance(asked, BooleanObject) and asked.value
    if is_drawn_by_it or next(fields, None) is None:
        raise Refused(Verdict.UNSAFE_CONTENT, "a form that stands in XFA alone")
    del form["/XFA"]


def _xfa(root: DictionaryObject) -> object:
    form = _of(root, "/AcroForm")
    found = _of(form, "/XFA") if isinstance(form, DictionaryObject) else None
    return found if isinstance(found, ArrayObject | StreamObject) else None


def _packets(found: object) -> bytes:
    """One document, whether it is kept whole or in packets, each behind its name."""
    every = islice(found, _MOST_PACKETS) if isinstance(found, ArrayObject) else (found,)
    whole = b""
    for each in every:
        packet = each.get_object() if hasattr(each, "get_object") else None
        if isinstance(packet, StreamObject):
            whole += packet.get_data()
        if len(whole) > _MOST_BYTES:
            raise Refused(Verdict.TOO_COMPLEX, "a form of too many bytes")
    return whole


def _values(data: _Element) -> Iterator[str]:
    for each in data.iter():
        said = (each.text or "").strip() if len(each) == 0 else ""
        if said:
            yield said


def _of(owner: DictionaryObject, name: str) -> object:
    found = owner.get(name)
    return None if found is None else found.get_object()
