"""See who else writes in a section of a draft just now."""

from datetime import datetime, timedelta

from sqlalchemy import select

from cases.database import Database
from cases.history import changed_in
from cases.holder import Holder
from cases.models import ChangeRecord
from cases.people.models import PersonRecord
from cases.queries import definition_of, held_row_to_read
from cases.storage import section_of
from forms.path import Path

JUST_NOW = timedelta(minutes=5)
_MOST_SAVES = 200


def others_writing(
    database: Database, holder: Holder, draft_id: str, section: str, *, now: datetime
) -> tuple[str, ...]:
    """The names of the others whose saves of the section are a few minutes old, the last first.

    A page saves while one types, so that its saves tell who is there and looking costs no write;
    who only reads is not seen, nor who has no account. Raises DraftNotFound.
    """
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
    return tuple(found.values())
