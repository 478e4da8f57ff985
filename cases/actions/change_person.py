"""Change what a person may do: roles, whether the account is open, ways to sign in taken away."""

from collections.abc import Collection
from datetime import datetime

from cases.actions.invite_person import set_roles
from cases.database import Database
from cases.errors import PersonNotFound, UnfitPerson
from cases.holder import Role
from cases.people.events import PersonEvent, note_person
from cases.people.identity import unlink
from cases.people.models import PersonRecord
from cases.people.person import ROLES_OF
from cases.people.queries import end_sign_ins, person_of_id
from cases.people.recovery import forget_codes


def change_roles(
    database: Database, person_id: str, roles: Collection[Role], *, actor_id: str, now: datetime
) -> None:
    """Give a person other roles and sign them out everywhere.

    Raises PersonNotFound, and UnfitPerson for no role or one the organisation does not have.
    """
    with database.writing() as session:
        person = person_of_id(session, person_id)
        if not roles or not set(roles) <= set(ROLES_OF[person.organisation.kind]):
            raise UnfitPerson
        set_roles(session, person_id, roles)
        end_sign_ins(session, person_id)
        note_person(session, PersonEvent.CHANGED, person_id, actor_id, now)


def close_person(database: Database, person_id: str, *, actor_id: str, now: datetime) -> None:
    """Close an account and sign it out everywhere; what it did stays. Raises PersonNotFound."""
    with database.writing() as session:
        _found(session.get(PersonRecord, person_id)).is_closed = True
        end_sign_ins(session, person_id)
        note_person(session, PersonEvent.CLOSED, person_id, actor_id, now)


def open_person(database: Database, person_id: str, *, actor_id: str, now: datetime) -> None:
    """Open a closed account again. Raises PersonNotFound."""
    with database.writing() as session:
        _found(session.get(PersonRecord, person_id)).is_closed = False
        note_person(session, PersonEvent.OPENED, person_id, actor_id, now)


def remove_second_factor(
    database: Database, person_id: str, *, actor_id: str, now: datetime
) -> None:
    """Let a person whose phone is lost sign in by password again. Raises PersonNotFound."""
    with database.writing() as session:
        _found(session.get(PersonRecord, person_id)).totp_secret = None
        forget_codes(session, person_id)
        end_sign_ins(session, person_id)
        note_person(session, PersonEvent.SECOND_FACTOR_REMOVED, person_id, actor_id, now)


def remove_identities(database: Database, person_id: str, *, actor_id: str, now: datetime) -> None:
    """Let no provider's word open an account any more. Raises PersonNotFound.

    A person who had no password asks for one as if it were forgotten.
    """
    with database.writing() as session:
        _found(session.get(PersonRecord, person_id))
        unlink(session, person_id, None, actor_id, now)
        end_sign_ins(session, person_id)


def _found(record: PersonRecord | None) -> PersonRecord:
    if record is None:
        raise PersonNotFound
    return record
