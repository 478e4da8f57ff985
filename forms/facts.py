"""Frozen data that is made when code is loaded, or seldom after: what forms and templates are of.

`dataclasses` has Python compile six functions for each frozen class, and there are so many of them
that this was a third of what a start costs. Here nothing is compiled; making a fact takes a little
longer instead. What is made by the thousand, as values are, is an ordinary dataclass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Made = TypeVar("_Made")
_Fields = tuple["Field[Any]", ...]


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def fact(cls: type[_Made]) -> type[_Made]:
    """The class that `dataclass(frozen=True, slots=True, kw_only=True)` makes of one.

    It is made by name, compared, hashed, shown, copied and replaced in as that is; what of this the
    class does by itself is left to it. Facts are derived from facts alone.
    """
    own = vars(cls).copy()
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    for name, does in _doings(fields(made)).items():
        if own.get(name) is None:
            does.__qualname__ = f"{made.__qualname__}.{name}"
            setattr(made, name, does)
    return made  # type: ignore[no-any-return]  # as the class that was given, with all that in it


def _doings(all_fields: _Fields) -> Mapping[str, Callable[..., Any]]:
    values = _values_of([each.name for each in all_fields if each.compare])
    return {
        "__init__": _begun_with(all_fields),
        "__repr__": _shown_by([each.name for each in all_fields if each.repr]),
        "__eq__": _equal_by(values),
        "__hash__": _hashed_by(values),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,
        "__setstate__": _restore,
    }


def _values_of(names: Sequence[str]) -> Callable[[object], object]:
    """The values under some names, as a tuple however few they are."""
    if not names:
        return lambda _: ()
    values = attrgetter(*names)
    return values if len(names) > 1 else lambda fact: (values(fact),)


def _begun_with(all_fields: _Fields) -> Callable[..., None]:
    names = frozenset(each.name for each in all_fields)

    def begin(self: object, **given: object) -> None:
        if not given.keys() <= names:
            raise TypeError(f"{type(self).__name__} has no {', '.join(given.keys() - names)}")
        for each in all_fields:
            object.__setattr__(self, each.name, _given(self, each, given))

    return begin


def _given(fact: object, each: "Field[Any]", given: Mapping[str, object]) -> object:
    if each.name in given:
        return given[each.name]
    if each.default is not MISSING:
        return each.default
    if each.default_factory is not MISSING:
        return each.default_factory()
    raise TypeError(f"{type(fact).__name__} needs {each.name}")


def _shown_by(names: Sequence[str]) -> Callable[[object], str]:
    def show(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return show


def _equal_by(values: Callable[[object], object]) -> Callable[[object, object], object]:
    def equals(self: object, other: object) -> object:
        if type(other) is not type(self):
            return NotImplemented
        return values(self) == values(other)

    return equals


def _hashed_by(values: Callable[[object], object]) -> Callable[[object], int]:
    return lambda self: hash(values(self))


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: Sequence[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
