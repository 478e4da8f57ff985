"""Sign in and out, with a password and where it is set up a second factor."""

from datetime import datetime

from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import WrongSignIn
from cases.links import hash_of
from cases.people.events import PersonEvent, note_person
from cases.people.models import PersonRecord, SignInRecord
from cases.people.passwords import is_right
from cases.people.person import Person
from cases.people.queries import (
    LONGEST_SIGN_IN,
    count_attempt,
    folded,
    forget_attempts,
    person_record,
    signed_in_record,
    signed_in_whole,
)
from cases.people.recovery import use_code
from cases.people.sealing import Seal, SealBroken
from cases.people.second_factor import step_of
from cases.people.sign_ins import SignedIn, begin


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
        is_half = record.totp_secret is not None
        return begin(session, record, now, is_half=is_half, issuer=None)


def confirm_sign_in(
    database: Database, seal: Seal, token: str, code: str, *, now: datetime
) -> SignedIn:
    """Go from half a sign-in to a whole one under a new token, by a code that is used up with it.

    It may be one of the person's recovery codes. Raises WrongSignIn and TooManyAttempts.
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
        if not _is_used_up(session, seal, record, code, now):
            raise WrongSignIn
        forget_attempts(session, f"code {record.id}")
        session.delete(half)
        return begin(session, record, now, is_half=False, issuer=half.issuer)


def sign_out(database: Database, token: str, *, now: datetime) -> str | None:
    """End this browser's sign-in; one that is over already is no matter.

    The issuer of the provider that vouched for the person, where one did.
    """
    with database.writing() as session:
        found = session.get(SignInRecord, hash_of(token))
        if found is None:
            return None
        note_person(session, PersonEvent.SIGNED_OUT, found.person_id, found.person_id, now)
        session.delete(found)
        return found.issuer


def signed_in(database: Database, token: str, *, now: datetime) -> Person | None:
    """Who is signed in with a token; None where nobody is, or a code is still awaited."""
    with database.looking() as asked:
        return signed_in_whole(asked, hash_of(token), now)


def signed_in_until(database: Database, token: str, *, now: datetime) -> datetime | None:
    """When a sign-in ends however much it is used; None for one that is over."""
    with database.reading() as session:
        found = signed_in_record(session, hash_of(token), now)
        return None if found is None else found[0].created_at + LONGEST_SIGN_IN


def _is_used_up(
    session: Session, seal: Seal, record: PersonRecord, code: str, now: datetime
) -> bool:
    """Whether a code was right, which it is no longer; a secret that no key opens has no codes."""
    try:
        secret = seal.open(record.totp_secret or "")
    except SealBroken:
        return use_code(session, record.id, code, now)
    step = step_of(secret, code, after=record.totp_step, now=now)
    if step is None:
        return use_code(session, record.id, code, now)
    record.totp_step = step
    return True
