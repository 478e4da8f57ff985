"""List people and organisations."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import PersonNotFound
from cases.holder import Holder
from cases.models import TombstoneRecord
from cases.people.forgotten import NOT_FORGOTTEN, is_forgotten
from cases.people.models import PersonRecord
from cases.people.person import Organisation, OrganisationKind, Person
from cases.people.queries import organisations, people, person_of_id
from cases.retention.tombstones import Kind


def list_organisations(database: Database, holder: Holder) -> tuple[Organisation, ...]:
    """Those a staff member looks after: every applicant, and of the funds their own.

    One that was deleted is among them only where people were invited to it anew.
    """
    with database.reading() as session:
        gone = _deleted_and_empty(session)
        found = organisations(session).values()
        return tuple(each for each in found if _looks_after(holder, each) and each.id not in gone)


def list_people(database: Database, holder: Holder) -> tuple[Person, ...]:
    """The people of the organisations a staff member looks after, by name; none deleted."""
    with database.reading() as session:
        wanted = select(PersonRecord).where(NOT_FORGOTTEN)
        listed = session.scalars(wanted.order_by(PersonRecord.name, PersonRecord.id))
        found = people(session, listed)
        return tuple(each for each in found if _looks_after(holder, each.organisation))


def looked_after(database: Database, holder: Holder, person_id: str) -> Person:
    """A person of an organisation a staff member looks after; raises PersonNotFound."""
    with database.reading() as session:
        person = person_of_id(session, person_id)
    if not _looks_after(holder, person.organisation) or is_forgotten(person.email):
        raise PersonNotFound
    return person


def _deleted_and_empty(session: Session) -> set[str]:
    deleted = select(TombstoneRecord.subject_id).where(
        TombstoneRecord.kind == Kind.ORGANISATION.value
    )
    with_people = session.scalars(select(PersonRecord.organisation_id).where(NOT_FORGOTTEN))
    return set(session.scalars(deleted)) - set(with_people)


def _looks_after(holder: Holder, organisation: Organisation) -> bool:
    return organisation.kind is OrganisationKind.APPLICANT or organisation.id == holder.owner_id
