"""Delete a case."""

from datetime import datetime

from sqlalchemy import delete, select

from cases.case_events import CaseEvent, note_case
from cases.case_queries import held_case_record
from cases.database import Database
from cases.errors import CaseLocked
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.life.models import FirstFindingRecord
from cases.life.states import TERMS, CaseState, Deed
from cases.models import AnswerRecord, ChangeRecord, DraftRecord
from cases.people.models import ShareRecord


def delete_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Delete a case with all its drafts and their history; only the events stay.

    Raises CaseNotFound, NotAllowed, and CaseLocked for one that is approved or was sent.
    """
    with database.writing() as session:
        record = held_case_record(session, holder, case_id)
        if CaseState(record.state) not in TERMS[Deed.DELETE].states:
            raise CaseLocked
        drafts = session.scalars(select(DraftRecord).where(DraftRecord.case_id == case_id)).all()
        ids = [draft.id for draft in drafts]
        for draft in drafts:
            note(session, DraftEvent.DELETED, draft, holder, now)
        session.execute(delete(AnswerRecord).where(AnswerRecord.draft_id.in_(ids)))
        session.execute(delete(ChangeRecord).where(ChangeRecord.draft_id.in_(ids)))
        session.execute(delete(ShareRecord).where(ShareRecord.case_id == case_id))
        session.execute(delete(DraftRecord).where(DraftRecord.id.in_(ids)))
        session.execute(delete(FirstFindingRecord).where(FirstFindingRecord.case_id == case_id))
        note_case(session, CaseEvent.DELETED, case_id, holder, now)
        session.delete(record)
