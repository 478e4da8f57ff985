"""Stated totals set against what their lines come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from forms.answers import Answers
from forms.budgets.claims import Claimed, Verdict
from forms.conditions import Condition, addresses_of, beside
from forms.formulas import (
    Formula,
    Minus,
    Plus,
    Stated,
    Sum,
    Times,
    added_columns,
    compute,
    shown_number,
)
from forms.grammar import Field, Proof
from forms.kinds.kind import Unread
from forms.outline import Placed
from forms.path import Path
from validators.case import Examined, is_reckonable
from validators.told_budget import ToldBudget, told_budget

_LONGEST_FORMULA = 400
_RECKONING = Context(prec=60, traps=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A stated number beside the computed one; `formula` is the computation in Danish notation.

    `path` is where the number is stated, `terms` are the answers the computed one rests on. One
    that stands in a text is called by its `label`, its own words. `tolerance` is how far the two
    may differ by the rounding of `2,5 mio.` and its like.
    """

    proof: Proof
    path: Path
    stated: Decimal
    computed: Decimal
    formula: str
    terms: tuple[Path, ...]
    label: str = ""
    tolerance: Decimal = Decimal(0)

    @property
    def difference(self) -> Decimal:
        """Stated less computed."""
        return self.stated - self.computed

    @property
    def agrees(self) -> bool:
        """Whether the two are one, as precisely as their numbers are printed."""
        return abs(self.difference) <= self.tolerance

    @property
    def is_compound(self) -> bool:
        """Whether more than one number was reckoned with."""
        return self.formula != shown_number(self.computed)

    @property
    def shown(self) -> str:
        """`3 × 1.400.000 + 600.000 = 4.800.000`; a sum of one number is not repeated."""
        result = shown_number(self.computed)
        return f"{self.formula} = {result}" if self.is_compound else result


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a total comes to, how, and from which answers."""

    value: Decimal
    formula: str
    terms: tuple[Path, ...]
    proof: Proof
    precision: Decimal = Decimal(0)


def reckonings(case: Examined) -> Iterator[Reckoning]:
    """Every stated total whose own number and terms are all known."""
    for placed in case.outline.totals():
        if placed.total.stated is None:
            continue
        for at in case.paths(placed):
            path = beside(placed.total.stated, at)
            stated = case.answers.number(path)
            computed = computed_total(case, placed, at)
            if stated is not None and computed is not None and case.is_asked(path):
                yield Reckoning(
                    proof=computed.proof,
                    path=path,
                    stated=stated,
                    computed=computed.value,
                    formula=computed.formula,
                    terms=computed.terms,
                    tolerance=computed.precision + case.answers.precision(path),
                )


def yearly_financing(case: Examined) -> Iterator[Reckoning]:
    """What is spent in each year beside what is financed in it, both as their rows come to.

    A form has years where the total that is to be financed and its financing add up columns of
    the same names, each with a total of its own.
    """
    totals = {placed.address: placed for placed in case.outline.totals()}
    single = {
        columns[0]: placed
        for placed in totals.values()
        if len(columns := added_columns(placed.total.formula)) == 1
    }
    for financed in totals.values():
        if financed.total.proof is not Proof.FINANCING:
            continue
        spent = next(each for each in totals.values() if each.total.stated == financed.total.stated)
        pairs = zip(
            added_columns(spent.total.formula), added_columns(financed.total.formula), strict=False
        )
        for expense, income in pairs:
            if expense in single and income in single and spent is not financed:
                yield from _year(case, single[expense], single[income])


def _year(case: Examined, expenses: Placed, financing: Placed) -> Iterator[Reckoning]:
    at = Path()
    spent, financed = (computed_total(case, each, at) for each in (expenses, financing))
    stated = expenses.total.stated
    if spent is None or financed is None or stated is None or not (spent.terms or financed.terms):
        return
    yield Reckoning(
        proof=Proof.FINANCING,
        path=Path.parse(stated),
        stated=spent.value,
        computed=financed.value,
        formula=financed.formula,
        terms=financed.terms,
        tolerance=spent.precision + financed.precision,
    )


def disagreements(case: Examined) -> tuple[Reckoning, ...]:
    """The stated totals that are wrong in themselves.

    One that only rests on a wrong total, and agrees with what that should have been, is right:
    a slip in one number is one finding.
    """
    return case.once(_disagreements)


def _disagreements(case: Examined) -> tuple[Reckoning, ...]:
    told = told_budget(case)
    if told is None:
        return tuple(_wrong_in_themselves(case))
    box = told.box
    settled = {Path.parse(each) for each in (box.total, box.share_total, box.applied)}
    others = tuple(each for each in _wrong_in_themselves(case) if each.path not in settled)
    return (*others, *_wrong_in_text(told))


def _wrong_in_text(told: ToldBudget) -> Iterator[Reckoning]:
    """The sums of a budget text that are wrong by more than the printed precision."""
    for path, claim in told.claims(Verdict.WRONG):
        is_multiplied = claim.is_multiplied and claim.claimed is not Claimed.PARTIAL
        proof = Proof.YEARLY if is_multiplied else Proof.SUM
        yield Reckoning(
            proof=Proof.DIFFERENCE if claim.claimed is Claimed.APPLIED else proof,
            path=path,
            stated=claim.stated,
            computed=claim.computed,
            formula=claim.formula,
            terms=(),
            tolerance=claim.tolerance,
            label=claim.mention.figure.typed if path == told.text else "",
        )


def _wrong_in_themselves(case: Examined) -> Iterator[Reckoning]:
    """The wrong totals; where years are not financed, the first of them stands for all."""
    years = [each for each in yearly_financing(case) if not each.agrees]
    missing = sum((each.difference for each in years), Decimal(0))
    for each in _wrong_totals(case):
        is_of_years = each.proof is Proof.FINANCING and each.difference == missing
        if not (years and is_of_years):
            yield each
    yield from years[:1]


def _wrong_totals(case: Examined) -> Iterator[Reckoning]:
    disagreeing = [each for each in reckonings(case) if not each.agrees]
    wrong: dict[Path, Reckoning] = {}
    for each in disagreeing:
        wrong.setdefault(each.path, each)
    for each in disagreeing:
        rests_on = each.terms if wrong[each.path] is each else (*each.terms, each.path)
        corrections = {
            path: wrong[path].computed
            for path in rests_on
            if path in wrong and wrong[path] is not each
        }
        if not corrections or not _agrees(each, case, corrections):
            yield each


def _agrees(total: Reckoning, case: Examined, corrections: dict[Path, Decimal]) -> bool:
    """Whether a stated total is right once others, or the number it is held against, are."""
    corrected = case.with_answers(case.answers.replaced(corrections))
    again = (each for each in reckonings(corrected) if each.path == total.path)
    return any(each.proof is total.proof and each.agrees for each in again)


def computed_total(case: Examined, placed: Placed, at: Path) -> Computed | None:
    """What a total comes to at a path; None where a number it needs is missing or unread.

    So it is where a group has more rows than it may: that is mended first.

    Terms without lines are left out, so that nothing is multiplied by years that no line needs;
    a yearly total without yearly lines is a plain sum.
    """
    total = placed.total
    if next(unsettled(total.formula, case, at), None) is not None:
        return None
    with localcontext(_RECKONING):
        formula = _without_empty_sums(total.formula, case.answers, at)
    is_plain = total.proof is Proof.YEARLY and not _multiplies(formula)
    proof = Proof.SUM if is_plain else total.proof
    if formula is None:
        return Computed(value=Decimal(0), formula="0", terms=(), proof=proof)
    with localcontext(_RECKONING):
        result = compute(formula, case.answers, at=at)
    if result.value is None or not is_reckonable(result.value):
        return None
    shown = _shortened(result.formula)
    return Computed(
        value=result.value,
        formula=shown,
        terms=result.terms,
        proof=proof,
        precision=result.precision,
    )


def unsettled(formula: Formula, case: Examined, at: Path) -> Iterator[Path]:
    """What a formula needs and has not: numbers of its rows, and whether a row belongs.

    The path of a group stands for too many rows, or for none where it must have some.
    """
    match formula:
        case Stated():
            return
        case Sum(address, when):
            yield from _unsettled_rows(address, when, case, at)
        case Plus(terms):
            for term in terms:
                yield from unsettled(term, case, at)
        case Minus(left, right) | Times(left, right):
            yield from unsettled(left, case, at)
            yield from unsettled(right, case, at)


def _unsettled_rows(
    address: str, when: Condition | None, case: Examined, at: Path
) -> Iterator[Path]:
    group_address, _, column = address.rpartition(".")
    placed = case.outline.get(group_address)
    group_path = beside(group_address, at)
    rows = case.rows(placed.group, group_path) if placed else ()
    is_too_long = placed and case.answers.row_count(group_path) > placed.group.at_most
    if placed is None or is_too_long or (not rows and placed.group.at_least > 0):
        yield group_path
        return
    needed = (address, *(addresses_of(when) if when else ()))
    for row in rows:
        for each in needed:
            here = group_path.row(row) / column
            if not _is_settled(each, here, case):
                yield beside(each, here)


def _is_settled(address: str, beside_path: Path, case: Examined) -> bool:
    """Whether an answer is read, or left empty where the form allows that."""
    path = beside(address, beside_path)
    placed = case.outline.get(address)
    value = case.answers.get(path)
    if isinstance(value, Unread):
        return False
    if value is not None or placed is None or not isinstance(placed.item, Field):
        return True
    return not (placed.field.is_required and case.is_asked(path))


def _without_empty_sums(formula: Formula, answers: Answers, at: Path) -> Formula | None:
    """The formula without sums that no row counts in; None when nothing is left."""
    match formula:
        case Sum():
            return formula if compute(formula, answers, at=at).terms else None
        case Plus(terms):
            kept = [_without_empty_sums(term, answers, at) for term in terms]
            left = tuple(term for term in kept if term is not None)
            return left[0] if len(left) == 1 else Plus(left) if left else None
        case Times(one, other):
            factors = [_without_empty_sums(factor, answers, at) for factor in (one, other)]
            return None if None in factors else formula
        case _:
            return formula


def _multiplies(formula: Formula | None) -> bool:
    match formula:
        case Times():
            return True
        case Plus(terms):
            return any(_multiplies(term) for term in terms)
        case _:
            return False


def _shortened(formula: str) -> str:
    """A long formula by its first and last terms."""
    if len(formula) <= _LONGEST_FORMULA:
        return formula
    half = _LONGEST_FORMULA // 2
    head, tail = formula[:half].rpartition(" ")[0], formula[-half:].partition(" ")[2]
    return f"{head} … {tail}"
