"""Who signed a PDF: what its signatures say of it, and the certificates in them."""

import re
from collections.abc import Iterator
from itertools import islice

from pypdf.generic import ByteStringObject, DictionaryObject, TextStringObject

_KINDS = ("/Sig", "/DocTimeStamp")
_SAID = ("/Reason", "/Location", "/ContactInfo")
_STRINGS = (ByteStringObject, TextStringObject)
_MOST_NAMES = 20
# The common name of whoever a certificate is of or from, as DER has it: 2.5.4.3, letters, length.
_COMMON_NAME = re.compile(rb"\x06\x03\x55\x04\x03([\x0c\x13\x14\x1e])([\x01-\x7f])")
_LETTERS = {b"\x0c": "utf-8", b"\x13": "ascii", b"\x14": "latin-1", b"\x1e": "utf-16-be"}


def is_signed(field: DictionaryObject) -> bool:
    """Whether it is a field of signatures that is signed; it may have its kind from one above."""
    value = _value(field, "/V")
    is_signature = isinstance(value, DictionaryObject) and (
        "/ByteRange" in value or _value(value, "/Type") in _KINDS
    )
    return is_signature or (value is not None and _value(field, "/FT") == "/Sig")


def signer_of(field: DictionaryObject) -> tuple[str, str]:
    """Who signed it, and what else the signature says of them; both may be empty."""
    signature = _value(field, "/V")
    if not isinstance(signature, DictionaryObject):
        return "", ""
    who = _text(signature, "/Name")
    said = (*(_text(signature, name) for name in _SAID), *_names_in(signature))
    return who, "; ".join(dict.fromkeys(each for each in said if each and each != who))


def unsign(field: DictionaryObject) -> None:
    """The field as nobody has signed it, and without who should; what is drawn in it stays."""
    for name in ("/V", "/SV"):
        field.pop(name, None)


def forget_proofs(root: DictionaryObject) -> None:
    """Without what is promised by signatures of the whole document, and what they are proved by."""
    for name in ("/Perms", "/DSS"):
        root.pop(name, None)
    form = _value(root, "/AcroForm")
    if isinstance(form, DictionaryObject):
        form.pop("/SigFlags", None)


def _names_in(signature: DictionaryObject) -> Iterator[str]:
    contents = _value(signature, "/Contents")
    sealed = contents.original_bytes if isinstance(contents, _STRINGS) else b""
    for name in islice(_COMMON_NAME.finditer(sealed), _MOST_NAMES):
        said = sealed[name.end() : name.end() + name[2][0]]
        yield said.decode(_LETTERS[name[1]], "replace")


def _text(signature: DictionaryObject, name: str) -> str:
    said = _value(signature, name)
    return str(said) if isinstance(said, TextStringObject) else ""


def _value(of: DictionaryObject, name: str) -> object:
    found = of.get(name)
    return None if found is None else found.get_object()
