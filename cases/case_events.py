"""The trail of what happened to cases."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cases.holder import Holder
from cases.models import CaseEventRecord


class CaseEvent(StrEnum):
    """What the trail of a case tells of; its drafts have a trail of their own."""

    STARTED = "case_started"
    LINK_ROTATED = "case_link_rotated"
    DELETED = "case_deleted"
    ADOPTED = "case_adopted"
    SHARED = "case_shared"
    NOT_SHARED = "case_not_shared"
    APPROVAL_ASKED = "case_approval_asked"
    APPROVED = "case_approved"
    REOPENED = "case_reopened"
    SUBMITTED = "case_submitted"
    RESUBMITTED = "case_resubmitted"
    WITHDRAWN = "case_withdrawn"
    RECEIVED = "case_received"
    EXAMINED = "case_in_examination"
    ASSIGNED = "case_assigned"
    RETURNED = "case_returned"
    REMINDED = "case_reminded"
    WARNED = "case_warned"
    POINT_REPLIED = "case_point_replied"
    RECOMMENDED = "case_recommended"
    RECONSIDERED = "case_reconsidered"
    GRANTED = "case_granted"
    REFUSED = "case_refused"


def note_case(
    session: Session, event: CaseEvent, case_id: str, holder: Holder, now: datetime
) -> None:
    """Add an event to the trail; the actor is known only with an account."""
    session.execute(
        insert(CaseEventRecord).values(
            at=now, kind=event.value, case_id=case_id, actor_id=holder.person_id
        )
    )
