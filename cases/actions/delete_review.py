"""Delete a review."""

from datetime import datetime

from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.laying import let_go
from cases.retention.removing import remove_review
from cases.retention.tombstones import Deletion, Reason
from cases.review_queries import held_review_record


def delete_review(
    database: Database, store: FileStore, holder: Holder, review_id: str, *, now: datetime
) -> None:
    """Delete a review with its files and all that was said of them; events and tombstone stay.

    A file that anything else refers to, as another review or a submission, is kept.
    Raises ReviewNotFound.
    """
    deletion = Deletion(reason=Reason.ASKED, at=now, by=holder)
    with database.writing() as session:
        names = remove_review(session, held_review_record(session, holder, review_id), deletion)
    let_go(database, store, names, now=now)
