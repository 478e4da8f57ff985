"""Recovery codes: each opens a sign-in once where the phone with the second factor is gone."""

import base64
import secrets
from datetime import datetime

from sqlalchemy import CursorResult, delete, func, insert, select
from sqlalchemy.orm import Session

from cases.links import hash_of
from cases.people.events import PersonEvent, note_person
from cases.people.models import RecoveryCodeRecord

CODES = 10
_BYTES = 10


def new_codes(session: Session, person_id: str) -> tuple[str, ...]:
    """Ten codes in place of those there were: told this once, only their hashes are kept.

    Each has 80 random bits, so that a plain hash is enough.
    """
    codes = tuple(
        base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower() for _ in range(CODES)
    )
    forget_codes(session, person_id)
    rows = [{"code_hash": hash_of(each), "person_id": person_id} for each in codes]
    session.execute(insert(RecoveryCodeRecord), rows)
    return codes


def use_code(session: Session, person_id: str, code: str, now: datetime) -> bool:
    """Whether a code was one of a person's, which it is no longer; written in any letters."""
    told = hash_of("".join(code.split()).replace("-", "").lower())
    gone = delete(RecoveryCodeRecord).where(
        RecoveryCodeRecord.person_id == person_id, RecoveryCodeRecord.code_hash == told
    )
    done = session.execute(gone)
    is_one = isinstance(done, CursorResult) and done.rowcount == 1
    if is_one:
        note_person(session, PersonEvent.RECOVERY_CODE_USED, person_id, person_id, now)
    return is_one


def codes_left(session: Session, person_id: str) -> int:
    """How many codes have not been used."""
    counted = select(func.count()).where(RecoveryCodeRecord.person_id == person_id)
    return session.scalar(counted) or 0


def forget_codes(session: Session, person_id: str) -> None:
    """None of a person's codes opens anything any more."""
    session.execute(delete(RecoveryCodeRecord).where(RecoveryCodeRecord.person_id == person_id))
