"""Give a review a new secret link."""

from datetime import datetime

from cases.database import Database
from cases.errors import NotAllowed
from cases.holder import Holder
from cases.links import hash_of, new_token
from cases.review_events import ReviewEvent, note_review
from cases.review_queries import held_review_record


def rotate_review_link(database: Database, holder: Holder, review_id: str, *, now: datetime) -> str:
    """The token of the new link, shown this once; the old link opens nothing from now on.

    Raises ReviewNotFound, and NotAllowed for one that a fund owns.
    """
    token = new_token()
    with database.writing() as session:
        record = held_review_record(session, holder, review_id)
        if record.owner_id is not None:
            raise NotAllowed
        record.link_hash = hash_of(token)
        note_review(session, ReviewEvent.LINK_ROTATED, review_id, holder, now)
    return token
