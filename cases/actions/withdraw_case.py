"""Withdraw a case that was sent in."""

from datetime import datetime

from cases.database import Database
from cases.holder import Holder
from cases.life.moving import applicant_record, move
from cases.life.states import Deed


def withdraw_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Withdraw a case; what was sent stays. Raises CaseNotFound, NotAllowed and CaseMoved."""
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.WITHDRAW)
        move(session, record, Deed.WITHDRAW, holder, now)
