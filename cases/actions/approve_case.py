"""Approve a case inside the organisation, or open it again."""

from collections.abc import Callable
from datetime import datetime

from cases.case_queries import case_of, last_writer
from cases.database import Database
from cases.documents import name_in
from cases.errors import NeedsSecondPerson, NotReady
from cases.holder import APPLICANTS, Holder
from cases.life.moving import applicant_record, move
from cases.life.readiness import counted, findings_of
from cases.life.states import Deed
from cases.people.letters import approved, post_to
from cases.people.models import PersonRecord
from validators.finding import Severity


def approve_case(
    database: Database,
    holder: Holder,
    case_id: str,
    *,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    """Approve a case that somebody else changed last; from now on nobody writes in it.

    The others who may send it in are told. Raises CaseNotFound, NotAllowed, CaseMoved,
    NeedsSecondPerson, and NotReady where the rules find an error.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.APPROVE)
        if last_writer(session, case_id) == holder.person_id:
            raise NeedsSecondPerson
        case = case_of(session, record)
        errors = counted(findings_of(case), Severity.ERROR)
        if errors:
            raise NotReady(errors)
        move(session, record, Deed.APPROVE, holder, now)
        by = session.get_one(PersonRecord, holder.person_id).name
        letter = approved(name_in(case), by, address(case_id))
        post_to(session, str(record.owner_id), APPLICANTS, letter, now, but=holder.person_id)


def reopen_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Make an approved case a draft again, so that it can be changed.

    Raises CaseNotFound, NotAllowed and CaseMoved.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.REOPEN)
        move(session, record, Deed.REOPEN, holder, now)
