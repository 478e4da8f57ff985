"""Save one section of a draft."""

from datetime import datetime

from cases.database import Database
from cases.draft import Saved
from cases.holder import Holder
from cases.queries import definition_of, held_row
from cases.saving import save
from cases.storage import section_of
from forms.answers import Answers


def save_section(
    database: Database,
    holder: Holder,
    draft_id: str,
    section: str,
    answers: Answers,
    *,
    based_on: int,
    now: datetime,
) -> Saved:
    """Make the answers of the section of that id these, and leave those of the others alone.

    An answer of the section that is absent is emptied. What another saved since the revision
    `based_on` is kept beside it when it is in other fields and rows; raises StaleDraft when it
    is in the same, DraftNotFound and DraftTooLarge.
    """
    with database.saving() as session:
        record = held_row(session, holder, draft_id)
        definition = definition_of(record)
        own = Answers(
            (path, value)
            for path, value in answers.items()
            if section_of(definition, path) == section
        )
        return save(
            session,
            record,
            own,
            section=section,
            based_on=based_on,
            now=now,
            by=holder.person_id,
        )
