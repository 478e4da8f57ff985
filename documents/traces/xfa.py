"""The second form that a PDF may carry, XFA: beside its fields, or in place of all its pages."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain

from lxml.etree import _Element
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, StreamObject

from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import parse_xml
from documents.traces.pdf_fields import Said, answered_in, said_by, unmarked, value_of
from documents.traces.picture_notes import named_in_xmp

_DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}data"
_MOST_PACKETS, _MOST_BYTES = 200, 20 * 1024 * 1024
_UNREADABLE = "XFA"
_BODY = "{http://www.w3.org/1999/xhtml}body"


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
    letters = frozenset(map(_letters, shown))
    yield from (each.text for each in _values(form) if _letters(each.text) not in letters)


def drop_xfa(root: DictionaryObject, widgets: Iterable[DictionaryObject]) -> None:
    """Without it, where the fields of the pages say what its data say.

    Raises Refused where the pages are only a sheet in front of it: they have no fields, or say
    that they are to be drawn by it. Also where it says more than they do, since that may be an
    answer, or cannot be read.
    """
    form, found = value_of(root, "/AcroForm"), _xfa(root)
    if found is None or not isinstance(form, DictionaryObject):
        return
    asked = value_of(root, "/NeedsRendering")
    is_drawn_by_it = isinstance(asked, BooleanObject) and asked.value
    fields = answered_in(widgets)
    if is_drawn_by_it or not fields:
        raise Refused(Verdict.UNSAFE_CONTENT, "a form that stands in XFA alone")
    if _unshown(_values_read(found), fields):
        raise Refused(Verdict.UNSAFE_CONTENT, "a form in XFA that says what no field does")
    del form["/XFA"]


def _values_read(found: object) -> list[Said]:
    try:
        packets = _packets(found)
        return list(_values(parse_xml(packets))) if packets.strip() else []
    except Refused as error:
        raise Refused(Verdict.UNSAFE_CONTENT, "a form in XFA that cannot be read") from error


def _unshown(values: list[Said], fields: Iterable[DictionaryObject]) -> list[Said]:
    """Those that no field says: each field says one, the same or what is called the same.

    The same number or day is written otherwise in XFA than in a field.
    """
    values, _rest = _matched(values, chain(*map(unmarked, fields)), _name_and_letters)
    shown: Iterable[Said] = chain(*map(said_by, fields))
    for likeness in (_name_and_letters, lambda each: _letters(each.text), lambda each: each.name):
        values, shown = _matched(values, shown, likeness)
    return values


def _matched(
    values: list[Said], shown: Iterable[Said], likeness: Callable[[Said], Hashable]
) -> tuple[list[Said], list[Said]]:
    """What is left of both when each value has taken one that is shown and like it."""
    waiting: defaultdict[Hashable, list[Said]] = defaultdict(list)
    for each in shown:
        waiting[likeness(each)].append(each)
    left = []
    for each in values:
        if alike := waiting[likeness(each)]:
            alike.pop()
        else:
            left.append(each)
    return left, list(chain(*waiting.values()))


def _name_and_letters(said: Said) -> Hashable:
    return said.name, _letters(said.text)


def _letters(text: str) -> str:
    """Lines end otherwise in XFA than in a field."""
    return "".join(text.split())


def _xfa(root: DictionaryObject) -> object:
    form = value_of(root, "/AcroForm")
    found = value_of(form, "/XFA") if isinstance(form, DictionaryObject) else None
    return found if isinstance(found, ArrayObject | StreamObject) else None


def _packets(found: object) -> bytes:
    """One document, whether it is kept whole or in packets, each behind its name."""
    every = found if isinstance(found, ArrayObject) else (found,)
    if len(every) > _MOST_PACKETS:
        raise Refused(Verdict.TOO_COMPLEX, "a form of too many packets")
    whole = b""
    for each in every:
        packet = each.get_object() if hasattr(each, "get_object") else None
        if isinstance(packet, StreamObject):
            whole += packet.get_data()
        if len(whole) > _MOST_BYTES:
            raise Refused(Verdict.TOO_COMPLEX, "a form of too many bytes")
    return whole


def _values(form: _Element) -> Iterator[Said]:
    """What its data say: a text goes with all that stands in it, as one with words in bold."""
    waiting = [each for each in form.iter(_DATA) if next(each.iterancestors(_DATA), None) is None]
    while waiting:
        each = waiting.pop()
        name = str(each.tag).rpartition("}")[2]
        for named, said in each.attrib.items():
            if not str(named).startswith("{") and str(said).strip():
                yield Said(name=str(named), text=str(said).strip())
        if _is_text(each):
            yield Said(name=name, text=str(each.xpath("string()")).strip())
        else:
            waiting += each.iterchildren("*")


def _is_text(element: _Element) -> bool:
    own = (element.text, *(each.tail for each in element))
    return any(map(str.strip, filter(None, own))) or element.find(_BODY) is not None
