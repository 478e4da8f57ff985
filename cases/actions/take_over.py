"""Take answers read from a file over into a draft."""

from collections.abc import Collection
from datetime import datetime

from cases.database import Database
from cases.draft import Saved
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.queries import held_record
from cases.saving import save
from forms.answers import Answers
from forms.path import Path


def take_over(
    database: Database,
    holder: Holder,
    draft_id: str,
    read: Answers,
    chosen: Collection[Path],
    *,
    based_on: int,
    now: datetime,
) -> Saved:
    """Put the answers read in place of the draft's, at the chosen paths alone.

    A chosen path is a field, a row or a group, and stands for all that is under it: what the
    file leaves empty there is emptied. Raises StaleDraft, DraftNotFound and DraftTooLarge.
    """
    with database.writing() as session:
        record = held_record(session, holder, draft_id)
        saved = save(
            session,
            record,
            lambda answers: replaced_at(answers, read, chosen),
            section=None,
            based_on=based_on,
            now=now,
            by=holder.person_id,
        )
        if saved.has_changed:
            note(session, DraftEvent.TAKEN_OVER, record, holder, now)
        return saved


def replaced_at(answers: Answers, read: Answers, chosen: Collection[Path]) -> Answers:
    """The answers, with those at and under the chosen paths taken from what was read."""
    kept = ((path, value) for path, value in answers.items() if not _is_under(path, chosen))
    taken = ((path, value) for path, value in read.items() if _is_under(path, chosen))
    return Answers((*kept, *taken))


def _is_under(path: Path, chosen: Collection[Path]) -> bool:
    names = frozenset(chosen)
    return any(Path(path.parts[:size]) in names for size in range(1, len(path.parts) + 1))
