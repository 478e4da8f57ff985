"""The trail of what happened to accounts and organisations."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cases.people.models import PersonEventRecord


class PersonEvent(StrEnum):
    """What the trail of people tells of."""

    ORGANISATION_ADDED = "organisation_added"
    INVITED = "person_invited"
    CHANGED = "person_changed"
    CLOSED = "person_closed"
    OPENED = "person_opened"
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of an event
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    DELETED = "person_deleted"
    ORGANISATION_DELETED = "organisation_deleted"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    IDENTITY_LINKED = "identity_linked"
    IDENTITY_UNLINKED = "identity_unlinked"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"


def note_person(
    session: Session, event: PersonEvent, subject_id: str, actor_id: str | None, now: datetime
) -> None:
    """Add an event to the trail."""
    session.execute(
        insert(PersonEventRecord).values(
            at=now, kind=event.value, subject_id=subject_id, actor_id=actor_id
        )
    )
