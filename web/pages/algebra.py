"""Conditions and formulas as JSON, so that a page can hide questions and add up as one types."""

from typing import TypeAlias

from forms.conditions import AllOf, Answered, AnyOf, Condition, Is, Not
from forms.formulas import Formula, Minus, Plus, Stated, Sum, Times
from forms.grammar import Field, FormDefinition
from forms.kinds.whole_number import WholeNumber
from forms.outline import outline

Term: TypeAlias = str | bool | int | None | list["Term"]
"""A list whose first word names what follows; web/static/js/algebra.js reads the same words."""


def condition_term(condition: Condition) -> Term:
    """A condition as nested lists."""
    match condition:
        case Is(address, value):
            return ["is", address, value]
        case Answered(address):
            return ["answered", address]
        case Not(inner):
            return ["not", condition_term(inner)]
        case AllOf(inners):
            return ["all", *(condition_term(inner) for inner in inners)]
        case AnyOf(inners):
            return ["any", *(condition_term(inner) for inner in inners)]


def formula_term(definition: FormDefinition, formula: Formula) -> Term:
    """A formula as nested lists; a count is told with its bounds, beyond which it is none."""

    def inner(each: Formula) -> Term:
        return formula_term(definition, each)

    match formula:
        case Stated(address):
            return _stated_term(definition, address)
        case Sum(address, when):
            return ["sum", address, None if when is None else condition_term(when)]
        case Plus(terms):
            return ["plus", *map(inner, terms)]
        case Minus(left, right):
            return ["minus", inner(left), inner(right)]
        case Times(left, right):
            return ["times", inner(left), inner(right)]


def _stated_term(definition: FormDefinition, address: str) -> Term:
    item = outline(definition).at(address).item
    if isinstance(item, Field) and isinstance(item.kind, WholeNumber):
        return ["count", address, item.kind.least, item.kind.most, list(item.kind.units)]
    return ["stated", address]
