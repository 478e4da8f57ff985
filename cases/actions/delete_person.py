"""Delete an account, one's own or one that staff looks after."""

from datetime import datetime

from cases.database import Database
from cases.errors import PersonNotFound, WrongSignIn
from cases.holder import Holder
from cases.people.forgotten import is_forgotten
from cases.people.models import PersonRecord
from cases.people.own_password import prove_if_asked
from cases.retention.removing import forget_person
from cases.retention.tombstones import Deletion, Reason


def delete_own_account(
    database: Database, holder: Holder, person_id: str, present: str, *, now: datetime
) -> None:
    """Forget the person who asks, by their password where they have one.

    What they sent, noted and decided stays under no name. Raises PersonNotFound, WrongSignIn,
    TooManyAttempts and SignInBusy.
    """
    proved = prove_if_asked(database, person_id, present, now)
    with database.writing() as session:
        record = _found(session.get(PersonRecord, person_id))
        if record.password_hash != proved.password_hash:
            raise WrongSignIn
        forget_person(session, record, Deletion(reason=Reason.ASKED, at=now, by=holder))


def delete_person(database: Database, holder: Holder, person_id: str, *, now: datetime) -> None:
    """Forget a person for staff that looks after them. Raises PersonNotFound."""
    with database.writing() as session:
        record = _found(session.get(PersonRecord, person_id))
        forget_person(session, record, Deletion(reason=Reason.ASKED, at=now, by=holder))


def _found(record: PersonRecord | None) -> PersonRecord:
    if record is None or is_forgotten(record.email):
        raise PersonNotFound
    return record
