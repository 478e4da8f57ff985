"""A save: compared with what others saved since, merged or refused, and kept with its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import bindparam, delete, func, insert, select, update

from cases.database import Asked
from cases.draft import Saved
from cases.draft_row import DraftRow
from cases.errors import DraftTooLarge, StaleDraft, StorageBusy
from cases.history import Changes, applied, difference, undo_text
from cases.life.locks import refuse_locked
from cases.merging import in_conflict, unit_of
from cases.models import AnswerRecord, ChangeRecord, DraftRecord, table_of
from cases.prepared import Prepared
from cases.queries import answers_at, definition_of, stored_answers
from cases.storage import restored, section_of, stored
from forms.answers import Answers
from forms.exchange import normalised
from forms.path import Path

MOST_BYTES = 4_000_000
MOST_HISTORY_BYTES = 40_000_000

_DRAFTS, _ANSWERS = table_of(DraftRecord), table_of(AnswerRecord)
_ADVANCE = Prepared(
    update(_DRAFTS)
    .where(_DRAFTS.c.id == bindparam("draft"), _DRAFTS.c.revision == bindparam("read"))
    .values(
        revision=bindparam("next"),
        size=bindparam("bytes"),
        history_size=bindparam("history"),
        updated_at=bindparam("hour"),
    )
    .returning(_DRAFTS.c.id)
)
_NEW_ANSWER = Prepared(insert(_ANSWERS))
_CHANGED_ANSWER = Prepared(
    update(_ANSWERS)
    .where(
        _ANSWERS.c.draft_id == bindparam("to_draft_id"),
        _ANSWERS.c.section == bindparam("to_section"),
        _ANSWERS.c.path == bindparam("to_path"),
    )
    .values(value=bindparam("to_value"))
)
_NEW_CHANGE = Prepared(insert(table_of(ChangeRecord)))

Drafted: TypeAlias = DraftRecord | DraftRow
Wanted = Callable[[Answers], Answers]
"""From the answers a save was based on to the answers it wants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """A save and what is kept now, both seen from the revision the save was based on."""

    current: dict[str, str]
    answers: Answers
    wanted: dict[str, str]
    mine: Changes
    theirs: Changes
    has_moved: bool = False


def save(
    session: Asked,
    record: Drafted,
    wanted: Answers | Wanted,
    *,
    section: str | None,
    based_on: int,
    now: datetime,
    by: str | None,
) -> Saved:
    """Keep the answers wanted of a section, or of the whole draft when it is None.

    Raises StaleDraft when an answer was changed both here and by a save since `based_on`, and
    DraftTooLarge; then nothing is kept. A save that changes nothing makes no revision.
    """
    meeting = _meet(session, record, wanted, section, based_on)
    conflicts = in_conflict(meeting.mine, meeting.theirs)
    if conflicts:
        raise _stale(record, meeting, conflicts)
    answers, texts = _joined(record, meeting)
    changes = difference(meeting.current, texts)
    revision, hour = record.revision, record.updated_at
    if changes:
        revision, hour = keep(session, record, meeting.current, changes, now, by), now
    return Saved(
        revision=revision,
        saved_at=hour,
        has_changed=bool(changes),
        merged=_merged(meeting, texts),
        has_moved=meeting.has_moved,
        answers=answers,
    )


def keep(
    session: Asked,
    record: Drafted,
    before: dict[str, str],
    changes: Changes,
    now: datetime,
    by: str | None,
) -> int:
    """Write changes to the answers that stand, and what they replace and by whom to the history.

    Returns the revision this made; raises CaseLocked and DraftTooLarge. The row in hand is not
    renewed, to spare a query.
    """
    refuse_locked(session, record, definition_of(record), changes)
    undo = undo_text(before, changes)
    growth = sum(len(text or "") - len(before.get(path, "")) for path, text in changes.items())
    if growth > 0 and record.size + growth > MOST_BYTES:
        raise DraftTooLarge(MOST_BYTES)
    revision = record.revision + 1
    _advance(session, record, growth, len(undo), now)
    _write_answers(session, record, before, changes)
    change = {"draft_id": record.id, "revision": revision, "undo": undo}
    _NEW_CHANGE.rows(session, {**change, "saved_at": now, "saved_by": by})
    if record.history_size + len(undo) > MOST_HISTORY_BYTES:
        _thin_history(session, record.id)
    return revision


def _meet(
    session: Asked, record: Drafted, wanted: Answers | Wanted, section: str | None, based_on: int
) -> _Meeting:
    definition = definition_of(record)
    current = stored_answers(session, record.id, section)
    is_fresh = based_on == record.revision
    base = current if is_fresh else _answers_based_on(session, record, section, based_on)
    if not isinstance(wanted, Answers):
        wanted = wanted(restored(definition, current if base is None else base))
    told, wanted = wanted, normalised(definition, wanted)
    texts = stored(definition, wanted)
    if base is None:
        # Without its base a save cannot say what it changed: all that differs is in conflict.
        differing = difference(current, texts)
        reverse = {path: current.get(path) for path in differing}
        return _Meeting(
            current=current, answers=wanted, wanted=texts, mine=differing, theirs=reverse
        )
    return _Meeting(
        current=current,
        answers=wanted,
        wanted=texts,
        mine=difference(base, texts),
        theirs=difference(base, current),
        has_moved=wanted is not told and any(path not in wanted for path in told),
    )


def _answers_based_on(
    session: Asked, record: Drafted, section: str | None, based_on: int
) -> dict[str, str] | None:
    """The answers at an earlier revision; None when the history does not reach it."""
    answers = answers_at(session, record, based_on)
    if answers is None:
        return None
    definition = definition_of(record)
    return {
        path: text
        for path, text in answers.items()
        if section is None or section_of(definition, Path.parse(path)) == section
    }


def _joined(record: Drafted, meeting: _Meeting) -> tuple[Answers, dict[str, str]]:
    """What both come to, as answers and as they are stored."""
    if not meeting.theirs:
        return meeting.answers, meeting.wanted
    definition = definition_of(record)
    joined = restored(definition, applied(meeting.current, meeting.mine))
    joined = normalised(definition, joined)
    return joined, stored(definition, joined)


def _merged(meeting: _Meeting, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """What others changed to something else than this save says: a save that came twice agrees."""
    others = (path for path in meeting.theirs if texts.get(path) != meeting.wanted.get(path))
    return tuple(dict.fromkeys(unit_of(Path.parse(path)) for path in others))


def _stale(record: Drafted, meeting: _Meeting, conflicts: tuple[Path, ...]) -> StaleDraft:
    definition = definition_of(record)
    return StaleDraft(
        yours=restored(definition, meeting.wanted),
        theirs=restored(definition, meeting.current),
        paths=conflicts,
        revision=record.revision,
    )


def _advance(session: Asked, record: Drafted, growth: int, undo: int, now: datetime) -> None:
    """Take the next revision if it is still free: the row lock says so, and this makes sure."""
    values = {
        "draft": record.id,
        "read": record.revision,
        "next": record.revision + 1,
        "bytes": record.size + growth,
        "history": record.history_size + undo,
        "hour": now,
    }
    if not _ADVANCE.rows(session, values):
        raise StorageBusy


def _write_answers(
    session: Asked, record: Drafted, before: dict[str, str], changes: Changes
) -> None:
    definition = definition_of(record)
    rows = [
        {
            "draft_id": record.id,
            "section": section_of(definition, Path.parse(path)),
            "path": path,
            "value": text,
        }
        for path, text in changes.items()
        if text is not None
    ]
    new = [row for row in rows if row["path"] not in before]
    changed = [
        {f"to_{name}": value for name, value in row.items()}
        for row in rows
        if row["path"] in before
    ]
    _NEW_ANSWER.each(session, new)
    _CHANGED_ANSWER.each(session, changed)
    gone = [path for path, text in changes.items() if text is None]
    if gone:
        session.execute(
            delete(AnswerRecord).where(
                AnswerRecord.draft_id == record.id, AnswerRecord.path.in_(gone)
            )
        )


def _thin_history(session: Asked, draft_id: str) -> None:
    """Forget the oldest changes, until the history is half of what it may be."""
    of_draft = ChangeRecord.draft_id == draft_id
    sizes = select(ChangeRecord.revision, func.length(ChangeRecord.undo)).where(of_draft)
    kept, earliest = 0, 0
    for revision, size in session.execute(sizes.order_by(ChangeRecord.revision.desc())).all():
        if kept + size > MOST_HISTORY_BYTES // 2:
            break
        kept, earliest = kept + size, revision
    session.execute(delete(ChangeRecord).where(of_draft, ChangeRecord.revision < earliest))
    row = update(DraftRecord).where(DraftRecord.id == draft_id).values(history_size=kept)
    session.execute(row.execution_options(synchronize_session=False))
