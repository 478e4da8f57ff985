"""See who else is at a section of a draft just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.actions.be_present import SEEN_FOR
from cases.database import Database
from cases.history import changed_in
from cases.holder import Holder
from cases.models import ChangeRecord, PresenceRecord
from cases.people.models import PersonRecord
from cases.queries import definition_of, held_row_to_read
from cases.storage import section_of
from forms.path import Path

JUST_NOW = timedelta(minutes=5)
_MOST_SAVES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The names of the others at a section: who saved in it of late, and who has it open alone.

    Who has no account is not seen, nor who only reads without JavaScript.
    """

    writing: tuple[str, ...]
    looking: tuple[str, ...]


def others_at(
    database: Database, holder: Holder, draft_id: str, section: str, *, now: datetime
) -> Others:
    """Who else is at a section, those who saved last first; raises DraftNotFound."""
    with database.reading() as session:
        form = definition_of(held_row_to_read(session, holder, draft_id))
        wanted = (
            select(PersonRecord.id, PersonRecord.name, ChangeRecord.undo)
            .join(PersonRecord, PersonRecord.id == ChangeRecord.saved_by)
            .where(ChangeRecord.draft_id == draft_id, ChangeRecord.saved_at > now - JUST_NOW)
            .where(ChangeRecord.saved_by != holder.person_id)
            .order_by(ChangeRecord.revision.desc())
            .limit(_MOST_SAVES)
        )
        found = {
            person_id: name
            for person_id, name, undo in session.execute(wanted)
            if any(section_of(form, Path.parse(path)) == section for path in changed_in(undo))
        }
        there = _looking(session, draft_id, section, now)
    looking = (name for who, name in there if who not in {*found, holder.person_id})
    return Others(writing=tuple(found.values()), looking=tuple(looking))


def _looking(session: Session, draft_id: str, section: str, now: datetime) -> list[tuple[str, str]]:
    """The ids and names of all who have the page open."""
    wanted = (
        select(PersonRecord.id, PersonRecord.name)
        .join(PresenceRecord, PresenceRecord.person_id == PersonRecord.id)
        .where(PresenceRecord.draft_id == draft_id, PresenceRecord.section == section)
        .where(PresenceRecord.seen_at >= now - SEEN_FOR)
        .order_by(PersonRecord.name, PersonRecord.id)
    )
    return [(who, name) for who, name in session.execute(wanted)]
