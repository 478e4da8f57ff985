"""Show a draft as it stood before."""

from cases.database import Database
from cases.draft import DraftSave, DraftVersion
from cases.errors import DraftNotFound
from cases.history import undone
from cases.holder import Holder
from cases.queries import held_draft, stored_answers, undos_after
from cases.storage import restored


def list_versions(database: Database, holder: Holder, draft_id: str) -> tuple[DraftSave, ...]:
    """Every save of a draft that can still be gone back to, the newest first.

    Raises DraftNotFound. The oldest are forgotten when they take more than
    `saving.MOST_HISTORY_BYTES`.
    """
    with database.reading() as session:
        held_draft(session, holder, draft_id)
        undos = undos_after(session, draft_id, 0)
        return tuple(DraftSave(revision=number, saved_at=at) for number, _, at in undos)


def draft_version(database: Database, holder: Holder, draft_id: str, revision: int) -> DraftVersion:
    """A draft as one of its saves left it; raises DraftNotFound also when it is kept no more."""
    with database.reading() as session:
        draft = held_draft(session, holder, draft_id)
        answers = stored_answers(session, draft_id)
        for number, undo, saved_at in undos_after(session, draft_id, revision - 1):
            if number == revision:
                kept = restored(draft.form, answers)
                return DraftVersion(revision=revision, saved_at=saved_at, answers=kept)
            answers = undone(answers, undo)
    raise DraftNotFound
