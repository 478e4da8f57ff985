"""Save one row of a section whose rows are pages of their own."""

from datetime import datetime

from cases.database import Database
from cases.draft import Saved
from cases.holder import Holder
from cases.queries import definition_of, held_row
from cases.saving import save
from cases.storage import section_of
from forms.answers import Answers
from forms.path import Path


def save_row(
    database: Database,
    holder: Holder,
    draft_id: str,
    row: Path,
    answers: Answers,
    *,
    based_on: int,
    now: datetime,
) -> Saved:
    """Make the answers of the row at a path these, and leave all others alone.

    Answers outside the row are passed over; a row without any is taken away, and those after it
    move up. Raises StaleDraft, DraftNotFound, DraftTooLarge and CaseLocked, as for a section.
    """
    own = answers.below(row)

    def wanted(base: Answers) -> Answers:
        return base.replaced({**dict.fromkeys(base.below(row)), **dict(own.items())})

    with database.saving() as session:
        record = held_row(session, holder, draft_id)
        section = section_of(definition_of(record), row)
        return save(
            session,
            record,
            wanted,
            section=section,
            based_on=based_on,
            now=now,
            by=holder.person_id,
        )
