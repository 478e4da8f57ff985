"""What a person changes about their own account: the password and the second factor."""

from datetime import datetime

from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import PersonNotFound, WrongSignIn
from cases.people.events import PersonEvent, note_person
from cases.people.models import PersonRecord
from cases.people.passwords import hash_password, is_right
from cases.people.queries import count_attempt, end_sign_ins, forget_attempts
from cases.people.second_factor import SECRET_SIZE, step_of


def change_password(
    database: Database, person_id: str, present: str, wanted: str, *, now: datetime
) -> None:
    """Set another password by the present one, and sign every browser out.

    Raises WrongSignIn, TooManyAttempts, UnfitPassword and SignInBusy.
    """
    subject = f"own password {person_id}"
    with database.writing() as session:
        count_attempt(session, subject, now)
        record = _own(session, person_id)
        email, kept = record.email, record.password_hash
    if not is_right(present, kept):
        raise WrongSignIn
    hashed = hash_password(wanted, email=email)
    with database.writing() as session:
        _own(session, person_id).password_hash = hashed
        forget_attempts(session, subject)
        end_sign_ins(session, person_id)
        note_person(session, PersonEvent.PASSWORD_SET, person_id, person_id, now)


def set_second_factor(
    database: Database, person_id: str, secret: str, code: str, *, now: datetime
) -> None:
    """Ask for a code from now on, once a first one shows that the app knows the secret.

    Raises WrongSignIn.
    """
    step = step_of(secret, code, after=0, now=now) if len(secret) == SECRET_SIZE else None
    if step is None:
        raise WrongSignIn
    with database.writing() as session:
        record = _own(session, person_id)
        record.totp_secret, record.totp_step = secret, step
        note_person(session, PersonEvent.SECOND_FACTOR_SET, person_id, person_id, now)


def _own(session: Session, person_id: str) -> PersonRecord:
    record = session.get(PersonRecord, person_id)
    if record is None:
        raise PersonNotFound
    return record
