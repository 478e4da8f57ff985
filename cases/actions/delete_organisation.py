"""Delete what is kept of an organisation that applies."""

from datetime import datetime

from cases.database import Database
from cases.errors import PersonNotFound
from cases.file_store import FileStore
from cases.holder import Holder
from cases.laying import let_go
from cases.people.models import OrganisationRecord
from cases.people.person import OrganisationKind
from cases.retention.removing import KeptCases, remove_organisation
from cases.retention.tombstones import Deletion, Reason


def delete_organisation(
    database: Database, store: FileStore, holder: Holder, organisation_id: str, *, now: datetime
) -> KeptCases:
    """Forget its people and take away what it never sent; how many cases must be kept.

    Raises PersonNotFound where there is no such organisation, or it is a fund.
    """
    deletion = Deletion(reason=Reason.ASKED, at=now, by=holder)
    with database.writing() as session:
        record = session.get(OrganisationRecord, organisation_id)
        if record is None or record.kind != OrganisationKind.APPLICANT.value:
            raise PersonNotFound
        kept = remove_organisation(session, record, deletion)
    let_go(database, store, kept.files, now=now)
    return kept
