"""What is left of a thing that was deleted: that it was, when, why and by whom."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.holder import Holder
from cases.links import new_id
from cases.models import TombstoneRecord


class Kind(StrEnum):
    """What was deleted; the value is stored.

    The last ones have no page and no id: rows of that kind that went together, and how many.
    """

    DRAFT = "draft"
    CASE = "case"
    REVIEW = "review"
    PERSON = "person"
    ORGANISATION = "organisation"
    MAILS = "mails"
    SIGN_INS = "sign_ins"
    TRAIL = "trail"


class Reason(StrEnum):
    """Why it was deleted; the value is stored."""

    ASKED = "asked"
    TIME = "time"


_NOBODY = Holder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A thing that is gone; `subject_id` is its id, or a count for rows that went together.

    `owner_id` is the organisation it belonged to; `actor_id` is None where the service did it by
    itself or nobody was signed in.
    """

    id: str
    kind: Kind
    subject_id: str
    owner_id: str | None
    programme: str
    reason: Reason
    gone_at: datetime
    actor_id: str | None

    def to_json(self) -> str:
        """As a line of text."""
        return json.dumps({**asdict(self), "gone_at": self.gone_at.isoformat()})

    @classmethod
    def from_json(cls, line: str) -> "Tombstone | None":
        """What `to_json` wrote; None for anything else, as a line that a crash cut off."""
        try:
            told = json.loads(line)
            kind, reason = Kind(told.pop("kind")), Reason(told.pop("reason"))
            gone_at = datetime.fromisoformat(told.pop("gone_at"))
            return cls(kind=kind, reason=reason, gone_at=gone_at, **told)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Why, when and by whom things are deleted together."""

    reason: Reason
    at: datetime
    by: Holder = _NOBODY


def bury(
    session: Session,
    deletion: Deletion,
    kind: Kind,
    subject_id: str,
    *,
    owner_id: str | None = None,
    programme: str = "",
) -> None:
    """Leave a tombstone, in the transaction that deletes the thing."""
    session.add(
        TombstoneRecord(
            id=new_id(),
            kind=kind.value,
            subject_id=subject_id,
            owner_id=owner_id,
            programme=programme,
            reason=deletion.reason.value,
            gone_at=deletion.at,
            actor_id=deletion.by.person_id,
        )
    )


def lay_back(session: Session, tombstone: Tombstone) -> None:
    """Add a tombstone of another database as it was."""
    kind, reason = tombstone.kind.value, tombstone.reason.value
    session.add(TombstoneRecord(**asdict(tombstone) | {"kind": kind, "reason": reason}))


def all_tombstones(session: Session) -> tuple[Tombstone, ...]:
    """Every tombstone, the oldest first."""
    order = (TombstoneRecord.gone_at, TombstoneRecord.id)
    return tuple(map(_tombstone, session.scalars(select(TombstoneRecord).order_by(*order))))


def own_tombstone(session: Session, holder: Holder, ids: Collection[str]) -> Tombstone | None:
    """The tombstone of one of these things that was the holder's own or sent to their fund.

    Whoever it never belonged to is not told that it was there.
    """
    wanted = select(TombstoneRecord).where(TombstoneRecord.subject_id.in_(sorted(ids)))
    found = map(_tombstone, session.scalars(wanted))
    return next((each for each in found if _was_theirs(holder, each)), None)


def _was_theirs(holder: Holder, tombstone: Tombstone) -> bool:
    held = holder.draft_ids | holder.case_ids | holder.review_ids
    if tombstone.owner_id is None:
        return tombstone.subject_id in held
    is_own = tombstone.owner_id == holder.owner_id
    return is_own or (bool(tombstone.programme) and tombstone.programme in holder.programmes)


def _tombstone(record: TombstoneRecord) -> Tombstone:
    return Tombstone(
        id=record.id,
        kind=Kind(record.kind),
        subject_id=record.subject_id,
        owner_id=record.owner_id,
        programme=record.programme,
        reason=Reason(record.reason),
        gone_at=record.gone_at,
        actor_id=record.actor_id,
    )
