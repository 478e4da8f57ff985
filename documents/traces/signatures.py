"""Who signed a PDF: what its signatures say of it, and the certificates in them."""

from collections.abc import Iterator

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

from documents.traces.certificates import names_in_certificates
from documents.traces.pdf_fields import kind_of, value_of, with_those_above

_KINDS = ("/Sig", "/DocTimeStamp")
_SIGNATURES = "/Sig"
_SAID = ("/Reason", "/Location", "/ContactInfo")
_STRINGS = (ByteStringObject, TextStringObject)
_DRAWN = ("/AP", "/AS", "/MK")
_COMMENT = b"%"


def is_signed(field: DictionaryObject) -> bool:
    """Whether it is a field of signatures that is signed; it may have its kind from one above."""
    value = value_of(field, "/V")
    is_signature = isinstance(value, DictionaryObject) and (
        "/ByteRange" in value or value_of(value, "/Type") in _KINDS
    )
    return is_signature or (value is not None and is_for_signing(field))


def is_for_signing(field: DictionaryObject) -> bool:
    """Whether it is a field of signatures, signed or not."""
    return kind_of(field) == _SIGNATURES


def signer_of(field: DictionaryObject) -> tuple[str, str]:
    """Who signed it, and what else the signature says of them; else what the field is called."""
    signature = value_of(field, "/V")
    if not isinstance(signature, DictionaryObject):
        return "", _name_of(field)
    who = _text(signature, "/Name")
    said = (*(_text(signature, name) for name in _SAID), *_names_in(signature))
    told = "; ".join(dict.fromkeys(each for each in said if each and each != who))
    return who, told or ("" if who else _name_of(field))


def drawn_alone(field: DictionaryObject) -> str:
    """What a field is called that shows a signature and has none, as one that was taken out."""
    is_told = any(map(is_signed, with_those_above(field)))
    is_drawn = not is_told and is_for_signing(field) and _is_drawn(field)
    return _name_of(field) if is_drawn else ""


def unsign(field: DictionaryObject) -> None:
    """The field as nobody has signed it, without who should, and without what shows it.

    What shows it may stand in fields below it; one of another kind there is somebody's answer.
    """
    waiting, met = [field], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in met:
            continue
        met.add(id(each))
        for name in ("/V", "/SV", *_DRAWN):
            each.pop(name, None)
        waiting += _below(each)


def forget_proofs(root: DictionaryObject) -> None:
    """Without what is promised by signatures of the whole document, and what they are proved by."""
    for name in ("/Perms", "/DSS"):
        root.pop(name, None)
    form = value_of(root, "/AcroForm")
    if isinstance(form, DictionaryObject):
        form.pop("/SigFlags", None)


def _below(field: DictionaryObject) -> Iterator[DictionaryObject]:
    below = value_of(field, "/Kids")
    for each in below if isinstance(below, ArrayObject) else ():
        kid = each.get_object()
        if isinstance(kid, DictionaryObject) and value_of(kid, "/FT") in (None, _SIGNATURES):
            yield kid


def _is_drawn(field: DictionaryObject) -> bool:
    """Whether anything is drawn in its place; of one that waits for a signature it is a remark."""
    looks = value_of(field, "/AP")
    usual = value_of(looks, "/N") if isinstance(looks, DictionaryObject) else None
    if not isinstance(usual, StreamObject):
        return isinstance(usual, DictionaryObject)
    lines = (each.strip() for each in usual.get_data().splitlines())
    return any(each and not each.startswith(_COMMENT) for each in lines)


def _name_of(field: DictionaryObject) -> str:
    named = (_text(each, name) for each in with_those_above(field) for name in ("/TU", "/T"))
    return next(filter(None, named), "PDF")


def _names_in(signature: DictionaryObject) -> Iterator[str]:
    contents = value_of(signature, "/Contents")
    sealed = contents.original_bytes if isinstance(contents, _STRINGS) else b""
    yield from names_in_certificates(sealed)


def _text(signature: DictionaryObject, name: str) -> str:
    said = value_of(signature, name)
    return str(said) if isinstance(said, TextStringObject) else ""
