"""The trail of what happened to drafts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cases.holder import Holder
from cases.models import DraftRecord, EventRecord


class DraftEvent(StrEnum):
    """What the trail tells of; saves stand in the history."""

    STARTED = "draft_started"
    TAKEN_OVER = "draft_taken_over"
    RESTORED = "draft_restored"
    LINK_ROTATED = "draft_link_rotated"
    DELETED = "draft_deleted"


def note(
    session: Session, event: DraftEvent, record: DraftRecord, holder: Holder, now: datetime
) -> None:
    """Add an event to the trail; the actor is known only with an account."""
    session.execute(
        insert(EventRecord).values(
            at=now,
            kind=event.value,
            draft_id=record.id,
            revision=record.revision,
            actor_id=holder.person_id,
        )
    )
