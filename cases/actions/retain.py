"""Let go of what has been kept for as long as it may be, and warn of what goes soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from cases.addresses import Address
from cases.case_events import CaseEvent, note_case
from cases.case_queries import case_of
from cases.database import Database
from cases.documents import name_in
from cases.file_store import FileStore
from cases.holder import APPLICANTS, Holder
from cases.laying import let_go
from cases.life.deadlines import HERE
from cases.models import (
    CaseEventRecord,
    CaseRecord,
    DraftRecord,
    EventRecord,
    Record,
    ReviewEventRecord,
    ReviewRecord,
)
from cases.people.letters import deletion_warning, post_to
from cases.people.models import AttemptRecord, MailRecord, PersonEventRecord, SignInRecord
from cases.retention.due import (
    Terms,
    cases_to_warn_of,
    decided_cases,
    old_reviews,
    unsent_cases,
    unsent_drafts,
)
from cases.retention.removing import remove_case, remove_drafts, remove_review
from cases.retention.tombstones import Deletion, Kind, Reason, bury

_TRAILS = (
    (EventRecord, EventRecord.draft_id, DraftRecord.id),
    (CaseEventRecord, CaseEventRecord.case_id, CaseRecord.id),
    (ReviewEventRecord, ReviewEventRecord.review_id, ReviewRecord.id),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A thing that goes by its kind and id; for rows without a page how many."""

    kind: Kind
    subject_id: str


def due_now(database: Database, terms: Terms, *, now: datetime) -> tuple[Gone, ...]:
    """What `let_go_of_old` would take away now."""
    with database.reading() as session:
        return tuple(_due(session, terms, now))


def let_go_of_old(
    database: Database, store: FileStore, terms: Terms, *, now: datetime
) -> tuple[Gone, ...]:
    """Take away all that is due, each with a tombstone; what went.

    Files go after the rows that told of them, and only where nothing else tells of them.
    """
    deletion = Deletion(reason=Reason.TIME, at=now)
    files: set[str] = set()
    with database.writing() as session:
        gone = tuple(_due(session, terms, now))
        for case in [*unsent_cases(session, terms, now), *decided_cases(session, terms, now)]:
            files |= remove_case(session, case, deletion)
        remove_drafts(session, unsent_drafts(session, terms, now), deletion)
        for review in old_reviews(session, terms, now):
            files |= remove_review(session, review, deletion)
        for _kind, table, is_old in _rows(terms, now):
            session.execute(delete(table).where(is_old))
        for each in gone:
            if each.kind in (Kind.MAILS, Kind.SIGN_INS, Kind.TRAIL):
                bury(session, deletion, each.kind, each.subject_id)
    let_go(database, store, files, now=now)
    return gone


def warn_of_deletion(database: Database, terms: Terms, *, address: Address, now: datetime) -> int:
    """How many cases were written of to those who apply, each once after it was last saved in."""
    with database.writing() as session:
        near = list(cases_to_warn_of(session, terms, now))
        for record, last_day in near:
            day = last_day.astimezone(HERE).strftime("%d.%m.%Y")
            letter = deletion_warning(name_in(case_of(session, record)), day, address(record.id))
            post_to(session, str(record.owner_id), APPLICANTS, letter, now)
            note_case(session, CaseEvent.WARNED, record.id, Holder(), now)
        return len(near)


def _due(session: Session, terms: Terms, now: datetime) -> Iterator[Gone]:
    for case in (*unsent_cases(session, terms, now), *decided_cases(session, terms, now)):
        yield Gone(kind=Kind.CASE, subject_id=case.id)
    for draft in unsent_drafts(session, terms, now):
        yield Gone(kind=Kind.DRAFT, subject_id=draft.id)
    for review in old_reviews(session, terms, now):
        yield Gone(kind=Kind.REVIEW, subject_id=review.id)
    counts: dict[Kind, int] = {}
    for kind, table, is_old in _rows(terms, now):
        count = session.scalar(select(func.count()).select_from(table).where(is_old)) or 0
        counts[kind] = counts.get(kind, 0) + count
    for kind, count in counts.items():
        if count:
            yield Gone(kind=kind, subject_id=str(count))


def _rows(terms: Terms, now: datetime) -> Iterator[tuple[Kind, type[Record], ColumnElement[bool]]]:
    """The rows without a page that are old, by their table; what is there keeps its trail."""
    house = terms.house
    yield Kind.MAILS, MailRecord, MailRecord.written_at < now - timedelta(days=house.mails.days)
    signed_in_before = now - timedelta(days=house.sign_ins.days)
    yield Kind.SIGN_INS, SignInRecord, SignInRecord.created_at < signed_in_before
    yield Kind.SIGN_INS, AttemptRecord, AttemptRecord.at < signed_in_before
    happened_before = now - timedelta(days=house.trail.days)
    for trail, subject, there in _TRAILS:
        is_old = and_(trail.at < happened_before, subject.not_in(select(there)))
        yield Kind.TRAIL, trail, is_old
    yield Kind.TRAIL, PersonEventRecord, PersonEventRecord.at < happened_before
