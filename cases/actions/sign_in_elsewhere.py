"""Sign in by the word of a provider, which takes an account up the first time it is linked."""

from datetime import datetime

from sqlalchemy.orm import Session

from cases.actions.invite_person import end_invitations
from cases.actions.take_up_invitation import invited
from cases.database import Database
from cases.errors import UnknownIdentity
from cases.people.identity import Vouched, issuers_of, link, linked_person
from cases.people.models import PersonRecord
from cases.people.provider import Provider
from cases.people.queries import end_sign_ins, person_record
from cases.people.sign_ins import SignedIn, begin


def sign_in_elsewhere(
    database: Database, provider: Provider, vouched: Vouched, *, now: datetime
) -> SignedIn:
    """Sign in whom a provider vouched for.

    An account is known by the identity that was linked to it. It is known by its address alone
    where the provider is trusted with addresses of that domain, and then it is linked. Raises
    UnknownIdentity, IdentityTaken and OtherOrganisation.
    """
    with database.writing() as session:
        record = linked_person(session, vouched)
        if record is None:
            record = _known_by_address(session, provider, vouched)
            _take_up(session, record, vouched, now)
        return _begin(session, provider, record, now)


def take_up_elsewhere(
    database: Database, provider: Provider, token: str, vouched: Vouched, *, now: datetime
) -> SignedIn:
    """Take an invitation up by a provider's word in place of a password, and sign in.

    Raises LinkUsedUp, IdentityTaken and OtherOrganisation.
    """
    with database.writing() as session:
        record = invited(session, token, now)
        _take_up(session, record, vouched, now)
        end_sign_ins(session, record.id)
        return _begin(session, provider, record, now)


def _known_by_address(session: Session, provider: Provider, vouched: Vouched) -> PersonRecord:
    """The account of a verified address, where no other identity of the provider opens it.

    An address goes on to another person when the first one leaves; the account does not.
    """
    domain = vouched.email.rpartition("@")[2].casefold()
    record = person_record(session, vouched.email) if domain in provider.email_domains else None
    if record is None or record.is_closed or vouched.issuer in issuers_of(session, record.id):
        raise UnknownIdentity
    return record


def _take_up(session: Session, record: PersonRecord, vouched: Vouched, now: datetime) -> None:
    link(session, vouched, record.id, record.id, now)
    end_invitations(session, record.id)


def _begin(session: Session, provider: Provider, record: PersonRecord, now: datetime) -> SignedIn:
    is_half = record.totp_secret is not None and not provider.has_second_factor
    return begin(session, record, now, is_half=is_half, issuer=provider.issuer)
