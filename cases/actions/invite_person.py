"""Invite a person to an organisation."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import PersonNotFound, UnfitPerson
from cases.holder import Role
from cases.links import hash_of, new_id, new_token
from cases.people.events import PersonEvent, note_person
from cases.people.letters import invitation, post
from cases.people.models import InvitationRecord, PersonRecord, RoleRecord
from cases.people.person import ROLES_OF, Organisation
from cases.people.queries import folded, organisations, person_record
from forms.kinds.email import Email

FIRST_PASSWORD = timedelta(days=7)
LONGEST_NAME = 200

Address = Callable[[str], str]
"""From the token of an invitation to the address that takes it up."""


def invite_person(
    database: Database,
    *,
    organisation_id: str,
    name: str,
    email: str,
    roles: Collection[Role],
    address: Address,
    actor_id: str | None,
    now: datetime,
) -> str:
    """The token of an invitation, which is sent to the person by e-mail.

    Raises UnfitPerson and PersonNotFound.
    """
    kept = " ".join(name.split())
    with database.writing() as session:
        organisation = organisations(session).get(organisation_id)
        if organisation is None:
            raise PersonNotFound
        _refuse_unfit(session, organisation, kept, email, roles)
        person_id = new_id()
        session.add(
            PersonRecord(
                id=person_id,
                organisation_id=organisation_id,
                email=folded(email),
                name=kept,
                totp_step=0,
                is_closed=False,
                created_at=now,
            )
        )
        session.flush()
        set_roles(session, person_id, roles)
        note_person(session, PersonEvent.INVITED, person_id, actor_id, now)
        token = new_invitation(session, person_id, now + FIRST_PASSWORD)
        post(session, folded(email), invitation(kept, address(token), FIRST_PASSWORD), now)
    return token


def new_invitation(session: Session, person_id: str, expires_at: datetime) -> str:
    """The token of a new invitation; those before it open nothing any more."""
    token = new_token()
    end_invitations(session, person_id)
    row = {"token_hash": hash_of(token), "person_id": person_id, "expires_at": expires_at}
    session.execute(insert(InvitationRecord).values(row))
    return token


def end_invitations(session: Session, person_id: str) -> None:
    """Let no invitation of a person open anything any more."""
    session.execute(delete(InvitationRecord).where(InvitationRecord.person_id == person_id))


def set_roles(session: Session, person_id: str, roles: Collection[Role]) -> None:
    """Put these roles in place of those a person had."""
    session.execute(delete(RoleRecord).where(RoleRecord.person_id == person_id))
    for role in sorted(roles):
        session.execute(insert(RoleRecord).values(person_id=person_id, role=role.value))


def _refuse_unfit(
    session: Session, organisation: Organisation, name: str, email: str, roles: Collection[Role]
) -> None:
    is_named = 0 < len(name) <= LONGEST_NAME
    is_address = Email().parse(folded(email)) == folded(email)
    is_allowed = bool(roles) and set(roles) <= set(ROLES_OF[organisation.kind])
    if not (is_named and is_address and is_allowed):
        raise UnfitPerson
    if person_record(session, email) is not None:
        raise UnfitPerson
