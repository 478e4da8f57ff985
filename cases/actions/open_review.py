"""Open a review, by its id or by its secret link, and list those a person holds."""

from cases.database import Database
from cases.holder import Holder
from cases.links import hash_of
from cases.review import Review, ReviewSummary
from cases.review_queries import (
    file_record,
    held_review,
    linked_review,
    review_summaries,
)
from documents.reader.shown import ShownBody, body_from_json


def open_review(database: Database, holder: Holder, review_id: str) -> Review:
    """The review of an id; raises ReviewNotFound, also for one that somebody else holds."""
    with database.reading() as session:
        return held_review(session, holder, review_id)


def open_review_link(database: Database, token: str) -> str:
    """The id of the review of a secret link, whoever follows it; raises ReviewNotFound."""
    with database.reading() as session:
        return linked_review(session, hash_of(token))


def open_text(database: Database, review: Review, file_id: str) -> ShownBody:
    """The text of a file of an opened review, empty where none was read; raises NotInReview."""
    with database.reading() as session:
        kept = file_record(session, review.id, file_id).body
    return ShownBody() if kept is None else body_from_json(kept)


def list_reviews(database: Database, holder: Holder) -> tuple[ReviewSummary, ...]:
    """Every review the holder holds, the newest first."""
    with database.reading() as session:
        return review_summaries(session, holder)
