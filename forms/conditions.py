"""When a field is asked: a small closed algebra over other answers."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from forms.path import Parts, Path

if TYPE_CHECKING:
    from forms.answers import Answers


@dataclass(frozen=True, slots=True)
class Is:
    """The answer at an address has one value, in its stored form."""

    address: str
    value: str | bool | int


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer at an address is not empty."""

    address: str


@dataclass(frozen=True, slots=True)
class Not:
    """The other condition fails."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


Condition: TypeAlias = Is | Answered | Not | AllOf | AnyOf


def beside(address: str, asking: Path) -> Path:
    """The path of an address seen from another path: rows of the groups they share are the same."""
    return _beside(address, asking.parts)


@lru_cache(maxsize=4096)
def _beside(address: str, asking: Parts) -> Path:
    # Kept by the parts: to tell two paths apart takes longer.
    parts: list[str | int] = []
    names = iter(address.split("."))
    name = next(names, None)
    for part in asking:
        if isinstance(part, int):
            parts.append(part)
        elif part == name:
            parts.append(part)
            name = next(names, None)
        else:
            break
    while parts and isinstance(parts[-1], int) and name is None:
        parts.pop()
    if name is not None:
        parts.extend((name, *names))
    return Path(tuple(parts))


def holds(condition: Condition, answers: "Answers", asking: Path) -> bool:
    """Whether the condition holds for the field or row that stands at a path."""
    if isinstance(condition, Is):  # most are
        return answers.get(_beside(condition.address, asking.parts)) == condition.value
    match condition:
        case Answered(address):
            return answers.get(beside(address, asking)) is not None
        case Not(inner):
            return not holds(inner, answers, asking)
        case AllOf(inners):
            return all(holds(inner, answers, asking) for inner in inners)
        case AnyOf(inners):
            return any(holds(inner, answers, asking) for inner in inners)


def compares(condition: Condition) -> bool:
    """Whether it matters what an answer says, and not only whether there is one."""
    match condition:
        case Is():
            return True
        case Answered():
            return False
        case Not(inner):
            return compares(inner)
        case AllOf(inners) | AnyOf(inners):
            return any(map(compares, inners))


def addresses_of(condition: Condition) -> tuple[str, ...]:
    """Every address a condition looks at, so that a definition can be checked when it is made."""
    match condition:
        case Is(address) | Answered(address):
            return (address,)
        case Not(inner):
            return addresses_of(inner)
        case AllOf(inners) | AnyOf(inners):
            return tuple(address for inner in inners for address in addresses_of(inner))
