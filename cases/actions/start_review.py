"""Start a review of files that others made."""

from datetime import date, datetime

from cases.database import Database
from cases.holder import Holder
from cases.links import hash_of, new_id, new_token
from cases.models import ReviewRecord
from cases.review import StartedReview
from cases.review_events import ReviewEvent, note_review

LONGEST_TITLE = 200


def start_review(
    database: Database, holder: Holder, *, title: str, received: date | None, now: datetime
) -> StartedReview:
    """A new review without files, and the token of its secret link."""
    token, review_id = new_token(), new_id()
    with database.writing() as session:
        session.add(
            ReviewRecord(
                id=review_id,
                title=title[:LONGEST_TITLE],
                received=received,
                owner_id=holder.fund_id,
                link_hash=hash_of(token),
                created_at=now,
            )
        )
        note_review(session, ReviewEvent.STARTED, review_id, holder, now)
    return StartedReview(review_id=review_id, link_token=token)
