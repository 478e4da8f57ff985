"""Who somebody is elsewhere: by the address of who says so, and what they are called there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cases.database import take_turn
from cases.errors import IdentityTaken, OtherOrganisation
from cases.links import hash_of
from cases.people.events import PersonEvent, note_person
from cases.people.models import IdentityRecord, PersonRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """What a provider vouched for: who somebody is to `issuer`, and what else it told.

    `email` is empty unless the provider has verified it; `organisation` is whom they act for, such
    as a CVR number, empty where that is not asked.
    """

    issuer: str
    subject: str
    email: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity elsewhere that opens an account."""

    issuer: str
    organisation: str
    linked_at: datetime


def linked_person(session: Session, vouched: Vouched) -> PersonRecord | None:
    """Whose account an identity opens; None for nobody's or a closed one.

    Raises OtherOrganisation for somebody who acts for another one than when it was linked.
    """
    found = session.get(IdentityRecord, (vouched.issuer, hash_of(vouched.subject)))
    record = session.get(PersonRecord, found.person_id) if found else None
    if found is None or record is None or record.is_closed:
        return None
    if found.organisation != vouched.organisation:
        raise OtherOrganisation
    return record


def link(session: Session, vouched: Vouched, person_id: str, actor_id: str, now: datetime) -> None:
    """Let an identity open an account from now on.

    Raises IdentityTaken where it opens another, and OtherOrganisation as `linked_person` does.
    """
    key = (vouched.issuer, hash_of(vouched.subject))
    take_turn(session, " ".join(key))
    found = session.get(IdentityRecord, key)
    if found is not None:
        if found.person_id != person_id:
            raise IdentityTaken
        if found.organisation != vouched.organisation:
            raise OtherOrganisation
        return
    session.add(
        IdentityRecord(
            issuer=vouched.issuer,
            subject_hash=key[1],
            person_id=person_id,
            organisation=vouched.organisation,
            linked_at=now,
        )
    )
    session.flush()
    note_person(session, PersonEvent.IDENTITY_LINKED, person_id, actor_id, now)


def unlink(
    session: Session, person_id: str, issuer: str | None, actor_id: str, now: datetime
) -> None:
    """Let no identity of an issuer, or of any where it is None, open an account any more."""
    gone = delete(IdentityRecord).where(IdentityRecord.person_id == person_id)
    session.execute(gone if issuer is None else gone.where(IdentityRecord.issuer == issuer))
    note_person(session, PersonEvent.IDENTITY_UNLINKED, person_id, actor_id, now)


def identities_of(session: Session, person_id: str) -> tuple[Identity, ...]:
    """What opens an account from elsewhere, the oldest first."""
    wanted = (
        select(IdentityRecord)
        .where(IdentityRecord.person_id == person_id)
        .order_by(IdentityRecord.linked_at, IdentityRecord.issuer)
    )
    return tuple(
        Identity(issuer=each.issuer, organisation=each.organisation, linked_at=each.linked_at)
        for each in session.scalars(wanted)
    )


def issuers_of(session: Session, person_id: str) -> frozenset[str]:
    """Whose word opens an account."""
    return frozenset(each.issuer for each in identities_of(session, person_id))
