"""Remind applicants of a deadline that comes near: each once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.addresses import Address
from cases.case_events import CaseEvent, note_case
from cases.case_queries import case_of
from cases.database import Database
from cases.documents import name_in
from cases.holder import APPLICANTS, Holder
from cases.life.deadlines import HERE, closing_hour
from cases.life.states import CaseState
from cases.models import CaseEventRecord, CaseRecord
from cases.people.letters import post_to, reminder
from forms.registry import all_programmes

BEFORE_CLOSING = timedelta(days=7)
BEFORE_ANSWER = timedelta(days=3)
_UNSENT = (CaseState.DRAFT.value, CaseState.APPROVED.value)


def send_reminders(database: Database, *, address: Address, now: datetime) -> int:
    """How many cases were reminded of: of a programme that closes, or of a return to be mended."""
    with database.writing() as session:
        near = [*_closing(session, now), *_returned(session, now)]
        for record, last_day in near:
            name = name_in(case_of(session, record))
            letter = reminder(name, last_day, address(record.id))
            post_to(session, str(record.owner_id), APPLICANTS, letter, now)
            note_case(session, CaseEvent.REMINDED, record.id, Holder(), now)
        return len(near)


def _closing(session: Session, now: datetime) -> Iterable[tuple[CaseRecord, str]]:
    for programme in all_programmes():
        closing = closing_hour(programme)
        if closing is None or programme.deadline is None:
            continue
        if closing - BEFORE_CLOSING <= now < closing:
            day = programme.deadline.strftime("%d.%m.%Y")
            wanted = (CaseRecord.programme == programme.id, CaseRecord.state.in_(_UNSENT))
            owned = select(CaseRecord).where(*wanted, CaseRecord.owner_id.is_not(None))
            for record in session.scalars(owned).all():
                if not _is_reminded(session, record.id, since=None):
                    yield record, day


def _returned(session: Session, now: datetime) -> Iterable[tuple[CaseRecord, str]]:
    today = now.astimezone(HERE).date()
    wanted = select(CaseRecord).where(
        CaseRecord.state == CaseState.RETURNED.value,
        CaseRecord.answer_by <= today + BEFORE_ANSWER,
        CaseRecord.answer_by >= today,
    )
    for record in session.scalars(wanted).all():
        since = _last(session, record.id, CaseEvent.RETURNED)
        if record.answer_by is not None and not _is_reminded(session, record.id, since=since):
            yield record, record.answer_by.strftime("%d.%m.%Y")


def _is_reminded(session: Session, case_id: str, *, since: int | None) -> bool:
    """Whether a reminder was sent, after an event where one is given."""
    return (_last(session, case_id, CaseEvent.REMINDED) or 0) > (since or 0)


def _last(session: Session, case_id: str, kind: CaseEvent) -> int | None:
    """The number of the last event of a kind."""
    return session.scalar(
        select(func.max(CaseEventRecord.id)).where(
            CaseEventRecord.case_id == case_id, CaseEventRecord.kind == kind.value
        )
    )
