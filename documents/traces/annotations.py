"""What lies on the pages of a PDF: notes that go, and what is typed and drawn over them."""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from documents.traces.pdf_fields import value_of

_WIDGET = "/Widget"
_NO_NOTES = frozenset({_WIDGET, "/Link"})
_TYPED = "/FreeText"
_ANY = frozenset(
    {
        *("/Type", "/Subtype", "/P", "/Rect", "/RD", "/F", "/AP", "/AS", "/OC", "/StructParent"),
        *("/Border", "/BS", "/BE", "/C", "/IC", "/CA", "/ca", "/BM", "/Rotate"),
    }
)
# Somebody's hand, stamp or typewriter: a signature or an answer as often as a remark.
_DRAWN = {
    "/Ink": _ANY | {"/InkList", "/Path"},
    "/Stamp": _ANY | {"/Name"},
    _TYPED: _ANY | {"/Contents", "/RC", "/DA", "/DS", "/Q", "/CL", "/LE", "/IT"},
}
_HIDDEN, _NOT_SHOWN = 2, 32


def widgets_of(page: DictionaryObject) -> Iterator[DictionaryObject]:
    """The places of fields."""
    yield from (each for each in _annotations(page) if each.get("/Subtype") == _WIDGET)


def notes_of(page: DictionaryObject) -> Iterator[tuple[str, str]]:
    """Who wrote them and what they say, also of what stays without it."""
    for each in _annotations(page):
        kind, who, said = each.get("/Subtype"), each.get("/T"), each.get("/Contents")
        if kind not in _NO_NOTES and (who or (said and kind != _TYPED)):
            yield str(who or ""), str(said or "")


def typed_over(page: DictionaryObject) -> Iterator[str]:
    """What is typed over it, as it is read there, or not shown."""
    yield from (str(each.get("/Contents", "")) for each in _annotations(page) if _is_typed(each))


def hidden_over(page: DictionaryObject) -> Iterator[str]:
    """What is typed over it and is not shown."""
    for each in filter(_is_typed, _annotations(page)):
        flags = value_of(each, "/F")
        if isinstance(flags, int) and flags & (_HIDDEN | _NOT_SHOWN):
            yield str(each.get("/Contents", ""))


def drop_notes(page: DictionaryObject) -> None:
    """Without notes, and of what is typed and drawn over it without whose it is, and when."""
    if "/Annots" not in page:
        return
    before = _raw(page)
    page[NameObject("/Annots")] = ArrayObject(each for each in before if _stays(each))
    for each in map(_dictionary, before):
        if each.get("/Subtype") in _DRAWN:
            _drop_author(each)
        elif "/Rect" in each and each.get("/Subtype") not in _NO_NOTES:
            each.clear()  # the document's structure may lead to it still


def _drop_author(annotation: DictionaryObject) -> None:
    kept = _DRAWN[str(annotation["/Subtype"])]
    if "/AP" in annotation:
        kept = kept - {"/Name"}  # a stamp of one's own may be called after oneself
    for name in annotation.keys() - kept:
        del annotation[name]


def _stays(reference: object) -> bool:
    kind = _dictionary(reference).get("/Subtype")
    return kind in _NO_NOTES or kind in _DRAWN


def _is_typed(annotation: DictionaryObject) -> bool:
    return annotation.get("/Subtype") == _TYPED


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    yield from (_dictionary(each) for each in _raw(page))


def _raw(page: DictionaryObject) -> ArrayObject:
    found = value_of(page, "/Annots")
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _dictionary(each: object) -> DictionaryObject:
    inner = each.get_object() if hasattr(each, "get_object") else None
    return inner if isinstance(inner, DictionaryObject) else DictionaryObject()
