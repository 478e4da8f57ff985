"""Sums that a form proves: an algebra over amounts and numbers, computed and explained alike."""

from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import TypeAlias

from forms.answers import Answers
from forms.conditions import Condition, addresses_of, beside, holds
from forms.path import Path


@dataclass(frozen=True, slots=True)
class Stated:
    """The number typed at an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The numbers of one column over the rows of its group; `when` picks rows.

    The address is the column's (`udgifter.poster.beloeb`); rows without a number count nothing,
    a number that could not be read makes the whole sum unknown.
    """

    address: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Plus:
    """Terms added."""

    terms: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Minus:
    """The second taken from the first."""

    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Times:
    """Two factors multiplied."""

    left: "Formula"
    right: "Formula"


Formula: TypeAlias = Stated | Sum | Plus | Minus | Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """What a formula came to: `value` is None where a number is missing or unread.

    `formula` shows the numbers put in, in Danish notation (`3 × (900.000,00 + 150.000,00)`);
    `terms` are the paths the numbers came from; `precision` is how far the value may be from what
    was meant, as precisely as they are printed.
    """

    value: Decimal | None
    formula: str
    terms: tuple[Path, ...]
    precision: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A number that a formula adds, where it stands, and how many times it counts."""

    path: Path
    value: Decimal
    times: Decimal


def compute(formula: Formula, answers: Answers, *, at: Path | None = None) -> Computation:
    """Evaluate a formula on answers, seen from `at` for formulas inside a row."""
    here = at or Path()
    return answers.known(formula, here, lambda: _computed(formula, answers, here))


def _computed(formula: Formula, answers: Answers, here: Path) -> Computation:
    match formula:
        case Stated(address):
            return _stated(beside(address, here), answers)
        case Sum(address, when):
            return _sum(address, when, answers, here)
        case Plus(terms):
            return _join([_computed(term, answers, here) for term in terms], "+")
        case Minus(left, right):
            return _join([_computed(part, answers, here) for part in (left, right)], "−")
        case Times(left, right):
            return _join([_computed(part, answers, here) for part in (left, right)], "×")


def terms_of(formula: Formula, answers: Answers, *, at: Path | None = None) -> tuple[Term, ...]:
    """The numbers a formula adds up to its value: `times × value` of each, together.

    A product counts the terms of its second factor as many times as the first says. Numbers that
    are missing or unread are left out.
    """
    here = at or Path()
    match formula:
        case Stated() | Sum():
            paths = compute(formula, answers, at=here).terms
            known = ((path, answers.number(path)) for path in paths)
            return tuple(
                Term(path=path, value=number, times=Decimal(1))
                for path, number in known
                if number is not None
            )
        case Plus(terms):
            return tuple(each for term in terms for each in terms_of(term, answers, at=here))
        case Minus(left, right):
            taken = _times(terms_of(right, answers, at=here), Decimal(-1))
            return (*terms_of(left, answers, at=here), *taken)
        case Times(left, right):
            factor = compute(left, answers, at=here).value
            inner = terms_of(right, answers, at=here)
            return () if factor is None else _times(inner, factor)


def columns_of(formula: Formula) -> tuple[str, ...]:
    """The addresses of the columns that a formula sums, whatever else it does."""
    match formula:
        case Sum(address):
            return (address,)
        case Plus(terms):
            return tuple(address for term in terms for address in columns_of(term))
        case Minus(left, right) | Times(left, right):
            return columns_of(left) + columns_of(right)
        case Stated():
            return ()


def addresses_in(formula: Formula) -> frozenset[str]:
    """Every address that a formula looks at, those of its conditions too."""
    match formula:
        case Stated(address):
            return frozenset({address})
        case Sum(address, when):
            return frozenset({address, *(addresses_of(when) if when else ())})
        case Plus(terms):
            return frozenset().union(*map(addresses_in, terms))
        case Minus(left, right) | Times(left, right):
            return addresses_in(left) | addresses_in(right)


def added_columns(formula: Formula) -> tuple[str, ...]:
    """The columns of a formula that does no more than add up all their rows, else none."""
    match formula:
        case Sum(address, None):
            return (address,)
        case Plus(terms):
            added = [added_columns(term) for term in terms]
            return tuple(address for each in added for address in each) if all(added) else ()
        case _:
            return ()


def shown_number(number: Decimal) -> str:
    """A number in Danish notation; øre only where there are any."""
    text = f"{abs(number):,.2f}".translate(str.maketrans(",.", ".,"))
    return ("−" if number < 0 else "") + text.removesuffix(",00")


def _times(terms: tuple[Term, ...], factor: Decimal) -> tuple[Term, ...]:
    return tuple(
        Term(path=each.path, value=each.value, times=each.times * factor) for each in terms
    )


def _stated(path: Path, answers: Answers) -> Computation:
    number = answers.number(path)
    shown = "?" if number is None else shown_number(number)
    precision = answers.precision(path)
    return Computation(value=number, formula=shown, terms=(path,), precision=precision)


def _sum(address: str, when: Condition | None, answers: Answers, here: Path) -> Computation:
    group, _, column = address.rpartition(".")
    at = beside(group, here)
    paths = [at.row(row) / column for row in range(answers.row_count(at))]
    chosen = [
        path
        for path in paths
        if answers.get(path) is not None and (when is None or holds(when, answers, path))
    ]
    parts = [_stated(path, answers) for path in chosen]
    if not parts:
        return Computation(value=Decimal(0), formula="0", terms=())
    return _join(parts, "+")


def _join(parts: list[Computation], sign: str) -> Computation:
    values = [part.value for part in parts]
    known = [value for value in values if value is not None]
    is_known = len(known) == len(values)
    value = _calculate(known, sign) if is_known else None
    precision = _precision(parts, known, sign) if is_known else Decimal(0)
    shown = [_grouped(part, sign, place) for place, part in enumerate(parts)]
    terms = tuple(path for part in parts for path in part.terms)
    formula = f" {sign} ".join(shown)
    return Computation(value=value, formula=formula, terms=terms, precision=precision)


def _calculate(values: list[Decimal], sign: str) -> Decimal:
    result = values[0]
    for value in values[1:]:
        match sign:
            case "+":
                result += value
            case "−":
                result -= value
            case _:
                result *= value
    return result


def _precision(parts: list[Computation], values: list[Decimal], sign: str) -> Decimal:
    """Those of terms add up; that of a product is as large as its factors let it be."""
    if sign != "×":
        return sum((part.precision for part in parts), Decimal(0))
    largest = [abs(value) + part.precision for part, value in zip(parts, values, strict=True)]
    return prod(largest, start=Decimal(1)) - abs(prod(values, start=Decimal(1)))


def _grouped(part: Computation, sign: str, place: int) -> str:
    is_compound = " " in part.formula and (sign == "×" or (sign == "−" and place > 0))
    needs_brackets = is_compound and (sign != "×" or " + " in part.formula or " − " in part.formula)
    return f"({part.formula})" if needs_brackets else part.formula
