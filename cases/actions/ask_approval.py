"""Ask a second person to approve a case, and see whether somebody was asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cases.case import Case
from cases.case_events import CaseEvent, note_case
from cases.case_queries import asked_for_approval, case_of, held_case, last_writer
from cases.database import Database
from cases.documents import name_in
from cases.errors import NobodyApproves, NotReady
from cases.holder import Holder, Role
from cases.library.layouts import layouts_in
from cases.life.first_try import keep_first_try
from cases.life.moving import applicant_record
from cases.life.readiness import errors_in, findings_of
from cases.life.states import Deed
from cases.people.letters import approval_asked, post_to
from cases.people.models import PersonRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who asked for a case to be approved and when, empty and None before anybody has.

    `is_own` says that the reader changed the case last, and so is not the one to approve it.
    """

    asked_by: str
    asked_at: datetime | None
    is_own: bool


def ask_approval(
    database: Database,
    holder: Holder,
    case_id: str,
    *,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    """Write to everybody else in the organisation who may approve; asked again, they hear again.

    What the rules find at the first try is kept for statistics, however it ends. Raises
    CaseNotFound, NotAllowed, CaseMoved, NotReady where they find an error, and NobodyApproves
    where there is no second person.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.ASK_APPROVAL)
        case = case_of(session, record)
        findings = findings_of(case, layouts_in(session, now))
        keep_first_try(session, record, findings, now)
        errors = errors_in(case, findings)
        is_told = not errors and _ask(session, holder, case, address(case_id), now)
    if errors:
        raise NotReady(errors)
    if not is_told:
        raise NobodyApproves


def _ask(session: Session, holder: Holder, case: Case, address: str, now: datetime) -> bool:
    """Write to those who may approve; whether there was anybody."""
    asker = session.get_one(PersonRecord, holder.person_id).name
    letter = approval_asked(name_in(case), asker, address)
    told = post_to(session, str(case.owner_id), {Role.APPROVER}, letter, now, but=holder.person_id)
    if told:
        note_case(session, CaseEvent.APPROVAL_ASKED, case.id, holder, now)
    return bool(told)


def see_approval(database: Database, holder: Holder, case_id: str) -> Approval:
    """Whether somebody was asked to approve a draft, since it was last opened for changes.

    Raises CaseNotFound.
    """
    with database.reading() as session:
        held_case(session, holder, case_id)
        asked = asked_for_approval(session, [case_id]).get(case_id)
        by = session.get(PersonRecord, asked.actor_id) if asked else None
        return Approval(
            asked_by=by.name if by else "",
            asked_at=asked.at if asked else None,
            is_own=last_writer(session, case_id) == holder.person_id,
        )
