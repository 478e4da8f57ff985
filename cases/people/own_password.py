"""That somebody who is signed in knows their own password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import PersonNotFound, WrongSignIn
from cases.people.models import PersonRecord
from cases.people.passwords import is_right
from cases.people.queries import count_attempt, forget_attempts


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """The account as it was when the password was shown; one without has no `password_hash`."""

    email: str
    password_hash: str | None


def prove(database: Database, person_id: str, present: str, now: datetime) -> Proved:
    """The account of a person who knows its password.

    Raises PersonNotFound, WrongSignIn, also where there is no password, TooManyAttempts and
    SignInBusy.
    """
    subject = f"own password {person_id}"
    with database.writing() as session:
        count_attempt(session, subject, now)
        record = own(session, person_id)
        proved = Proved(email=record.email, password_hash=record.password_hash)
    if not is_right(present, proved.password_hash):
        raise WrongSignIn
    with database.writing() as session:
        forget_attempts(session, subject)
    return proved


def prove_if_asked(database: Database, person_id: str, present: str, now: datetime) -> Proved:
    """As `prove`, of those who have a password; the others are asked for none."""
    with database.reading() as session:
        record = own(session, person_id)
        if record.password_hash is None:
            return Proved(email=record.email, password_hash=None)
    return prove(database, person_id, present, now)


def own(session: Session, person_id: str) -> PersonRecord:
    """The row of somebody's own account; raises PersonNotFound."""
    record = session.get(PersonRecord, person_id)
    if record is None:
        raise PersonNotFound
    return record
