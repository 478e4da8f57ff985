"""Staff across the sub-agreements of a case, as a table of functions by documents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from validators.areas import is_complete
from validators.staff_budget import Difference, differences, unbudgeted
from validators.staffing import WHOLE, Function, Post, functions
from validators.whole_case import WholeCase

_ZERO = Decimal(0)
_Measure: TypeAlias = Callable[[Post], Decimal | None]


class Balance(Enum):
    """How what the sub-agreements take of a function compares with what there is of it.

    There is the whole of it for shares, and the budget's hours for hours. UNREAD is for a
    function whose parts cannot all be added up, UNBUDGETED for one the budget lacks, and OPEN
    for hours that nobody can hold against a budget yet.
    """

    EVEN = "even"
    UNDER = "under"
    OVER = "over"
    UNREAD = "unread"
    UNBUDGETED = "unbudgeted"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPart:
    """What one sub-agreement takes of a function: its lines, and the sum of all up to these.

    The sum is in percent or hours as the line's total is; None where nothing could be added.
    """

    posts: tuple[Post, ...]
    running: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """A function with its part in each sub-agreement, None where it has none.

    `total` and `difference` are in percent when `is_share`, else in hours a week; the difference
    is without sign, and 0 where there is nothing to compare with.
    """

    function: str
    parts: tuple[StaffPart | None, ...]
    is_share: bool
    total: Decimal
    difference: Decimal
    balance: Balance


def staffing(whole: WholeCase) -> tuple[StaffLine, ...]:
    """A line for each function of the case's sub-agreements, judged as the examination does."""
    compared = tuple(differences(whole))
    missing = {function.name for function, _ in unbudgeted(whole)}
    return tuple(
        _line(whole, function, compared, is_missing=function.name in missing)
        for function in whole.once(functions)
    )


def _line(
    whole: WholeCase, function: Function, compared: Sequence[Difference], *, is_missing: bool
) -> StaffLine:
    is_share = any(post.share is not None for post in function.posts)
    measure = _share if is_share else _hours
    total = _sum(function.posts, measure)
    found = next((each for each in compared if function.posts[0] in each.posts), None)
    difference = abs(total - WHOLE) if is_share else _ZERO
    if found and not is_share:
        difference = abs(found.claimed - found.budgeted)
    return StaffLine(
        function=function.name,
        parts=tuple(_parts(whole, function, measure)),
        is_share=is_share,
        total=total,
        difference=difference,
        balance=_share_balance(function)
        if is_share
        else _hours_balance(whole, function, found, is_missing=is_missing),
    )


def _parts(whole: WholeCase, function: Function, measure: _Measure) -> Iterator[StaffPart | None]:
    so_far = _ZERO
    for document in whole.of("delaftale"):
        posts = tuple(post for post in function.posts if post.site.document is document)
        so_far += _sum(posts, measure)
        is_counted = any(measure(post) is not None for post in posts)
        running = so_far if is_counted else None
        yield StaffPart(posts=posts, running=running) if posts else None


def _share_balance(function: Function) -> Balance:
    if function.share is None:
        return Balance.UNREAD
    if function.is_over:
        return Balance.OVER
    return Balance.UNDER if function.is_short else Balance.EVEN


def _hours_balance(
    whole: WholeCase, function: Function, found: Difference | None, *, is_missing: bool
) -> Balance:
    if any(post.hours is None for post in function.posts):
        return Balance.UNREAD
    if found:
        return Balance.OVER if found.claimed > found.budgeted else Balance.UNDER
    if is_missing:
        return Balance.UNBUDGETED
    is_paid_apart = any(post.is_paid_by_others for post in function.posts)
    has_budget = whole.first("budget") is not None
    return Balance.EVEN if has_budget and is_complete(whole) and not is_paid_apart else Balance.OPEN


def _sum(posts: Sequence[Post], measure: _Measure) -> Decimal:
    numbers = (measure(post) for post in posts)
    return sum((number for number in numbers if number is not None), _ZERO)


def _share(post: Post) -> Decimal | None:
    return post.share


def _hours(post: Post) -> Decimal | None:
    return post.hours
