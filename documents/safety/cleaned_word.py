"""A part of a Word file without what fetched or was embedded, so that nothing in it dangles."""

from collections.abc import Callable, Mapping

from lxml.etree import QName, _Element

from documents.safety.cleaned_fields import strip_fetching_fields, unwrap
from documents.safety.parts import is_far

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_VIDEO = "{http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing}webVideoPr"
_HARMLESS_SCHEMES = ("http://", "https://", "mailto:", "#")
_ADDRESSES = ("src", "althref", f"{_OFFICE}href", f"{_OFFICE}althref")
_TEXTS = (f"{W}t", f"{_DRAWING}t", f"{W}delText")
_OBJECT_SIZE = (f"{W}dxaOrig", f"{W}dyaOrig", f"{W}anchorId")
_EMPTY_WITHOUT = frozenset({f"{_DRAWING}ext", f"{_DRAWING}extLst"})


def clean_word_part(root: _Element, gone: frozenset[str]) -> bool:
    """Take out what pointed to relations that are gone, and what fetches; True if there was any."""
    is_changed = strip_fetching_fields(root)
    for element in list(root.iter(f"{W}mailMerge", _VIDEO)):
        _remove(element)
        is_changed = True
    for element in list(root.iter()):
        if isinstance(element.tag, str):
            is_changed |= _let_go(element, gone) | forget_addresses(element)
    for element in list(root.iter(f"{W}object")):
        is_changed |= _leave_picture(element)
    return is_changed


def _let_go(element: _Element, gone: frozenset[str]) -> bool:
    pointing = [
        name
        for name, value in element.items()
        if value in gone and (str(name).startswith(RELATED) or name == f"{_OFFICE}relid")
    ]
    if not pointing:
        return False
    act = _ACTIONS.get(element.tag, _remove_unless_it_says_something)
    for name in pointing:
        del element.attrib[name]
    act(element)
    return True


def _keep(_element: _Element) -> None:
    """A picture that is no longer there leaves its frame."""


def _remove(element: _Element) -> None:
    """Without the element, and without what must not be empty around it; a cell keeps an end."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag in _EMPTY_WITHOUT and not len(parent):
        _remove(parent)
    if parent.tag == f"{W}tc" and (not len(parent) or parent[-1].tag != f"{W}p"):
        parent.append(parent.makeelement(f"{W}p", None, None))


def _remove_unless_it_says_something(element: _Element) -> None:
    if next(element.iter(*_TEXTS), None) is None:
        _remove(element)


def forget_addresses(element: _Element) -> bool:
    """Addresses a drawing in the old language fetches from, and those nobody should follow."""
    if not str(element.tag).startswith(_VML):
        return False
    far = [name for name in _ADDRESSES if is_far((element.get(name) or "").strip())]
    link = (element.get("href") or "").strip().lower()
    if link and not link.startswith(_HARMLESS_SCHEMES):
        far.append("href")
    forget(element, *far)
    return bool(far)


def forget(element: _Element, *names: str) -> None:
    """Without these attributes, where it has them."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _leave_picture(element: _Element) -> bool:
    """An object whose file is gone becomes the picture that stood for it."""
    if any(child.tag in _OBJECTS for child in element):
        return False
    drawing = element.find(f"{W}drawing")
    for child in list(element):
        if QName(child).namespace == W.strip("{}") and child is not drawing:
            element.remove(child)
    if drawing is not None:
        unwrap(element)
        return True
    element.tag = f"{W}pict"
    forget(element, *_OBJECT_SIZE)
    for shape in element.iter(f"{_VML}shape"):
        forget(shape, f"{_OFFICE}ole")
    return True


_OBJECTS = (f"{_OFFICE}OLEObject", f"{W}control")
_ACTIONS: Mapping[str, Callable[[_Element], None]] = {
    f"{W}hyperlink": unwrap,
    f"{_DRAWING}blip": _keep,
    f"{_VML}imagedata": _keep,
    f"{_VML}fill": _keep,
    f"{_VML}stroke": _keep,
}
