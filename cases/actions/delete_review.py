"""Delete a review."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete, select

from cases.database import Database
from cases.errors import StoreDown
from cases.file_store import FileStore
from cases.holder import Holder
from cases.laying import take_away
from cases.models import RemarkRecord, ReviewFileRecord, WaiverRecord
from cases.review_events import ReviewEvent, note_review
from cases.review_queries import held_review_record


def delete_review(
    database: Database, store: FileStore, holder: Holder, review_id: str, *, now: datetime
) -> None:
    """Delete a review with its files and all that was said of them; only the events stay.

    A file that anything else refers to, as another review or a submission, is kept.
    Raises ReviewNotFound.
    """
    with database.writing() as session:
        record = held_review_record(session, holder, review_id)
        of_review = ReviewFileRecord.review_id == review_id
        names = set(session.scalars(select(ReviewFileRecord.sha256).where(of_review)))
        session.execute(delete(RemarkRecord).where(RemarkRecord.review_id == review_id))
        session.execute(delete(WaiverRecord).where(WaiverRecord.review_id == review_id))
        session.execute(delete(ReviewFileRecord).where(of_review))
        session.delete(record)
        note_review(session, ReviewEvent.DELETED, review_id, holder, now)
    with suppress(StoreDown):  # they are swept at the next start
        take_away(database, store, names, now=now)
