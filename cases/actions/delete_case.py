"""Delete a case."""

from datetime import datetime

from cases.case_queries import held_case_record
from cases.database import Database
from cases.errors import CaseLocked
from cases.file_store import FileStore
from cases.holder import Holder
from cases.laying import let_go
from cases.life.states import TERMS, CaseState, Deed
from cases.retention.removing import remove_case
from cases.retention.tombstones import Deletion, Reason


def delete_case(
    database: Database, store: FileStore, holder: Holder, case_id: str, *, now: datetime
) -> None:
    """Delete a case with all its drafts, their history and what was made of them.

    The events and a tombstone stay.

    Raises CaseNotFound, NotAllowed, and CaseLocked for one that is approved or was sent.
    """
    with database.writing() as session:
        record = held_case_record(session, holder, case_id)
        if CaseState(record.state) not in TERMS[Deed.DELETE].states:
            raise CaseLocked
        names = remove_case(session, record, Deletion(reason=Reason.ASKED, at=now, by=holder))
    let_go(database, store, names, now=now)
