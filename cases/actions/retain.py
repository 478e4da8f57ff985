"""Let go of what has been kept for as long as it may be, and warn of what goes soon."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, and_, delete, func, select
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
    """What `let_go_of_old` would take away now, but for the old lines about what goes with it."""
    with database.reading() as session:
        counts = Counter[Kind]()
        for kind, table, is_old in _rows(terms, now):
            found = session.scalar(select(func.count()).select_from(table).where(is_old))
            counts[kind] += found or 0
        return (*_due(session, terms, now).told, *_counted(counts))


def let_go_of_old(
    database: Database, store: FileStore, terms: Terms, *, now: datetime
) -> tuple[Gone, ...]:
    """Take away all that is due, each with a tombstone; what went.

    Files go after the rows that told of them, and only where nothing else tells of them.
    """
    deletion = Deletion(reason=Reason.TIME, at=now)
    files: set[str] = set()
    with database.writing() as session:
        _hold(session, _due(session, terms, now))
        due, counts = _due(session, terms, now), Counter[Kind]()
        for case in due.cases:
            files |= remove_case(session, case, deletion)
        files |= remove_drafts(session, due.drafts, deletion)
        for review in due.reviews:
            files |= remove_review(session, review, deletion)
        for kind, table, is_old in _rows(terms, now):
            done = session.execute(delete(table).where(is_old))
            counts[kind] += done.rowcount if isinstance(done, CursorResult) else 0
        rows = tuple(_counted(counts))
        for each in rows:
            bury(session, deletion, each.kind, each.subject_id)
    let_go(database, store, files, now=now)
    return (*due.told, *rows)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """What has a page and goes, and as it is told."""

    cases: tuple[CaseRecord, ...]
    drafts: tuple[DraftRecord, ...]
    reviews: tuple[ReviewRecord, ...]
    told: tuple[Gone, ...]


def _due(session: Session, terms: Terms, now: datetime) -> _Due:
    cases = (*unsent_cases(session, terms, now), *decided_cases(session, terms, now))
    drafts, reviews = unsent_drafts(session, terms, now), old_reviews(session, terms, now)
    told = (
        *(Gone(kind=Kind.CASE, subject_id=each.id) for each in cases),
        *(Gone(kind=Kind.DRAFT, subject_id=each.id) for each in drafts),
        *(Gone(kind=Kind.REVIEW, subject_id=each.id) for each in reviews),
    )
    return _Due(cases=cases, drafts=drafts, reviews=reviews, told=told)


def _hold(session: Session, due: _Due) -> None:
    """Wait for who is saving in any of it just now, and let nobody begin to.

    PostgreSQL lets them go on while this is asked; so it is asked again afterwards. Drafts come
    first, as in a save.
    """
    cases = [each.id for each in due.cases]
    for held in (
        select(DraftRecord.id).where(DraftRecord.case_id.in_(cases)),
        select(DraftRecord.id).where(DraftRecord.id.in_([each.id for each in due.drafts])),
        select(CaseRecord.id).where(CaseRecord.id.in_(cases)),
        select(ReviewRecord.id).where(ReviewRecord.id.in_([each.id for each in due.reviews])),
    ):
        session.scalars(held.with_for_update()).all()


def _counted(counts: Mapping[Kind, int]) -> Iterator[Gone]:
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
