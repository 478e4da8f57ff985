"""Sums that a form proves: an algebra over amounts and numbers, computed and explained alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod
from typing import NamedTuple, TypeAlias

from forms.answers import Answers, number_in
from forms.conditions import Condition, addresses_of, beside, holds
from forms.kinds.numerals import in_danish
from forms.path import Parts, Path


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


_NOWHERE = Path()

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


def value_of(formula: Formula, answers: Answers, *, at: Path | None = None) -> Decimal | None:
    """What `compute` comes to, without how: quicker where nobody asks for that."""
    return _valued(formula, answers, at or _NOWHERE)


def _valued(formula: Formula, answers: Answers, here: Path) -> Decimal | None:
    # Asked in the order of what there is most of.
    if isinstance(formula, Sum):
        column = column_of(formula.address, answers, at=here)
        return column.total if formula.when is None else _picked(formula, answers, here)
    if isinstance(formula, Stated):
        return answers.number(beside(formula.address, here))
    if isinstance(formula, Plus):
        return _calculated([_valued(term, answers, here) for term in formula.terms], "+")
    both = [_valued(part, answers, here) for part in (formula.left, formula.right)]
    return _calculated(both, "−" if isinstance(formula, Minus) else "×")


class Column(NamedTuple):
    """A column over the rows of its group: the numbers answered by row, and what they come to.

    A number is None where it could not be read, and so is the total of such.
    """

    numbers: tuple[tuple[int, Decimal | None], ...]
    total: Decimal | None


def column_of(address: str, answers: Answers, *, at: Path | None = None) -> Column:
    """The numbers of a column, which are read once of the same answers."""
    asked = _asked(address)
    group = beside(asked.group, at) if at and at.parts else asked.path
    return answers.known(asked, group, lambda: _read(asked.name, answers, group.parts))


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
    if not number:
        return "0"
    text = in_danish(f"{abs(number):,.2f}")
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """A column as a question of answers, which are told apart by being the same object.

    `path` is that of its group where no other stands around it.
    """

    group: str
    name: str
    path: Path


@lru_cache(maxsize=1_024)
def _asked(address: str) -> _Asked:
    group, _, name = address.rpartition(".")
    return _Asked(group=group, name=name, path=Path.at(group))


def _read(name: str, answers: Answers, group: Parts) -> Column:
    values = answers.by_parts()
    rows = range(answers.row_counts().get(group, 0))
    found = [(row, values.get((*group, row, name))) for row in rows]
    numbers = tuple([(row, number_in(value)) for row, value in found if value is not None])
    return Column(numbers, _added([number for _, number in numbers]))


def _added(numbers: Sequence[Decimal | None]) -> Decimal | None:
    return _calculated(numbers, "+") if numbers else Decimal(0)


def _picked(formula: Sum, answers: Answers, here: Path) -> Decimal | None:
    """What a column comes to in the rows that a condition picks, which is asked once of each."""
    asked, when = _asked(formula.address), formula.when
    group = beside(asked.group, here) if here.parts else asked.path
    rows = answers.known(when, group, lambda: _rows(when, answers, group))
    numbers = column_of(formula.address, answers, at=here).numbers
    return _added([number for row, number in numbers if row in rows])


def _rows(when: Condition | None, answers: Answers, group: Path) -> frozenset[int]:
    rows = range(answers.row_counts().get(group.parts, 0))
    return frozenset([row for row in rows if when is None or holds(when, answers, group.row(row))])


def _join(parts: list[Computation], sign: str) -> Computation:
    values = [part.value for part in parts]
    value = _calculated(values, sign)
    known = [each for each in values if each is not None]
    precision = Decimal(0) if value is None else _precision(parts, known, sign)
    shown = [_grouped(part, sign, place) for place, part in enumerate(parts)]
    terms = tuple(path for part in parts for path in part.terms)
    formula = f" {sign} ".join(shown)
    return Computation(value=value, formula=formula, terms=terms, precision=precision)


def _calculated(values: Sequence[Decimal | None], sign: str) -> Decimal | None:
    """The values with the sign between them; None where one is unknown."""
    result = values[0]
    for value in values[1:]:
        if result is None or value is None:
            return None
        if sign == "+":
            result += value
        elif sign == "−":
            result -= value
        else:
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
