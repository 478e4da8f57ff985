"""Delete a draft."""

from datetime import datetime

from sqlalchemy import delete

from cases.access import Reach
from cases.database import Database
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.life.locks import refuse_deleted
from cases.models import AnswerRecord, ChangeRecord
from cases.people.models import ShareRecord
from cases.queries import held_record


def delete_draft(database: Database, holder: Holder, draft_id: str, *, now: datetime) -> None:
    """Delete a draft with its answers and its history; only the event stays.

    Raises DraftNotFound, NotAllowed for a partner who writes in it, and
    CaseLocked where its case is approved or was sent.
    """
    with database.writing() as session:
        record = held_record(session, holder, draft_id, Reach.OWN)
        refuse_deleted(session, record)
        note(session, DraftEvent.DELETED, record, holder, now)
        session.execute(delete(AnswerRecord).where(AnswerRecord.draft_id == draft_id))
        session.execute(delete(ChangeRecord).where(ChangeRecord.draft_id == draft_id))
        session.execute(delete(ShareRecord).where(ShareRecord.draft_id == draft_id))
        session.delete(record)
