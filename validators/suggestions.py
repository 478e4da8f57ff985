"""Which reading of a malformed amount makes the stated totals agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from forms.kinds.kind import Fault, Unread, Value
from forms.path import Path
from validators.arithmetic import Reckoning, reckonings
from validators.case import Examined, Spot

AMOUNT_FAULTS = frozenset((Fault.NOT_AN_AMOUNT, Fault.AMBIGUOUS_AMOUNT))
_MOST_WORLDS = 64
_MOST_ANSWERS_TRIED = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """The one suggestion with which every total that rests on the amount agrees."""

    suggestion: str
    reckoning: Reckoning


def unread_amounts(case: Examined) -> tuple[Spot, ...]:
    """The asked amounts that were typed but could not be read for certain."""
    return tuple(
        spot
        for spot in case.asked
        if spot.is_unread and isinstance(spot.value, Unread) and spot.value.fault in AMOUNT_FAULTS
    )


def proven_suggestions(case: Examined, spots: tuple[Spot, ...]) -> dict[Path, Proven]:
    """For each malformed amount the suggestion that alone makes its totals agree.

    All malformed amounts are tried together, since two may stand in one sum; nothing is proven
    when that gives too many ways to try.
    """
    choices = [(spot.path, _readings(spot)) for spot in spots if _readings(spot)]
    worlds = prod(len(readings) for _, readings in choices)
    if not choices or worlds > _MOST_WORLDS or worlds * len(case.answers) > _MOST_ANSWERS_TRIED:
        return {}
    agreeing: dict[Path, dict[str, Proven]] = {}
    for world in product(*(readings for _, readings in choices)):
        put = {path: value for (path, _), (_, value) in zip(choices, world, strict=True)}
        texts = {path: text for (path, _), (text, _) in zip(choices, world, strict=True)}
        for path, reckoning in _agreeing(case.with_answers(case.answers.replaced(put)), put):
            proven = Proven(suggestion=texts[path], reckoning=reckoning)
            agreeing.setdefault(path, {})[proven.suggestion] = proven
    return {path: next(iter(only.values())) for path, only in agreeing.items() if len(only) == 1}


def _readings(spot: Spot) -> tuple[tuple[str, Value], ...]:
    suggestions = spot.value.suggestions if isinstance(spot.value, Unread) else ()
    parsed = ((text, spot.field.kind.parse(text)) for text in suggestions)
    return tuple(
        (text, value)
        for text, value in parsed
        if value is not None and not isinstance(value, Unread)
    )


def _agreeing(case: Examined, put: dict[Path, Value]) -> Iterator[tuple[Path, Reckoning]]:
    """The amounts put in whose totals, one at least, all agree; each with the first of them."""
    found = tuple(reckonings(case))
    for path in put:
        touching = [each for each in found if path == each.path or path in each.terms]
        if touching and all(each.agrees for each in touching):
            yield path, touching[0]
