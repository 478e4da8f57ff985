"""What has been kept for as long as it may be: asked of the database, and nothing done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from cases.case_events import CaseEvent
from cases.life.moving import EVENTS
from cases.life.states import OVER, TERMS, CaseState
from cases.models import (
    CaseEventRecord,
    CaseRecord,
    DraftRecord,
    ReviewFileRecord,
    ReviewRecord,
)
from forms.programmes.retention import OF_THE_HOUSE, HouseRetention, Kept, Retention
from forms.registry import all_programmes

WARNED_BEFORE = timedelta(days=14)
_UNSENT = (CaseState.DRAFT.value, CaseState.APPROVED.value)
_REFUSED = tuple(sorted(each.value for each in OVER - {CaseState.GRANTED}))
_ENDS = {
    state.value: event.value
    for deed, event in EVENTS.items()
    if (state := TERMS[deed].leads_to) in OVER and state
}


class BadTerm(Exception):
    """A time that is none of ours, or shorter than the law lets it be; `name` is what was set."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long everything is kept: by programme, and what belongs to none."""

    programmes: Mapping[str, Retention]
    house: HouseRetention


def terms_with(days: Mapping[str, int]) -> Terms:
    """The programmes' own times, but for those that are set here by name; raises BadTerm."""
    of_programmes = {each.name for each in fields(Retention)}
    of_house = {each.name for each in fields(HouseRetention)}
    for name in days:
        if name not in of_programmes | of_house:
            raise BadTerm(name)
    return Terms(
        programmes={
            each.id: replace(each.retention, **_changed(each.retention, of_programmes, days))
            for each in all_programmes()
        },
        house=replace(OF_THE_HOUSE, **_changed(OF_THE_HOUSE, of_house, days)),
    )


def unsent_cases(session: Session, terms: Terms, now: datetime) -> Iterator[CaseRecord]:
    """Cases that were never sent and that nobody saved in for too long.

    One that belongs to an organisation was warned of long enough ago, and not saved in since.
    """
    for programme, retention in terms.programmes.items():
        silent = _silent(session, programme, now - _lasting(retention.drafts))
        for record, saved_at in silent:
            if record.owner_id is None or _is_warned(session, record.id, saved_at, now):
                yield record


def cases_to_warn_of(
    session: Session, terms: Terms, now: datetime
) -> Iterator[tuple[CaseRecord, datetime]]:
    """Cases of organisations that go soon and that nobody was told of, with the day they go."""
    for programme, retention in terms.programmes.items():
        lasting = _lasting(retention.drafts)
        for record, saved_at in _silent(session, programme, now - lasting + WARNED_BEFORE):
            if record.owner_id and not _warned_at(session, record.id, saved_at):
                yield record, max(saved_at + lasting, now + WARNED_BEFORE)


def unsent_drafts(session: Session, terms: Terms, now: datetime) -> tuple[DraftRecord, ...]:
    """Drafts outside any case that nobody saved in for too long."""
    too_long = [
        and_(
            DraftRecord.programme == programme,
            DraftRecord.updated_at < now - _lasting(retention.drafts),
        )
        for programme, retention in terms.programmes.items()
    ]
    wanted = select(DraftRecord).where(DraftRecord.case_id.is_(None), or_(*too_long))
    return tuple(session.scalars(wanted))


def decided_cases(session: Session, terms: Terms, now: datetime) -> Iterator[CaseRecord]:
    """Cases that were decided or withdrawn too long ago."""
    for programme, retention in terms.programmes.items():
        yield from _ended(
            session, programme, (CaseState.GRANTED.value,), now - _lasting(retention.granted)
        )
        yield from _ended(session, programme, _REFUSED, now - _lasting(retention.refused))


def old_reviews(session: Session, terms: Terms, now: datetime) -> tuple[ReviewRecord, ...]:
    """Reviews whose last file came too long ago."""
    latest = (
        select(func.max(ReviewFileRecord.added_at))
        .where(ReviewFileRecord.review_id == ReviewRecord.id)
        .scalar_subquery()
    )
    since = func.coalesce(latest, ReviewRecord.created_at)
    wanted = select(ReviewRecord).where(since < now - _lasting(terms.house.reviews))
    return tuple(session.scalars(wanted))


def _ended(
    session: Session, programme: str, states: tuple[str, ...], before: datetime
) -> tuple[CaseRecord, ...]:
    ends = [_ENDS[state] for state in states]
    last = (
        select(func.max(CaseEventRecord.at))
        .where(CaseEventRecord.case_id == CaseRecord.id, CaseEventRecord.kind.in_(ends))
        .scalar_subquery()
    )
    wanted = select(CaseRecord).where(
        CaseRecord.programme == programme, CaseRecord.state.in_(states), last < before
    )
    return tuple(session.scalars(wanted))


def _silent(
    session: Session, programme: str, before: datetime
) -> list[tuple[CaseRecord, datetime]]:
    """Unsent cases with when somebody last saved in them, where that is long enough ago."""
    saved = (
        select(func.max(DraftRecord.updated_at))
        .where(DraftRecord.case_id == CaseRecord.id)
        .scalar_subquery()
    )
    since: ColumnElement[datetime] = func.coalesce(saved, CaseRecord.created_at)
    wanted = select(CaseRecord, since.label("since")).where(
        CaseRecord.programme == programme, CaseRecord.state.in_(_UNSENT), since < before
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def _is_warned(session: Session, case_id: str, saved_at: datetime, now: datetime) -> bool:
    warned_at = _warned_at(session, case_id, saved_at)
    return warned_at is not None and warned_at <= now - WARNED_BEFORE


def _warned_at(session: Session, case_id: str, saved_at: datetime) -> datetime | None:
    """When its people were first told after they last saved."""
    wanted = select(func.min(CaseEventRecord.at)).where(
        CaseEventRecord.case_id == case_id,
        CaseEventRecord.kind == CaseEvent.WARNED.value,
        CaseEventRecord.at > saved_at,
    )
    return session.scalar(wanted)


def _changed(
    usual: Retention | HouseRetention, names: set[str], days: Mapping[str, int]
) -> dict[str, Kept]:
    found = {}
    for name in names & days.keys():
        kept: Kept = getattr(usual, name)
        if days[name] < kept.least:
            raise BadTerm(name)
        found[name] = replace(kept, days=days[name])
    return found


def _lasting(kept: Kept) -> timedelta:
    return timedelta(days=kept.days)
