"""A copy of a PDF that does nothing when it is opened and carries no other files."""

import logging
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject

from documents.safety.verdict import Refused, Verdict

_ACTING = ("/OpenAction", "/AA", "/Collection", "/AF")
_NAMED = ("/JavaScript", "/EmbeddedFiles")
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_CARRYING = frozenset({"/FileAttachment", "/Screen", "/Movie", "/RichMedia", "/Sound", "/3D"})

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it would log words of the file


def cleaned_pdf(data: bytes) -> bytes:
    """The copy, its text unchanged; raises Refused. Must run isolated: pypdf can be kept busy."""
    try:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
        root = writer.root_object
        _drop(root, _ACTING)
        _drop(root.get("/Names"), _NAMED)
        for page in writer.pages:
            _drop(page, ("/AA", "/AF"))
            _clean_annotations(page)
        _clean_fields(root.get("/AcroForm"))
        copy = BytesIO()
        writer.write(copy)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Refused(Verdict.DAMAGED, "pypdf cannot copy it") from error
    return copy.getvalue()


def _clean_annotations(page: DictionaryObject) -> None:
    kept = ArrayObject()
    for each in _array(page.get("/Annots")):
        annotation = each.get_object()
        if not isinstance(annotation, DictionaryObject):
            continue
        if annotation.get("/Subtype") not in _CARRYING:
            _clean_action(annotation)
            kept.append(each)
    if "/Annots" in page:
        page[NameObject("/Annots")] = kept


def _clean_fields(form: PdfObject | None) -> None:
    """The fields of a form, down their tree, each met once."""
    waiting = [*_array(_dictionary(form).get("/Fields"))]
    met: set[int] = set()
    while waiting:
        field = waiting.pop().get_object()
        if not isinstance(field, DictionaryObject) or id(field) in met:
            continue
        met.add(id(field))
        _clean_action(field)
        waiting += _array(field.get("/Kids"))


def _clean_action(owner: DictionaryObject) -> None:
    _drop(owner, ("/AA",))
    action = _dictionary(owner.get("/A"))
    if action and (action.get("/S") not in _HARMLESS_ACTIONS or "/Next" in action):
        _drop(owner, ("/A",))


def _drop(owner: PdfObject | None, names: tuple[str, ...]) -> None:
    found = _dictionary(owner)
    for name in names:
        found.pop(name, None)


def _dictionary(found: PdfObject | None) -> DictionaryObject:
    inner = None if found is None else found.get_object()
    return inner if isinstance(inner, DictionaryObject) else DictionaryObject()


def _array(found: PdfObject | None) -> ArrayObject:
    inner = None if found is None else found.get_object()
    return inner if isinstance(inner, ArrayObject) else ArrayObject()
