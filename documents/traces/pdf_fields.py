"""The fields of a PDF: of which kind each is, what it is called and what it says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
    create_string_object,
)

_MOST_ABOVE = 32
_PUSHED = 1 << 16
"""The flag of a button that does something and says nothing."""
_ROW = re.compile(r"\[\d+\]$")
_OFF = "/Off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text, and what the place is called where it stands."""

    name: str
    text: str


def value_of(owner: DictionaryObject, name: str) -> object:
    """The object itself, also where another place is named for it; None where there is none."""
    found = owner.get(name)
    return None if found is None else found.get_object()


def with_those_above(field: DictionaryObject) -> Iterator[DictionaryObject]:
    """The field and those it is a part of, the nearest first."""
    for _number in range(_MOST_ABOVE):
        yield field
        above = value_of(field, "/Parent")
        if not isinstance(above, DictionaryObject):
            return
        field = above


def kind_of(field: DictionaryObject) -> object:
    """What it says itself (`/Tx`, `/Btn`, `/Ch`, `/Sig`), else the nearest above it that does."""
    return _inherited(field, "/FT")


def answered_in(widgets: Iterable[DictionaryObject]) -> tuple[DictionaryObject, ...]:
    """The fields that somebody can answer in, each once wherever it is drawn.

    Not those of signatures, and no button that is only pressed.
    """
    named = (_named(each) for each in widgets if _is_answered(each))
    return tuple({id(each): each for each in named}.values())


def said_by(field: DictionaryObject) -> Iterator[Said]:
    """What it says, as it is kept; nothing of an empty one, or of a box without a mark."""
    value = _inherited(field, "/V")
    for each in value if isinstance(value, ArrayObject) else (value,):
        text = _text_of(each)
        if text.strip() and not is_unmarked(field):
            yield Said(name=_name_of(field), text=text)


def unmarked(field: DictionaryObject) -> Iterator[Said]:
    """What a form in XFA says of a box that has no mark."""
    if is_unmarked(field):
        yield Said(name=_name_of(field), text="0")


def is_unmarked(field: DictionaryObject) -> bool:
    """Whether it is a box, or some of which one is chosen, and none has a mark."""
    return kind_of(field) == "/Btn" and _inherited(field, "/V") in (None, _OFF)


def _is_answered(field: DictionaryObject) -> bool:
    flags = _inherited(field, "/Ff")
    is_pushed = isinstance(flags, int) and bool(flags & _PUSHED)
    kind = kind_of(field)
    return kind in ("/Tx", "/Ch") or (kind == "/Btn" and not is_pushed)


def _named(widget: DictionaryObject) -> DictionaryObject:
    """The field that is drawn: those parts of it that are drawn alone have no name."""
    return next((each for each in with_those_above(widget) if "/T" in each), widget)


def _name_of(field: DictionaryObject) -> str:
    """Its own, without the number of its row."""
    return _ROW.sub("", _text_of(value_of(field, "/T"))).rpartition(".")[2]


def _inherited(field: DictionaryObject, name: str) -> object:
    found = (value_of(each, name) for each in with_those_above(field))
    return next((each for each in found if each is not None), None)


def _text_of(found: object) -> str:
    if isinstance(found, NameObject):
        return str(found)[1:]
    if isinstance(found, StreamObject):
        found = create_string_object(found.get_data())
    if isinstance(found, ByteStringObject):
        return found.decode("latin-1")
    return str(found) if isinstance(found, TextStringObject) else ""
