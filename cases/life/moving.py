"""Leading a case from one state to the next, once, however many try it at the same moment."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cases.case_events import CaseEvent, note_case
from cases.case_queries import held_case_record
from cases.errors import CaseMoved, CaseNotFound, NotAllowed
from cases.holder import Holder
from cases.life.states import SENT, TERMS, CaseState, Deed, may, state_after
from cases.models import CaseRecord

EVENTS = {
    Deed.APPROVE: CaseEvent.APPROVED,
    Deed.REOPEN: CaseEvent.REOPENED,
    Deed.SUBMIT: CaseEvent.SUBMITTED,
    Deed.RESUBMIT: CaseEvent.RESUBMITTED,
    Deed.WITHDRAW: CaseEvent.WITHDRAWN,
    Deed.RECEIVE: CaseEvent.RECEIVED,
    Deed.EXAMINE: CaseEvent.EXAMINED,
    Deed.RETURN: CaseEvent.RETURNED,
    Deed.RECOMMEND: CaseEvent.RECOMMENDED,
    Deed.RECONSIDER: CaseEvent.RECONSIDERED,
    Deed.GRANT: CaseEvent.GRANTED,
    Deed.REFUSE: CaseEvent.REFUSED,
}


def applicant_record(session: Session, holder: Holder, case_id: str, deed: Deed) -> CaseRecord:
    """The row of one's organisation's case for a deed the applicant does.

    Raises CaseNotFound, NotAllowed for a role or a case without an owner, and CaseMoved for a
    state the deed is not done in.
    """
    record = held_case_record(session, holder, case_id)
    if record.owner_id is None or not holder.roles & TERMS[deed].by:
        raise NotAllowed
    if not may(deed, CaseState(record.state), holder.roles):
        raise CaseMoved
    return record


def officer_record(session: Session, holder: Holder, case_id: str, deed: Deed) -> CaseRecord:
    """The row of a case that was sent to one's fund, for a deed an officer does.

    Raises CaseNotFound, also for a case that was not sent, NotAllowed and CaseMoved.
    """
    wanted = select(CaseRecord).where(CaseRecord.id == case_id).with_for_update()
    record = session.scalar(wanted)
    if record is None or not is_sent_to(holder, record):
        raise CaseNotFound
    if not holder.roles & TERMS[deed].by:
        raise NotAllowed
    if not may(deed, CaseState(record.state), holder.roles):
        raise CaseMoved
    return record


def is_sent_to(holder: Holder, record: CaseRecord) -> bool:
    """Whether a case was sent in under a programme of one's fund, to somebody who reads such."""
    is_theirs = record.programme in holder.programmes and CaseState(record.state) in SENT
    return is_theirs and bool(holder.roles & TERMS[Deed.READ_SENT].by)


def move(session: Session, record: CaseRecord, deed: Deed, holder: Holder, now: datetime) -> None:
    """Lead a case on from the state it was read in; raises CaseMoved where it is not there still.

    What happened is noted in the same transaction.
    """
    before = CaseState(record.state)
    moved = session.execute(
        update(CaseRecord)
        .where(CaseRecord.id == record.id, CaseRecord.state == before.value)
        .values(state=state_after(deed, before).value)
        .returning(CaseRecord.id)
    )
    if moved.one_or_none() is None:
        raise CaseMoved
    note_case(session, EVENTS[deed], record.id, holder, now)
