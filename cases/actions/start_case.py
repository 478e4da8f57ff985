"""Start a case under a programme."""

from datetime import datetime

from cases.case import StartedCase
from cases.case_events import CaseEvent, note_case
from cases.case_queries import case_of
from cases.database import Database
from cases.holder import Holder
from cases.links import hash_of, new_id, new_token
from cases.models import CaseRecord
from forms.programmes.programme import Programme


def start_case(
    database: Database, holder: Holder, programme: Programme, *, now: datetime
) -> StartedCase:
    """A new case without a document, and the token of its secret link.

    It is owned by the holder's account; without one, the street lets the browser session hold
    its id.
    """
    token = new_token()
    with database.writing() as session:
        record = CaseRecord(
            id=new_id(),
            programme=programme.id,
            owner_id=holder.applicant_id,
            link_hash=hash_of(token),
            created_at=now,
        )
        session.add(record)
        session.flush()
        note_case(session, CaseEvent.STARTED, record.id, holder, now)
        return StartedCase(case=case_of(session, record), link_token=token)
