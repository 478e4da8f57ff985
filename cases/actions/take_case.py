"""Take a case that was sent in: receive it, begin to examine it, or give it to a colleague."""

from datetime import datetime

from sqlalchemy import select

from cases.case_events import CaseEvent, note_case
from cases.database import Database
from cases.errors import PersonNotFound
from cases.holder import Holder, Role
from cases.life.moving import move, officer_record
from cases.life.states import Deed
from cases.people.models import PersonRecord, RoleRecord
from cases.people.person import Person
from cases.people.queries import people


def receive_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Receive a case, and take it if nobody has. Raises CaseNotFound, NotAllowed, CaseMoved."""
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.RECEIVE)
        record.officer_id = record.officer_id or holder.person_id
        move(session, record, Deed.RECEIVE, holder, now)


def examine_sent_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Begin to examine a case, or again after it came back.

    Raises CaseNotFound, NotAllowed and CaseMoved.
    """
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.EXAMINE)
        record.officer_id = record.officer_id or holder.person_id
        move(session, record, Deed.EXAMINE, holder, now)


def assign_case(
    database: Database, holder: Holder, case_id: str, officer_id: str, *, now: datetime
) -> None:
    """Give a case to an officer of one's fund.

    Raises CaseNotFound, NotAllowed, CaseMoved, and PersonNotFound for anybody else.
    """
    colleagues = {each.id for each in list_officers(database, holder)}
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.ASSIGN)
        if officer_id not in colleagues:
            raise PersonNotFound
        record.officer_id = officer_id
        note_case(session, CaseEvent.ASSIGNED, case_id, holder, now)


def list_officers(database: Database, holder: Holder) -> tuple[Person, ...]:
    """The officers of one's fund, by name."""
    wanted = (
        select(PersonRecord)
        .join(RoleRecord, RoleRecord.person_id == PersonRecord.id)
        .where(
            PersonRecord.organisation_id == holder.owner_id,
            PersonRecord.is_closed.is_(False),
            RoleRecord.role == Role.OFFICER.value,
        )
        .order_by(PersonRecord.name, PersonRecord.id)
    )
    with database.reading() as session:
        return people(session, session.scalars(wanted))
