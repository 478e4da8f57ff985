"""See who else is at a section of a draft just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from cases.actions.be_present import SEEN_FOR
from cases.database import Database
from cases.history import changed_in
from cases.holder import Holder
from cases.models import ChangeRecord, PresenceRecord
from cases.people.models import PersonRecord
from cases.prepared import Prepared
from cases.queries import definition_of, held_row_to_read
from cases.storage import section_of
from forms.path import Path

JUST_NOW = timedelta(minutes=5)
_MOST_SAVES = 200
_SAVES = Prepared(
    select(PersonRecord.id, PersonRecord.name, ChangeRecord.undo)
    .join(PersonRecord, PersonRecord.id == ChangeRecord.saved_by)
    .where(
        ChangeRecord.draft_id == bindparam("draft"),
        ChangeRecord.saved_at > bindparam("since"),
        ChangeRecord.saved_by != bindparam("me"),
    )
    .order_by(ChangeRecord.revision.desc())
    .limit(_MOST_SAVES)
)
_LOOKING = Prepared(
    select(PersonRecord.id, PersonRecord.name)
    .join(PresenceRecord, PresenceRecord.person_id == PersonRecord.id)
    .where(
        PresenceRecord.draft_id == bindparam("draft"),
        PresenceRecord.section == bindparam("section"),
        PresenceRecord.seen_at >= bindparam("since"),
    )
    .order_by(PersonRecord.name, PersonRecord.id)
)


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
    who = {"draft": draft_id, "me": holder.person_id}
    with database.looking() as asked:
        form = definition_of(held_row_to_read(asked, holder, draft_id))
        saves = _SAVES.rows(asked, {**who, "since": now - JUST_NOW})
        seen = {"draft": draft_id, "section": section, "since": now - SEEN_FOR}
        there = _LOOKING.rows(asked, seen)
    found = {
        person_id: name
        for person_id, name, undo in saves
        if any(section_of(form, Path.parse(path)) == section for path in changed_in(undo))
    }
    looking = (name for who, name in there if who not in {*found, holder.person_id})
    return Others(writing=tuple(found.values()), looking=tuple(looking))
