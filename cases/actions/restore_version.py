"""Bring answers of a draft back as they stood after an earlier save."""

from collections.abc import Collection
from datetime import datetime

from cases.actions.take_over import replaced_at
from cases.database import Database
from cases.draft import Saved
from cases.errors import DraftNotFound
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.queries import answers_at, definition_of, held_record
from cases.saving import save
from cases.storage import restored
from forms.path import Path


def restore_version(
    database: Database,
    holder: Holder,
    draft_id: str,
    revision: int,
    chosen: Collection[Path],
    *,
    based_on: int,
    now: datetime,
) -> Saved:
    """Save the answers of an earlier revision anew at the chosen fields and rows.

    What is replaced stands in the history as after any save. Raises StaleDraft where somebody
    changed the same since `based_on`, CaseLocked, and DraftNotFound also for a revision that is
    kept no more.
    """
    with database.writing() as session:
        record = held_record(session, holder, draft_id)
        kept = answers_at(session, record, revision)
        if kept is None:
            raise DraftNotFound
        then = restored(definition_of(record), kept)
        saved = save(
            session,
            record,
            lambda answers: replaced_at(answers, then, chosen),
            section=None,
            based_on=based_on,
            now=now,
            by=holder.person_id,
        )
        if saved.has_changed:
            note(session, DraftEvent.RESTORED, record, holder, now)
        return saved
