"""Staff across the sub-agreements of a case: how much of each function works on each area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeGuard

from forms.answers import Answers
from forms.kinds.kind import Percent, Value
from forms.path import Path

_STAFF = Path.parse("medarbejderressourcer")
_BUDGET_STAFF = Path.parse("medarbejdere")
_WHOLE = Decimal(100)


class Balance(Enum):
    """How what is given to the areas compares with what there is of a function.

    UNKNOWN is for a function with shares and hours mixed, with text that could not be read, or
    with hours that the budget does not have.
    """

    EVEN = "even"
    UNDER = "under"
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one sub-agreement takes of a function; `unread` is what could not be added up.

    `running` is the share, or the hours where there are no shares, of this and all before it.
    """

    percent: Decimal | None = None
    hours: Decimal | None = None
    unread: tuple[Value, ...] = ()
    running: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """A function with its part in each sub-agreement, None where it has none.

    `total` is in percent when `is_share`, else in hours a week; `available` is 100 percent or
    the hours that the budget has, None where it has none.
    """

    function: str
    parts: tuple[Part | None, ...]
    is_share: bool
    total: Decimal
    available: Decimal | None
    balance: Balance

    @property
    def difference(self) -> Decimal:
        """How far the total is from what there is, without sign; 0 where that is not known."""
        return Decimal(0) if self.available is None else abs(self.total - self.available)


def staffing(sub_agreements: Sequence[Answers], budget: Answers) -> tuple[StaffLine, ...]:
    """A line for each function, by name in any case, in the order they are first met."""
    names: dict[str, str] = {}
    for answers in sub_agreements:
        for function, _ in _rows(answers, _STAFF):
            names.setdefault(_folded(function), function)
    hours = _budgeted_hours(budget)
    return tuple(
        _line(name, tuple(_part(answers, key) for answers in sub_agreements), hours.get(key))
        for key, name in names.items()
    )


def _line(name: str, parts: tuple[Part | None, ...], budgeted: Decimal | None) -> StaffLine:
    given = [part for part in parts if part]
    is_share = any(part.percent is not None for part in given)
    numbers = [_number(part, is_share=is_share) for part in parts]
    total = sum((number or Decimal(0) for number in numbers), Decimal(0))
    available = _WHOLE if is_share else budgeted
    is_sure = all(_is_sure(part, is_share=is_share) for part in given)
    return StaffLine(
        function=name,
        parts=tuple(_running(parts, numbers)),
        is_share=is_share,
        total=total,
        available=available,
        balance=_balance(total, available) if is_sure else Balance.UNKNOWN,
    )


def _running(
    parts: Sequence[Part | None], numbers: Sequence[Decimal | None]
) -> Iterator[Part | None]:
    so_far = Decimal(0)
    for part, number in zip(parts, numbers, strict=True):
        so_far += number or Decimal(0)
        running = None if number is None else so_far
        yield part and Part(
            percent=part.percent, hours=part.hours, unread=part.unread, running=running
        )


def _number(part: Part | None, *, is_share: bool) -> Decimal | None:
    if part is None:
        return None
    return part.percent if is_share else part.hours


def _is_sure(part: Part, *, is_share: bool) -> bool:
    """Whether all that a part says is counted in the total."""
    other = part.hours if is_share else part.percent
    return not part.unread and other is None and _number(part, is_share=is_share) is not None


def _balance(total: Decimal, available: Decimal | None) -> Balance:
    if available is None:
        return Balance.UNKNOWN
    if total == available:
        return Balance.EVEN
    return Balance.UNDER if total < available else Balance.OVER


def _part(answers: Answers, key: str) -> Part | None:
    """All rows of a function in one sub-agreement, added up."""
    rows = [row for function, row in _rows(answers, _STAFF) if _folded(function) == key]
    if not rows:
        return None
    shares = [answers.get(row / "andel") for row in rows]
    hours = [answers.get(row / "timer") for row in rows]
    said = [value for value in (*shares, *hours) if value is not None]
    return Part(
        percent=_sum([each.number for each in shares if _is_share(each)]),
        hours=_sum([each for each in hours if _is_hours(each)]),
        unread=tuple(each for each in said if not _is_share(each) and not _is_hours(each)),
    )


def _is_share(value: Value | None) -> TypeGuard[Percent]:
    return isinstance(value, Percent) and not value.is_points


def _is_hours(value: Value | None) -> TypeGuard[Decimal]:
    return isinstance(value, Decimal)


def _sum(numbers: Sequence[Decimal]) -> Decimal | None:
    return sum(numbers, Decimal(0)) if numbers else None


def _budgeted_hours(budget: Answers) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for function, row in _rows(budget, _BUDGET_STAFF):
        hours = budget.get(row / "timer")
        if isinstance(hours, Decimal):
            key = _folded(function)
            found[key] = found.get(key, Decimal(0)) + hours
    return found


def _rows(answers: Answers, group: Path) -> Iterator[tuple[str, Path]]:
    """Each row that names a function."""
    for row in range(answers.row_count(group)):
        function = answers.get(group.row(row) / "funktion")
        if isinstance(function, str):
            yield function, group.row(row)


def _folded(function: str) -> str:
    return " ".join(function.casefold().split())
