"""What statistics ask of the database: one query for each kind of rows, however many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from cases.life.deadlines import HERE
from cases.life.models import DecisionRecord, FirstFindingRecord, SubmissionRecord
from cases.life.states import SENT, CaseState
from cases.models import CaseEventRecord, CaseRecord, ReviewRecord, WaiverRecord
from cases.statistics.figures import MOVES, CaseLine, Move, RuleCount
from validators.finding import Severity

_EARLIEST, _LATEST = 1900, 9998


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which cases are counted: programmes by id, and the years in which they were first sent.

    `fund_id` is whose desk the waivers are counted at.
    """

    programmes: frozenset[str]
    first: int
    last: int
    fund_id: str | None

    @property
    def start(self) -> datetime:
        """The first moment of the first year, in Danish time."""
        return _new_year(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after the last year."""
        return _new_year(self.last + 1)


def years_sent(session: Session, programmes: frozenset[str]) -> tuple[int, int] | None:
    """The first and last year in which cases of these programmes were first sent."""
    wanted = (
        select(func.min(SubmissionRecord.sent_at), func.max(SubmissionRecord.sent_at))
        .join(CaseRecord, CaseRecord.id == SubmissionRecord.case_id)
        .where(SubmissionRecord.number == 1, CaseRecord.programme.in_(sorted(programmes)))
    )
    row = session.execute(wanted).one()
    first: datetime | None = row[0]
    last: datetime | None = row[1]
    if first is None or last is None:
        return None
    return (first.astimezone(HERE).year, last.astimezone(HERE).year)


def case_lines(session: Session, asked: Asked) -> tuple[CaseLine, ...]:
    """A line for each case, by two queries."""
    granted = dict(_granted(session, asked))
    first, last = aliased(SubmissionRecord), aliased(SubmissionRecord)
    newest = (
        select(func.max(SubmissionRecord.number))
        .where(SubmissionRecord.case_id == CaseRecord.id)
        .scalar_subquery()
    )
    wanted = (
        select(
            *(CaseRecord.id, CaseRecord.programme, CaseRecord.state),
            *(first.sent_at, last.applied, last.kommune),
        )
        .join(first, (first.case_id == CaseRecord.id) & (first.number == 1))
        .join(last, (last.case_id == CaseRecord.id) & (last.number == newest))
        .where(*_counted(asked, first.sent_at))
    )
    return tuple(
        CaseLine(
            programme=programme,
            year=sent_at.astimezone(HERE).year,
            state=CaseState(state),
            kommune=kommune,
            applied=None if applied is None else Decimal(applied),
            granted=granted.get(case_id),
        )
        for case_id, programme, state, sent_at, applied, kommune in session.execute(wanted)
    )


def moves(session: Session, asked: Asked) -> Iterator[Move]:
    """Every move of those cases, in the order they happened."""
    wanted = (
        select(CaseEventRecord.case_id, CaseEventRecord.kind, CaseEventRecord.at)
        .where(CaseEventRecord.kind.in_(sorted(MOVES)), CaseEventRecord.case_id.in_(_ids(asked)))
        .order_by(CaseEventRecord.id)
    )
    for case_id, kind, at in session.execute(wanted):
        yield Move(case_id=case_id, kind=kind, at=at)


def first_findings(session: Session, asked: Asked) -> tuple[RuleCount, ...]:
    """How often each rule was broken when those cases were first to be approved."""
    rule, severities = FirstFindingRecord.rule, list(Severity)
    weights = {each.value: weight for weight, each in enumerate(severities)}
    heaviest = func.min(case(weights, value=FirstFindingRecord.severity))
    wanted = (
        select(rule, heaviest, func.sum(FirstFindingRecord.count), func.count())
        .where(FirstFindingRecord.case_id.in_(_ids(asked)))
        .group_by(rule)
    )
    return tuple(
        RuleCount(
            rule=rule, severity=severities[weight], findings=int(total), cases=cases, waived=0
        )
        for rule, weight, total, cases in session.execute(wanted)
    )


def waivers(session: Session, asked: Asked) -> dict[str, int]:
    """How often each rule was let pass at the fund's desk, in those programmes and years."""
    wanted = (
        select(WaiverRecord.rule, func.count())
        .join(ReviewRecord, ReviewRecord.id == WaiverRecord.review_id)
        .where(
            ReviewRecord.owner_id == asked.fund_id,
            WaiverRecord.programme.in_(sorted(asked.programmes)),
            WaiverRecord.waived_at >= asked.start,
            WaiverRecord.waived_at < asked.end,
        )
        .group_by(WaiverRecord.rule)
    )
    return {rule: count for rule, count in session.execute(wanted) if rule}


def _granted(session: Session, asked: Asked) -> Iterator[tuple[str, Decimal]]:
    wanted = (
        select(DecisionRecord.case_id, DecisionRecord.amount)
        .where(
            DecisionRecord.outcome == CaseState.GRANTED.value,
            DecisionRecord.case_id.in_(_ids(asked)),
        )
        .order_by(DecisionRecord.made_at)
    )
    for case_id, amount in session.execute(wanted):
        yield case_id, Decimal(amount or 0)


def _ids(asked: Asked) -> Select[str]:
    return (
        select(CaseRecord.id)
        .join(SubmissionRecord, SubmissionRecord.case_id == CaseRecord.id)
        .where(SubmissionRecord.number == 1, *_counted(asked, SubmissionRecord.sent_at))
    )


def _counted(
    asked: Asked, sent_at: InstrumentedAttribute[datetime]
) -> tuple[ColumnElement[bool], ...]:
    return (
        CaseRecord.programme.in_(sorted(asked.programmes)),
        CaseRecord.state.in_(sorted(each.value for each in SENT)),
        sent_at >= asked.start,
        sent_at < asked.end,
    )


def _new_year(year: int) -> datetime:
    return datetime(min(max(year, _EARLIEST), _LATEST), 1, 1, tzinfo=HERE)
