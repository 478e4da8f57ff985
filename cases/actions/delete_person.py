"""Delete an account, one's own or one that staff looks after."""

from datetime import datetime

from cases.database import Database
from cases.errors import PersonNotFound, WrongSignIn
from cases.holder import Holder
from cases.people.models import PersonRecord
from cases.people.passwords import is_right
from cases.people.queries import count_attempt, forget_attempts
from cases.retention.removing import FORGOTTEN, forget_person
from cases.retention.tombstones import Deletion, Reason


def delete_own_account(
    database: Database, holder: Holder, person_id: str, present: str, *, now: datetime
) -> None:
    """Forget the person who asks, by their password where they have one.

    What they sent, noted and decided stays under no name. Raises PersonNotFound, WrongSignIn and
    TooManyAttempts.
    """
    subject = f"own password {person_id}"
    with database.writing() as session:
        count_attempt(session, subject, now)
        kept = _found(session.get(PersonRecord, person_id)).password_hash
    if kept is not None and not is_right(present, kept):
        raise WrongSignIn
    with database.writing() as session:
        forget_attempts(session, subject)
        record = _found(session.get(PersonRecord, person_id))
        if record.password_hash != kept:
            raise WrongSignIn
        forget_person(session, record, Deletion(reason=Reason.ASKED, at=now, by=holder))


def delete_person(database: Database, holder: Holder, person_id: str, *, now: datetime) -> None:
    """Forget a person for staff that looks after them. Raises PersonNotFound."""
    with database.writing() as session:
        record = _found(session.get(PersonRecord, person_id))
        forget_person(session, record, Deletion(reason=Reason.ASKED, at=now, by=holder))


def _found(record: PersonRecord | None) -> PersonRecord:
    if record is None or record.email.endswith(FORGOTTEN):
        raise PersonNotFound
    return record
