"""Say which file of a review counts in its case."""

from datetime import datetime

from cases.database import Database
from cases.holder import Holder
from cases.review_events import ReviewEvent, note_review
from cases.review_queries import file_record, held_review_record


def set_file_aside(
    database: Database, holder: Holder, review_id: str, file_id: str, *, now: datetime
) -> None:
    """Let a file count for nothing in its case; it stays to be read and brought back.

    Raises ReviewNotFound and NotInReview.
    """
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        file_record(session, review_id, file_id).is_set_aside = True
        note_review(session, ReviewEvent.FILE_SET_ASIDE, review_id, holder, now)


def bring_file_back(
    database: Database, holder: Holder, review_id: str, file_id: str, *, now: datetime
) -> None:
    """Let a file that was set aside count again; raises ReviewNotFound and NotInReview."""
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        file_record(session, review_id, file_id).is_set_aside = False
        note_review(session, ReviewEvent.FILE_BROUGHT_BACK, review_id, holder, now)
