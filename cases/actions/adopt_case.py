"""Give a case that a link opens to one's organisation."""

from datetime import datetime

from sqlalchemy import update

from cases.case_events import CaseEvent, note_case
from cases.case_queries import held_case_record
from cases.database import Database
from cases.errors import NotAllowed
from cases.holder import Holder
from cases.models import DraftRecord


def adopt_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """From now on the organisation owns the case, and its link opens nothing any more.

    Raises CaseNotFound, and NotAllowed for who applies for no organisation or for a case that
    has an owner.
    """
    with database.writing() as session:
        record = held_case_record(session, holder, case_id)
        if holder.applicant_id is None or record.owner_id is not None:
            raise NotAllowed
        record.owner_id = holder.applicant_id
        mine = update(DraftRecord).where(DraftRecord.case_id == case_id)
        session.execute(mine.values(owner_id=holder.applicant_id))
        note_case(session, CaseEvent.ADOPTED, case_id, holder, now)
