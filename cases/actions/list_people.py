"""List people and organisations."""

from sqlalchemy import select

from cases.database import Database
from cases.errors import PersonNotFound
from cases.holder import Holder
from cases.people.models import PersonRecord
from cases.people.person import Organisation, OrganisationKind, Person
from cases.people.queries import organisations, people, person_of_id


def list_organisations(database: Database, holder: Holder) -> tuple[Organisation, ...]:
    """Those a staff member looks after: every applicant, and of the funds their own."""
    with database.reading() as session:
        return tuple(each for each in organisations(session).values() if _looks_after(holder, each))


def list_people(database: Database, holder: Holder) -> tuple[Person, ...]:
    """The people of the organisations a staff member looks after, by name."""
    with database.reading() as session:
        listed = session.scalars(select(PersonRecord).order_by(PersonRecord.name, PersonRecord.id))
        found = people(session, listed)
        return tuple(each for each in found if _looks_after(holder, each.organisation))


def looked_after(database: Database, holder: Holder, person_id: str) -> Person:
    """A person of an organisation a staff member looks after; raises PersonNotFound."""
    with database.reading() as session:
        person = person_of_id(session, person_id)
    if not _looks_after(holder, person.organisation):
        raise PersonNotFound
    return person


def _looks_after(holder: Holder, organisation: Organisation) -> bool:
    return organisation.kind is OrganisationKind.APPLICANT or organisation.id == holder.owner_id
