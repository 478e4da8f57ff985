"""Sign in and out, with a password and where it is set up a second factor."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import WrongSignIn
from cases.links import hash_of, new_token
from cases.people.events import PersonEvent, note_person
from cases.people.models import PersonRecord, SignInRecord
from cases.people.passwords import is_right
from cases.people.person import Person
from cases.people.queries import (
    LONGEST_SIGN_IN,
    count_attempt,
    folded,
    forget_attempts,
    people,
    person_record,
    signed_in_record,
)
from cases.people.second_factor import step_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The token a browser is known by from now on; where it `is_half`, for the code alone."""

    token: str
    is_half: bool


def sign_in(database: Database, email: str, password: str, *, now: datetime) -> SignedIn:
    """Sign in by password; a wrong one and an unknown address take as long and say the same.

    Raises WrongSignIn, TooManyAttempts and SignInBusy.
    """
    subject = f"password {folded(email)}"
    with database.writing() as session:
        count_attempt(session, subject, now)
        record = person_record(session, email)
        kept = record.password_hash if record and not record.is_closed else None
    if not is_right(password, kept):
        raise WrongSignIn
    with database.writing() as session:
        record = person_record(session, email)
        if record is None or record.is_closed or record.password_hash != kept:
            raise WrongSignIn
        forget_attempts(session, subject)
        return _begin(session, record, now, is_half=record.totp_secret is not None)


def confirm_sign_in(database: Database, token: str, code: str, *, now: datetime) -> SignedIn:
    """Go from half a sign-in to a whole one under a new token, by a code that is used up with it.

    Raises WrongSignIn and TooManyAttempts.
    """
    with database.writing() as session:
        found = signed_in_record(session, hash_of(token), now)
        if found is None:
            raise WrongSignIn
        count_attempt(session, f"code {found[1].id}", now)
    with database.writing() as session:
        found = signed_in_record(session, hash_of(token), now)
        if found is None or not found[0].is_half or found[1].totp_secret is None:
            raise WrongSignIn
        half, record = found
        step = step_of(found[1].totp_secret, code, after=record.totp_step, now=now)
        if step is None:
            raise WrongSignIn
        record.totp_step = step
        forget_attempts(session, f"code {record.id}")
        session.delete(half)
        return _begin(session, record, now, is_half=False)


def sign_out(database: Database, token: str, *, now: datetime) -> None:
    """End this browser's sign-in; one that is over already is no matter."""
    with database.writing() as session:
        found = session.get(SignInRecord, hash_of(token))
        if found is not None:
            note_person(session, PersonEvent.SIGNED_OUT, found.person_id, found.person_id, now)
            session.delete(found)


def signed_in(database: Database, token: str, *, now: datetime) -> Person | None:
    """Who is signed in with a token; None where nobody is, or a code is still awaited."""
    with database.reading() as session:
        found = signed_in_record(session, hash_of(token), now)
        if found is None or found[0].is_half:
            return None
        return people(session, [found[1]])[0]


def signed_in_until(database: Database, token: str, *, now: datetime) -> datetime | None:
    """When a sign-in ends however much it is used; None for one that is over."""
    with database.reading() as session:
        found = signed_in_record(session, hash_of(token), now)
        return None if found is None else found[0].created_at + LONGEST_SIGN_IN


def _begin(session: Session, record: PersonRecord, now: datetime, *, is_half: bool) -> SignedIn:
    token = new_token()
    session.execute(delete(SignInRecord).where(SignInRecord.created_at < now - LONGEST_SIGN_IN))
    session.execute(
        insert(SignInRecord).values(
            token_hash=hash_of(token), person_id=record.id, is_half=is_half, created_at=now
        )
    )
    if not is_half:
        note_person(session, PersonEvent.SIGNED_IN, record.id, record.id, now)
    return SignedIn(token=token, is_half=is_half)
