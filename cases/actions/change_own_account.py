"""What a person changes about their own account: how they sign in."""

from datetime import datetime

from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import LastWayIn, PersonNotFound, WrongSignIn
from cases.people.events import PersonEvent, note_person
from cases.people.identity import Vouched, identities_of, link, unlink
from cases.people.models import PersonRecord
from cases.people.passwords import hash_password, is_right
from cases.people.queries import count_attempt, end_sign_ins, forget_attempts
from cases.people.recovery import new_codes
from cases.people.sealing import Seal
from cases.people.second_factor import is_secret, step_of


def change_password(
    database: Database, person_id: str, present: str, wanted: str, *, now: datetime
) -> None:
    """Set another password by the present one, and sign every browser out.

    Raises WrongSignIn, TooManyAttempts, UnfitPassword and SignInBusy.
    """
    email = _proved(database, person_id, present, now)
    hashed = hash_password(wanted, email=email)
    with database.writing() as session:
        _own(session, person_id).password_hash = hashed
        end_sign_ins(session, person_id)
        note_person(session, PersonEvent.PASSWORD_SET, person_id, person_id, now)


def set_second_factor(
    database: Database, seal: Seal, person_id: str, secret: str, code: str, *, now: datetime
) -> tuple[str, ...]:
    """Ask for a code from now on, once a first one shows that the app knows the secret.

    The recovery codes for where the app is lost, told this once. Raises WrongSignIn.
    """
    step = step_of(secret, code, after=0, now=now) if is_secret(secret) else None
    if step is None:
        raise WrongSignIn
    with database.writing() as session:
        record = _own(session, person_id)
        record.totp_secret, record.totp_step = seal.close(secret), step
        note_person(session, PersonEvent.SECOND_FACTOR_SET, person_id, person_id, now)
        return new_codes(session, person_id)


def renew_recovery_codes(
    database: Database, person_id: str, password: str, *, now: datetime
) -> tuple[str, ...]:
    """Other recovery codes, told this once, by the present password where there is one.

    Raises WrongSignIn, TooManyAttempts and SignInBusy.
    """
    _prove_if_asked(database, person_id, password, now)
    with database.writing() as session:
        if _own(session, person_id).totp_secret is None:
            raise WrongSignIn
        note_person(session, PersonEvent.RECOVERY_CODES_MADE, person_id, person_id, now)
        return new_codes(session, person_id)


def link_identity(
    database: Database, person_id: str, vouched: Vouched, password: str, *, now: datetime
) -> None:
    """Let a provider's word open one's own account, by the password where there is one.

    Raises WrongSignIn, TooManyAttempts, SignInBusy, IdentityTaken and OtherOrganisation.
    """
    _prove_if_asked(database, person_id, password, now)
    with database.writing() as session:
        link(session, vouched, person_id, person_id, now)


def unlink_identity(database: Database, person_id: str, issuer: str, *, now: datetime) -> None:
    """Let a provider's word open one's own account no longer.

    Raises LastWayIn where nothing else would.
    """
    with database.writing() as session:
        others = [each for each in identities_of(session, person_id) if each.issuer != issuer]
        if _own(session, person_id).password_hash is None and not others:
            raise LastWayIn
        unlink(session, person_id, issuer, person_id, now)


def _prove_if_asked(database: Database, person_id: str, password: str, now: datetime) -> None:
    """Ask for the password, of those who have one."""
    with database.reading() as session:
        has_password = _own(session, person_id).password_hash is not None
    if has_password:
        _proved(database, person_id, password, now)


def _proved(database: Database, person_id: str, password: str, now: datetime) -> str:
    """The person's address, once they have shown that they know the password."""
    subject = f"own password {person_id}"
    with database.writing() as session:
        count_attempt(session, subject, now)
        record = _own(session, person_id)
        email, kept = record.email, record.password_hash
    if not is_right(password, kept):
        raise WrongSignIn
    with database.writing() as session:
        forget_attempts(session, subject)
    return email


def _own(session: Session, person_id: str) -> PersonRecord:
    record = session.get(PersonRecord, person_id)
    if record is None:
        raise PersonNotFound
    return record
