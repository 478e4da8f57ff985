"""Say what was done about a point that a case was returned for."""

from datetime import datetime

from cases.case_events import CaseEvent, note_case
from cases.database import Database
from cases.holder import Holder
from cases.life.moving import applicant_record
from cases.life.queries import point_record
from cases.life.states import Deed

LONGEST = 4_000


def reply_to_point(
    database: Database, holder: Holder, case_id: str, point_id: str, reply: str, *, now: datetime
) -> None:
    """Keep the reply in place of an earlier one.

    Raises CaseNotFound also for a point that is not open, NotAllowed and CaseMoved.
    """
    with database.writing() as session:
        applicant_record(session, holder, case_id, Deed.MEND)
        point_record(session, case_id, point_id).reply = reply.strip()[:LONGEST]
        note_case(session, CaseEvent.POINT_REPLIED, case_id, holder, now)
