"""A total as a share of another number, with and without the rows that are not granted yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from forms.answers import Answers
from forms.conditions import AnyOf, Condition, Is, beside, holds
from forms.formulas import Formula, addresses_in, columns_of
from forms.grammar import Total
from forms.kinds.choice import Choice
from forms.outline import Placed
from forms.path import Path
from validators.arithmetic import computed_total
from validators.case import Examined


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is counted in all and what of it is granted, both in kroner, of a whole."""

    path: Path
    all: Decimal
    granted: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What a share is of, in kroner, and how far it may be from that as it is printed."""

    value: Decimal
    precision: Decimal


def provisional_shares(case: Examined, placed: Placed, at: Path) -> Share | None:
    """The share with and without rows not granted yet; None when all are, or a number lacks."""
    condition = placed.total.provisional_when
    if condition is None:
        return None
    counted, whole = computed_total(case, placed, at), whole_of(placed, at, case)
    if counted is None or whole is None or whole.value <= 0:
        return None
    without = _without_provisional(case, placed, at, condition)
    if without is None:
        return None
    granted = computed_total(without, placed, at)
    path = beside(placed.total.stated, at) if placed.total.stated else at
    left = granted.value if granted else Decimal(0)
    return Share(path=path, all=counted.value, granted=left, whole=whole.value)


def whole_of(placed: Placed, at: Path, case: Examined) -> Whole | None:
    """The number that a total is a share of, as stated or as computed."""
    address = placed.total.share_of
    if address is None:
        return None
    other, path = case.outline.at(address), beside(address, at)
    if not isinstance(other.item, Total):
        stated = case.answers.number(path)
        precision = case.answers.precision(path)
        return None if stated is None else Whole(value=stated, precision=precision)
    computed = computed_total(case, other, path)
    return Whole(value=computed.value, precision=computed.precision) if computed else None


def settled_share(case: Examined, placed: Placed, at: Path) -> Share | None:
    """A local share with and without the sources that count as local only where they are.

    `granted` and `whole` are without them: what is neither local for certain nor the fund's is no
    part of the total either. None where the programme names no such source or none has given.
    """
    sources = case.programme.sources_in_doubt if case.programme else ()
    chosen = AnyOf(
        tuple(
            Is(address, source)
            for address in _choices(placed.total.formula, case)
            for source in sources
        )
    )
    counted = computed_total(case, placed, at)
    without = _without_provisional(case, placed, at, chosen) if chosen.conditions else None
    if counted is None or without is None:
        return None
    settled, whole = computed_total(without, placed, at), whole_of(placed, at, without)
    path = beside(placed.total.stated, at) if placed.total.stated else at
    if whole is None or whole.value <= 0:
        return None
    left = settled.value if settled else Decimal(0)
    return Share(path=path, all=counted.value, granted=left, whole=whole.value)


def _choices(formula: Formula, case: Examined) -> Iterator[str]:
    """The choices that decide which rows a formula adds: no choice is ever added itself."""
    for address in sorted(addresses_in(formula)):
        if isinstance(case.outline.at(address).field.kind, Choice):
            yield address


def _without_provisional(
    case: Examined, placed: Placed, at: Path, condition: Condition
) -> Examined | None:
    """The case without those rows; None when there are none."""
    rows = {
        group.row(row)
        for address in columns_of(placed.total.formula)
        for group in (beside(address.rpartition(".")[0], at),)
        for row in sorted(case.answered_rows(group))
        if holds(condition, case.answers, group.row(row) / address.rpartition(".")[2])
    }
    if not rows:
        return None
    kept = ((path, value) for path, value in case.answers.items() if not _is_in(path, rows))
    return case.with_answers(Answers(kept))


def _is_in(path: Path, rows: set[Path]) -> bool:
    return any(Path(path.parts[:size]) in rows for size in range(1, len(path.parts)))
