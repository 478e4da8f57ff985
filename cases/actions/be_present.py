"""Tell that one has a page of a draft open, so that who only reads is seen too."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError

from cases.database import Database
from cases.holder import Holder
from cases.models import PresenceRecord
from cases.queries import held_row_to_read

SEEN_FOR = timedelta(seconds=75)
"""How long a page counts as open after it last told so; it does three times in that time."""


def be_present(
    database: Database, holder: Holder, draft_id: str, section: str, *, now: datetime
) -> None:
    """Note that a person has the page of a section open; nothing for who has no account.

    What is older is forgotten: nobody can be asked later what they looked at. Raises
    DraftNotFound.
    """
    if holder.person_id is None:
        return
    here = {"draft_id": draft_id, "person_id": holder.person_id, "section": section}
    with database.writing() as session:
        held_row_to_read(session, holder, draft_id)
        session.execute(delete(PresenceRecord).where(_has_left(now)))
        mine = update(PresenceRecord).filter_by(**here).values(seen_at=now)
        if session.execute(mine.returning(PresenceRecord.draft_id)).first() is None:
            # Another tab of the same person may have been quicker.
            with suppress(IntegrityError), session.begin_nested():
                session.add(PresenceRecord(**here, seen_at=now))


def forget_who_left(database: Database, *, now: datetime) -> None:
    """Forget who had what open and left; no writer is kept waiting where there is nobody."""
    with database.reading() as session:
        if session.scalar(select(PresenceRecord.draft_id).where(_has_left(now)).limit(1)) is None:
            return
    with database.writing() as session:
        session.execute(delete(PresenceRecord).where(_has_left(now)))


def _has_left(now: datetime) -> ColumnElement[bool]:
    return PresenceRecord.seen_at < now - SEEN_FOR
