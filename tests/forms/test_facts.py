"""A fact is what `dataclass(frozen=True, slots=True, kw_only=True)` makes."""

import copy
from abc import ABC, abstractmethod
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

from forms.facts import fact

_FROZEN = dataclass(frozen=True, slots=True, kw_only=True)


def _classes(made: Any) -> tuple[type, ...]:
    class Thing:
        """A thing."""

        name: str
        note: str = field(default="", compare=False)
        size: int = 3
        others: tuple[str, ...] = field(default=(), repr=False)
        counts: list[int] = field(default_factory=list, compare=False)

    class Nothing:
        """Nothing."""

    return made(Thing), made(Nothing), *_classes_that_do(made)


def _classes_that_do(made: Any) -> tuple[type, ...]:
    class Shape(ABC):
        """A shape."""

        @abstractmethod
        def area(self) -> int:
            """How large."""

    class Own:
        """It shows and compares itself."""

        name: str

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    base = made(Shape)

    class Square(base):
        """A square."""

        side: int = 2

        def area(self) -> int:
            return self.side**2

    return made(Square), base, made(Own)


_OURS, _THEIRS = _classes(fact), _classes(_FROZEN)
_GIVEN = [
    (0, {"name": "a"}),
    (0, {"name": "a", "note": "n"}),
    (0, {"name": "b", "size": 4, "others": ("x",)}),
    (0, {"name": ["unhashable"]}),
    (1, {}),
    (2, {}),
    (2, {"side": 5}),
    (4, {"name": "c"}),
]


def _both(number: int, given: dict[str, Any]) -> tuple[Any, Any]:
    return _OURS[number](**given), _THEIRS[number](**given)


def _told(ask: Any, *asked: Any) -> object:
    try:
        return ask(*asked)
    except TypeError:
        return TypeError


@pytest.mark.parametrize(("number", "given"), _GIVEN)
def test_a_fact_shows_compares_and_hashes_as_a_dataclass(
    number: int, given: dict[str, Any]
) -> None:
    ours, theirs = _both(number, given)
    assert repr(ours).rpartition(".")[2] == repr(theirs).rpartition(".")[2]
    assert _told(hash, ours) == _told(hash, theirs)
    assert (type(ours).__hash__ is None) == (type(theirs).__hash__ is None)
    assert asdict(ours) == asdict(theirs)
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    for other, its in _GIVEN[:-1]:
        mine, yours = _both(other, its)
        assert (ours == mine) == (theirs == yours)
    assert not hasattr(ours, "__dict__")


@pytest.mark.parametrize(("number", "given"), _GIVEN)
def test_a_fact_is_copied_and_never_changed(number: int, given: dict[str, Any]) -> None:
    ours, _ = _both(number, given)
    assert copy.copy(ours) == copy.deepcopy(ours) == replace(ours) == ours
    for name in (*given, "another"):
        with pytest.raises(FrozenInstanceError):
            setattr(ours, name, 1)
        with pytest.raises(FrozenInstanceError):
            delattr(ours, name)


def test_one_value_is_replaced_and_each_has_a_list_of_its_own() -> None:
    first = _OURS[0](name="a", size=7)
    second = replace(first, name="b")
    assert (second.name, second.size, first.name) == ("b", 7, "a")
    assert first.counts is not _OURS[0](name="a").counts


@pytest.mark.parametrize("given", [{}, {"name": "a", "colour": 1}, {"nam": "a"}])
def test_a_fact_that_lacks_something_or_has_too_much_is_refused(given: dict[str, Any]) -> None:
    for classes in (_OURS, _THEIRS):
        with pytest.raises(TypeError):
            classes[0](**given)
        with pytest.raises(TypeError):
            classes[0]("a")


def test_what_is_abstract_stays_so() -> None:
    for classes in (_OURS, _THEIRS):
        with pytest.raises(TypeError):
            classes[3]()
        assert classes[2](side=3).area() == 9
