"""Conditions and formulas as JSON, so that a page can hide questions and add up as one types."""

from typing import TypeAlias

from forms.conditions import AllOf, Answered, AnyOf, Condition, Is, Not
from forms.formulas import Formula, Minus, Plus, Stated, Sum, Times

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


def formula_term(formula: Formula) -> Term:
    """A formula as nested lists."""
    match formula:
        case Stated(address):
            return ["stated", address]
        case Sum(address, when):
            return ["sum", address, None if when is None else condition_term(when)]
        case Plus(terms):
            return ["plus", *(formula_term(term) for term in terms)]
        case Minus(left, right):
            return ["minus", formula_term(left), formula_term(right)]
        case Times(left, right):
            return ["times", formula_term(left), formula_term(right)]
