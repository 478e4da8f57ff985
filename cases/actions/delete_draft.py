"""Delete a draft."""

from datetime import datetime

from cases.access import Reach
from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.laying import let_go
from cases.life.locks import refuse_deleted
from cases.queries import held_record
from cases.retention.removing import remove_drafts
from cases.retention.tombstones import Deletion, Reason


def delete_draft(
    database: Database, store: FileStore, holder: Holder, draft_id: str, *, now: datetime
) -> None:
    """Delete a draft with its answers, its history and what was made of it.

    The event and a tombstone stay.

    Raises DraftNotFound, NotAllowed for a partner who writes in it, and
    CaseLocked where its case is approved or was sent.
    """
    with database.writing() as session:
        record = held_record(session, holder, draft_id, Reach.OWN)
        refuse_deleted(session, record)
        deletion = Deletion(reason=Reason.ASKED, at=now, by=holder)
        names = remove_drafts(session, [record], deletion)
    let_go(database, store, names, now=now)
