"""The staff of the sub-agreements set against the staff of the budget."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from forms.kinds.weekly_hours import FULL_WEEK
from forms.path import Path
from validators.areas import is_complete
from validators.case import Examined, typed_text
from validators.names import Likeness, are_akin, likeness
from validators.staffing import TOLERANCE, WHOLE, Function, Post, functions
from validators.whole_case import Site, WholeCase

_STAFF = Path.parse("medarbejdere")
_FINEST = Decimal("0.005")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line of the budget's staff: hours a week of all who hold the function, and in årsværk."""

    path: Path
    name: str
    hours: Decimal | None
    posts: Decimal | None

    @property
    def hours_of_posts(self) -> Decimal | None:
        """The årsværk as hours a week."""
        return None if self.posts is None else self.posts * FULL_WEEK

    @property
    def contradicts_itself(self) -> bool:
        """Whether hours and årsværk differ by more than the rounding of the årsværk."""
        if self.hours is None or self.posts is None or self.hours_of_posts is None:
            return False
        return abs(self.hours - self.hours_of_posts) > _rounding(self.posts) * FULL_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Hours of a function in the sub-agreements that are not those of its line in the budget."""

    posts: tuple[Post, ...]
    line: BudgetLine
    claimed: Decimal
    budgeted: Decimal


def budget_lines(budget: Examined) -> tuple[BudgetLine, ...]:
    """The lines of a budget's staff that name a function."""
    rows = budget.first_rows(_STAFF)
    return tuple(line for row in rows for line in _line(budget, _STAFF.row(row)))


def unbudgeted(whole: WholeCase) -> Iterator[tuple[Function, Site]]:
    """The functions the budget does not have, those that others pay apart; and the budget."""
    budget = whole.first("budget")
    lines = budget_lines(budget.examined) if budget else ()
    if budget is None or not lines:
        return
    for function in whole.once(functions):
        is_paid = any(post.is_paid_by_others for post in function.posts)
        if not is_paid and _line_of(function, lines) is None:
            yield function, Site(document=budget, path=_STAFF)


def differences(whole: WholeCase) -> Iterator[Difference]:
    """The functions with other hours than the budget has for them.

    Functions in shares alone are held against a whole, not against hours. While a sub-agreement
    lacks, too few hours are no fault.
    """
    budget = whole.first("budget")
    lines = budget_lines(budget.examined) if budget else ()
    for line in lines:
        held = tuple(
            post
            for function in whole.once(functions)
            if _line_of(function, lines) is line
            for post in function.posts
        )
        claimed = _claimed(held, line)
        if claimed is None or line.hours is None or _is_budgeted(claimed, line):
            continue
        if claimed > line.hours or is_complete(whole):
            yield Difference(posts=held, line=line, claimed=claimed, budgeted=line.hours)


def contradictions(whole: WholeCase) -> Iterator[Difference]:
    """The lines that say a share and hours a week which by the budget are not the same."""
    budget = whole.first("budget")
    lines = budget_lines(budget.examined) if budget else ()
    for function in whole.once(functions):
        line = _line_of(function, lines)
        if line is None or line.hours is None:
            continue
        for post in function.posts:
            if post.share is None or post.told_hours is None:
                continue
            by_share = line.hours * post.share / WHOLE
            if abs(post.told_hours - by_share) > line.hours * TOLERANCE / WHOLE:
                yield Difference(
                    posts=(post,), line=line, claimed=post.told_hours, budgeted=by_share
                )


def _line(budget: Examined, row: Path) -> Iterator[BudgetLine]:
    name = typed_text(budget.value_beside("medarbejdere.funktion", row))
    hours, posts = (budget.answers.get(row / column) for column in ("timer", "aarsvaerk"))
    if name:
        yield BudgetLine(
            path=row,
            name=name,
            hours=hours if isinstance(hours, Decimal) else None,
            posts=posts if isinstance(posts, Decimal) else None,
        )


def _line_of(function: Function, lines: tuple[BudgetLine, ...]) -> BudgetLine | None:
    """The line for a function: of its name, else of a name akin to it."""
    for line in lines:
        if likeness(line.name, function.name) is not Likeness.OTHER:
            return line
    return next((line for line in lines if are_akin(line.name, function.name)), None)


def _claimed(held: tuple[Post, ...], line: BudgetLine) -> Decimal | None:
    """The hours the sub-agreements use of a line; None where none are hours, or one is unknown."""
    if not any(post.hours is not None for post in held) or line.hours is None:
        return None
    claimed = Decimal(0)
    for post in held:
        if post.hours is not None:
            claimed += post.hours
        elif post.share is not None:
            claimed += line.hours * post.share / WHOLE
        else:
            return None
    return claimed


def _is_budgeted(claimed: Decimal, line: BudgetLine) -> bool:
    """Whether the hours are the line's, or those of its årsværk where it contradicts itself."""
    if line.hours is None or abs(claimed - line.hours) <= line.hours * TOLERANCE / WHOLE:
        return True
    if not line.contradicts_itself or line.posts is None:
        return False
    return abs(claimed - line.posts * FULL_WEEK) <= _rounding(line.posts) * FULL_WEEK


def _rounding(number: Decimal) -> Decimal:
    """Half of the last decimal that is written; a whole number is meant as one."""
    exponent = number.as_tuple().exponent
    is_rounded = isinstance(exponent, int) and exponent < 0
    return max(Decimal(1).scaleb(int(exponent)) / 2, _FINEST) if is_rounded else _FINEST
