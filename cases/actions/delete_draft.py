"""Delete a draft."""

from datetime import datetime

from sqlalchemy import delete

from cases.database import Database
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.models import AnswerRecord, ChangeRecord
from cases.queries import held_record


def delete_draft(database: Database, holder: Holder, draft_id: str, *, now: datetime) -> None:
    """Delete a draft with its answers and its history; only the event stays.

    Raises DraftNotFound.
    """
    with database.writing() as session:
        record = held_record(session, holder, draft_id)
        note(session, DraftEvent.DELETED, record, holder, now)
        session.execute(delete(AnswerRecord).where(AnswerRecord.draft_id == draft_id))
        session.execute(delete(ChangeRecord).where(ChangeRecord.draft_id == draft_id))
        session.delete(record)
