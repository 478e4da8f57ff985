"""Show a draft as it stood before."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.draft import DraftSave, DraftVersion
from cases.errors import DraftNotFound
from cases.history import changed_in, undone
from cases.holder import Holder
from cases.merging import unit_of
from cases.models import ChangeRecord
from cases.people.models import PersonRecord
from cases.queries import answers_at, definition_of, held_row_to_read, stored_answers
from cases.storage import restored, section_at, stored
from documents.sheets.naming import fingerprint
from forms.answers import Answers
from forms.path import Path

_SAVES_LOOKED_AT = 5_000


def list_versions(
    database: Database,
    holder: Holder,
    draft_id: str,
    *,
    until: int | None = None,
    most: int | None = None,
) -> tuple[DraftSave, ...]:
    """The saves of a draft that can still be gone back to, the newest first.

    `until` is the newest revision wanted, `most` how many. Raises DraftNotFound. The oldest are
    forgotten when they take more than `saving.MOST_HISTORY_BYTES`.
    """
    with database.reading() as session:
        held_row_to_read(session, holder, draft_id)
        return tuple(save for save, _ in _saves(session, draft_id, until=until, most=most))


def draft_version(database: Database, holder: Holder, draft_id: str, revision: int) -> DraftVersion:
    """A draft as one of its saves left it; raises DraftNotFound also when it is kept no more."""
    with database.reading() as session:
        record = held_row_to_read(session, holder, draft_id)
        answers = answers_at(session, record, revision)
        found = next(_saves(session, draft_id, until=revision, most=1), None)
        if answers is None or found is None or found[0].revision != revision:
            raise DraftNotFound
        save, undo = found
        form = definition_of(record)
        return DraftVersion(
            save=save,
            before=restored(form, undone(answers, undo)),
            answers=restored(form, answers),
        )


def section_stood(
    database: Database, holder: Holder, draft_id: str, section: str, *, since: int, until: int
) -> bool:
    """Whether no save after one revision and up to another changed an answer of a section.

    False where that is not known any more; raises DraftNotFound.
    """
    count = until - since
    with database.reading() as session:
        form = definition_of(held_row_to_read(session, holder, draft_id))
        if not 0 <= count <= _SAVES_LOOKED_AT:
            return False
        saves = _saves(session, draft_id, until=until, most=count)
        changed = [changed_in(undo) for _, undo in saves]
    places = {section_at(form, path) for paths in changed for path in paths}
    return len(changed) == count and section not in places


def was_version(database: Database, holder: Holder, draft_id: str, answers: Answers) -> bool:
    """Whether a draft once said exactly this, as far back as its last saves tell.

    Raises DraftNotFound.
    """
    with database.reading() as session:
        record = held_row_to_read(session, holder, draft_id)
        wanted = stored(definition_of(record), answers)
        return any(kept == wanted for kept in _stood(session, draft_id))


def version_of(database: Database, holder: Holder, draft_id: str, told: str) -> Answers | None:
    """What a draft said when its answers had this fingerprint; None where its saves do not tell.

    Raises DraftNotFound.
    """
    with database.reading() as session:
        record = held_row_to_read(session, holder, draft_id)
        for kept in _stood(session, draft_id):
            if fingerprint(kept) == told:
                return restored(definition_of(record), kept)
    return None


def _stood(session: Session, draft_id: str) -> Iterator[dict[str, str]]:
    """The stored answers as they stand and before each of the last saves, the newest first."""
    kept = stored_answers(session, draft_id)
    yield kept
    undos = session.scalars(
        select(ChangeRecord.undo)
        .where(ChangeRecord.draft_id == draft_id)
        .order_by(ChangeRecord.revision.desc())
        .limit(_SAVES_LOOKED_AT)
    )
    for undo in undos:
        kept = undone(kept, undo)
        yield kept


def _saves(
    session: Session, draft_id: str, *, until: int | None, most: int | None
) -> Iterator[tuple[DraftSave, str]]:
    """Saves with their undo texts, the newest first."""
    wanted = (
        select(ChangeRecord, PersonRecord.name)
        .outerjoin(PersonRecord, PersonRecord.id == ChangeRecord.saved_by)
        .where(ChangeRecord.draft_id == draft_id)
        .order_by(ChangeRecord.revision.desc())
        .limit(most)
    )
    if until is not None:
        wanted = wanted.where(ChangeRecord.revision <= until)
    for change, name in session.execute(wanted):
        yield _save(change, name or ""), change.undo


def _save(change: ChangeRecord, name: str) -> DraftSave:
    units = (unit_of(Path.parse(path)) for path in changed_in(change.undo))
    return DraftSave(
        revision=change.revision,
        saved_at=change.saved_at,
        by=name,
        changed=tuple(dict.fromkeys(units)),
    )
