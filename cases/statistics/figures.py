"""The numbers of statistics, reckoned from lines that name no person."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TypeVar

from cases.case_events import CaseEvent
from cases.life.moving import EVENTS
from cases.life.states import DECIDED, TERMS, CaseState
from validators.finding import Severity

Key = TypeVar("Key", str, tuple[str, int])
_DAY = Decimal(24 * 60 * 60)
_LEADS_TO: Mapping[str, CaseState] = {
    CaseEvent.STARTED.value: CaseState.DRAFT,
    **{event.value: state for deed, event in EVENTS.items() if (state := TERMS[deed].leads_to)},
}
MOVES = frozenset(_LEADS_TO)
"""The kinds of events that lead a case from one state to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case that was sent: `year` is that of the first time, in Danish time.

    `applied` is what was sent last, None where no amount could be read; `granted` is None
    unless it was.
    """

    programme: str
    year: int
    state: CaseState
    kommune: str
    applied: Decimal | None
    granted: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """That a case came to a state."""

    case_id: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases together: how many, and their amounts in kroner.

    `without_amount` are those whose amount could not be read; `settled` is what those applied for
    that were decided, whether granted or refused, so that a share is of what could be granted.
    """

    cases: int
    applied: Decimal
    without_amount: int
    decided: int
    granted_cases: int
    granted: Decimal
    settled: Decimal

    @property
    def share_of_cases(self) -> Decimal | None:
        """Percent of the decided cases that were granted; None before any was decided."""
        return _percent(Decimal(self.granted_cases), Decimal(self.decided))

    @property
    def share_of_money(self) -> Decimal | None:
        """Percent of what the decided cases applied for that was granted."""
        return _percent(self.granted, self.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long cases were in a state before they left it: how many did, and the median in days."""

    state: CaseState
    left: int
    days: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often a rule was broken in cases at their first try, in how many of them.

    `waived` is how often an officer let it pass in files laid up at the desk.
    """

    rule: str
    severity: Severity | None
    findings: int
    cases: int
    waived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of it, of the cases asked for; the groups by what stands before them."""

    whole: Group
    by_programme_and_year: tuple[tuple[str, int, Group], ...]
    by_kommune: tuple[tuple[str, Group], ...]
    by_state: tuple[tuple[CaseState, int], ...]
    stays: tuple[Stay, ...]
    rules: tuple[RuleCount, ...]


def group_of(lines: Iterable[CaseLine]) -> Group:
    """Lines added up."""
    told = tuple(lines)
    decided = [each for each in told if each.state in DECIDED]
    granted = [each.granted for each in decided if each.granted is not None]
    return Group(
        cases=len(told),
        applied=_added(each.applied for each in told),
        without_amount=sum(1 for each in told if each.applied is None),
        decided=len(decided),
        granted_cases=len(granted),
        granted=sum(granted, Decimal(0)),
        settled=_added(each.applied for each in decided),
    )


def grouped(lines: Iterable[CaseLine], key: Callable[[CaseLine], Key]) -> dict[Key, Group]:
    """Lines added up by something of them, in its order."""
    found: dict[Key, list[CaseLine]] = {}
    for each in lines:
        found.setdefault(key(each), []).append(each)
    return {each: group_of(found[each]) for each in sorted(found)}


def states_of(lines: Iterable[CaseLine]) -> tuple[tuple[CaseState, int], ...]:
    """How many cases stand in each state, in the order of a case's life."""
    counts = Counter(each.state for each in lines)
    return tuple((state, counts[state]) for state in CaseState if counts[state])


def stays_of(moves: Iterable[Move]) -> tuple[Stay, ...]:
    """How long cases stayed where they have left; moves of one case stand in their order."""
    spent: dict[CaseState, list[Decimal]] = {}
    last: dict[str, Move] = {}
    for move in moves:
        before = last.get(move.case_id)
        if before is not None:
            spent.setdefault(_LEADS_TO[before.kind], []).append(_days(before.at, move.at))
        last[move.case_id] = move
    return tuple(
        Stay(state=state, left=len(spent[state]), days=_to_a_tenth(median(spent[state])))
        for state in CaseState
        if state in spent
    )


def rules_of(found: Sequence[RuleCount], waived: dict[str, int]) -> tuple[RuleCount, ...]:
    """The rules by how often they were broken, the commonest first; waivers stand beside."""
    broken = [replace(each, waived=waived.get(each.rule, 0)) for each in found]
    told = {each.rule for each in found}
    others = [
        RuleCount(rule=rule, severity=None, findings=0, cases=0, waived=count)
        for rule, count in waived.items()
        if rule not in told
    ]
    return tuple(sorted((*broken, *others), key=lambda each: (-each.findings, each.rule)))


def _added(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in amounts if each is not None), Decimal(0))


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return _to_a_tenth(part * 100 / whole) if whole else None


def _days(start: datetime, end: datetime) -> Decimal:
    lasted = end - start
    seconds = lasted.days * 24 * 60 * 60 + lasted.seconds
    return max(Decimal(seconds), Decimal(0)) / _DAY


def _to_a_tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
