"""Take an invitation up, or ask for a new one: the ways to choose a password."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.actions.invite_person import Address, end_invitations, new_invitation
from cases.database import Database
from cases.errors import LinkUsedUp
from cases.links import hash_of
from cases.people.events import PersonEvent, note_person
from cases.people.identity import issuers_of
from cases.people.letters import new_password, no_password, post
from cases.people.models import InvitationRecord, PersonRecord
from cases.people.passwords import hash_password
from cases.people.queries import count_attempt, end_sign_ins, folded, person_record

ANOTHER_PASSWORD = timedelta(hours=1)


def invited_email(database: Database, token: str, *, now: datetime) -> str:
    """The address an invitation was sent to; raises LinkUsedUp."""
    with database.reading() as session:
        return invited(session, token, now).email


def take_up_invitation(database: Database, token: str, password: str, *, now: datetime) -> None:
    """Set the password; the link is used up and every browser signed out.

    Raises LinkUsedUp, UnfitPassword and SignInBusy.
    """
    hashed = hash_password(password, email=invited_email(database, token, now=now))
    with database.writing() as session:
        record = invited(session, token, now)
        record.password_hash = hashed
        end_invitations(session, record.id)
        end_sign_ins(session, record.id)
        note_person(session, PersonEvent.PASSWORD_SET, record.id, record.id, now)


def ask_for_password(
    database: Database, email: str, *, address: Address, sign_in: str, now: datetime
) -> None:
    """Send the way to choose another password, where there is such an account.

    Who signs in elsewhere and has no password is told so, and where to `sign_in`: a mailbox alone
    is not to open what a provider guards. Nothing tells whether there is an account. Raises
    TooManyAttempts.
    """
    with database.writing() as session:
        count_attempt(session, f"new password {folded(email)}", now)
        found = person_record(session, email)
        anybody = session.scalar(select(PersonRecord).order_by(PersonRecord.id).limit(1))
        record = found if found is not None and not found.is_closed else None
        # The same is done for somebody else and undone, so that an answer takes as long either way.
        if (stand_in := record or anybody) is not None:
            with session.begin_nested() as written:
                _write_to(session, stand_in, address, sign_in, now)
                if record is None:
                    written.rollback()


def _write_to(
    session: Session, record: PersonRecord, address: Address, sign_in: str, now: datetime
) -> None:
    token = new_invitation(session, record.id, now + ANOTHER_PASSWORD)
    letter = new_password(record.name, address(token), ANOTHER_PASSWORD)
    if record.password_hash is None and issuers_of(session, record.id):
        end_invitations(session, record.id)
        letter = no_password(record.name, sign_in)
    post(session, record.email, letter, now)


def invited(session: Session, token: str, now: datetime) -> PersonRecord:
    """Whom an invitation was sent to; raises LinkUsedUp."""
    wanted = (
        select(PersonRecord)
        .join(InvitationRecord, InvitationRecord.person_id == PersonRecord.id)
        .where(
            InvitationRecord.token_hash == hash_of(token),
            InvitationRecord.expires_at > now,
            PersonRecord.is_closed.is_(False),
        )
    )
    record = session.scalar(wanted)
    if record is None:
        raise LinkUsedUp
    return record
