"""What a person changes about their own account: how they sign in."""

from datetime import datetime

from cases.database import Database
from cases.errors import LastWayIn, WrongSignIn
from cases.people.events import PersonEvent, note_person
from cases.people.identity import Vouched, identities_of, link, unlink
from cases.people.own_password import own, prove, prove_if_asked
from cases.people.passwords import hash_password
from cases.people.queries import end_sign_ins
from cases.people.recovery import new_codes
from cases.people.sealing import Seal
from cases.people.second_factor import is_secret, step_of


def change_password(
    database: Database, person_id: str, present: str, wanted: str, *, now: datetime
) -> None:
    """Set another password by the present one, and sign every browser out.

    Raises WrongSignIn, TooManyAttempts, UnfitPassword and SignInBusy.
    """
    email = prove(database, person_id, present, now).email
    hashed = hash_password(wanted, email=email)
    with database.writing() as session:
        own(session, person_id).password_hash = hashed
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
        record = own(session, person_id)
        record.totp_secret, record.totp_step = seal.close(secret), step
        note_person(session, PersonEvent.SECOND_FACTOR_SET, person_id, person_id, now)
        return new_codes(session, person_id)


def renew_recovery_codes(
    database: Database, person_id: str, password: str, *, now: datetime
) -> tuple[str, ...]:
    """Other recovery codes, told this once, by the present password where there is one.

    Raises WrongSignIn, TooManyAttempts and SignInBusy.
    """
    prove_if_asked(database, person_id, password, now)
    with database.writing() as session:
        if own(session, person_id).totp_secret is None:
            raise WrongSignIn
        note_person(session, PersonEvent.RECOVERY_CODES_MADE, person_id, person_id, now)
        return new_codes(session, person_id)


def link_identity(
    database: Database, person_id: str, vouched: Vouched, password: str, *, now: datetime
) -> None:
    """Let a provider's word open one's own account, by the password where there is one.

    Raises WrongSignIn, TooManyAttempts, SignInBusy, IdentityTaken and OtherOrganisation.
    """
    prove_if_asked(database, person_id, password, now)
    with database.writing() as session:
        link(session, vouched, person_id, person_id, now)


def unlink_identity(database: Database, person_id: str, issuer: str, *, now: datetime) -> None:
    """Let a provider's word open one's own account no longer.

    Raises LastWayIn where nothing else would.
    """
    with database.writing() as session:
        others = [each for each in identities_of(session, person_id) if each.issuer != issuer]
        if own(session, person_id).password_hash is None and not others:
            raise LastWayIn
        unlink(session, person_id, issuer, person_id, now)
