"""Approve a case inside the organisation, or open it again."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from cases.case import Case
from cases.case_queries import case_of, last_writer
from cases.database import Database
from cases.documents import name_in
from cases.errors import NeedsSecondPerson, NotReady
from cases.holder import APPLICANTS, Holder
from cases.library.layouts import layouts_in
from cases.life.first_try import keep_first_try
from cases.life.moving import applicant_record, move
from cases.life.readiness import errors_in, findings_of
from cases.life.states import Deed
from cases.people.letters import approved, post_to
from cases.people.models import PersonRecord


def approve_case(
    database: Database,
    holder: Holder,
    case_id: str,
    *,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    """Approve a case that somebody else changed last; from now on nobody writes in it.

    The others who may send it in are told. What the rules find at the first try is kept for
    statistics, however it ends. Raises CaseNotFound, NotAllowed, CaseMoved, NeedsSecondPerson,
    and NotReady where they find an error.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.APPROVE)
        if last_writer(session, case_id) == holder.person_id:
            raise NeedsSecondPerson
        case = case_of(session, record)
        findings = findings_of(case, layouts_in(session, now))
        keep_first_try(session, record, findings, now)
        errors = errors_in(case, findings)
        if not errors:
            move(session, record, Deed.APPROVE, holder, now)
            _tell(session, holder, case, address(case_id), now)
    if errors:
        raise NotReady(errors)


def reopen_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Make an approved case a draft again, so that it can be changed.

    Raises CaseNotFound, NotAllowed and CaseMoved.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.REOPEN)
        move(session, record, Deed.REOPEN, holder, now)


def _tell(session: Session, holder: Holder, case: Case, address: str, now: datetime) -> None:
    by = session.get_one(PersonRecord, holder.person_id).name
    letter = approved(name_in(case), by, address)
    post_to(session, str(case.owner_id), APPLICANTS, letter, now, but=holder.person_id)
