"""How a sign-in begins, whoever vouched for the person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from cases.links import hash_of, new_token
from cases.people.events import PersonEvent, note_person
from cases.people.models import PersonRecord, SignInRecord
from cases.people.queries import LONGEST_SIGN_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The token a browser is known by from now on; where it `is_half`, for the code alone."""

    token: str
    is_half: bool


def begin(
    session: Session, record: PersonRecord, now: datetime, *, is_half: bool, issuer: str | None
) -> SignedIn:
    """A new sign-in; `issuer` is the provider that vouched for the person, if one did."""
    token = new_token()
    session.execute(delete(SignInRecord).where(SignInRecord.created_at < now - LONGEST_SIGN_IN))
    row = {"token_hash": hash_of(token), "person_id": record.id, "created_at": now}
    session.execute(insert(SignInRecord).values(row | {"is_half": is_half, "issuer": issuer}))
    if not is_half:
        note_person(session, PersonEvent.SIGNED_IN, record.id, record.id, now)
    return SignedIn(token=token, is_half=is_half)
