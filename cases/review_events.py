"""The trail of what happened to reviews."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cases.holder import Holder
from cases.models import ReviewEventRecord


class ReviewEvent(StrEnum):
    """What the trail of a review tells of, without a word of any file."""

    STARTED = "review_started"
    FILES_ADDED = "review_files_added"
    FILE_SET_ASIDE = "review_file_set_aside"
    FILE_BROUGHT_BACK = "review_file_brought_back"
    WAIVED = "review_finding_waived"
    WAIVER_TAKEN_BACK = "review_waiver_taken_back"
    REMARK_MADE = "review_remark_made"
    REMARK_TAKEN_BACK = "review_remark_taken_back"
    LINK_ROTATED = "review_link_rotated"
    DELETED = "review_deleted"


def note_review(
    session: Session, event: ReviewEvent, review_id: str, holder: Holder, now: datetime
) -> None:
    """Add an event to the trail; the actor is known only with an account."""
    session.execute(
        insert(ReviewEventRecord).values(
            at=now, kind=event.value, review_id=review_id, actor_id=holder.person_id
        )
    )
