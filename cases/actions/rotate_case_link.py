"""Give a case a new secret link."""

from datetime import datetime

from cases.case_events import CaseEvent, note_case
from cases.case_queries import held_case_record
from cases.database import Database
from cases.errors import NotAllowed
from cases.holder import Holder
from cases.links import hash_of, new_token


def rotate_case_link(database: Database, holder: Holder, case_id: str, *, now: datetime) -> str:
    """The token of the new link, shown this once; the old link opens nothing from now on.

    Raises CaseNotFound, and NotAllowed for one that an organisation owns: a link would say
    nothing of who came.
    """
    token = new_token()
    with database.writing() as session:
        record = held_case_record(session, holder, case_id)
        if record.owner_id is not None:
            raise NotAllowed
        record.link_hash = hash_of(token)
        note_case(session, CaseEvent.LINK_ROTATED, case_id, holder, now)
    return token
