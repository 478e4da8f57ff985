"""A save: compared with what others saved since, merged or refused, and kept with its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, update

from cases.database import Looked
from cases.draft import Saved
from cases.draft_row import DraftRow
from cases.errors import DraftTooLarge, StaleDraft, StorageBusy
from cases.history import Changes, applied, difference, undo_text
from cases.life.locks import refuse_locked
from cases.merging import in_conflict, unit_of
from cases.models import AnswerRecord, ChangeRecord, DraftRecord, table_of
from cases.prepared import Prepared, Values
from cases.queries import answers_at, definition_of, stored_answers
from cases.storage import Stored, restored, section_at, stored
from forms.answers import Answers
from forms.exchange import json_of, normalised
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.path import Path

MOST_BYTES = 4_000_000
MOST_HISTORY_BYTES = 40_000_000

_DRAFTS, _ANSWERS, _CHANGES = map(table_of, (DraftRecord, AnswerRecord, ChangeRecord))
_ADVANCE = Prepared(
    update(_DRAFTS)
    .where(_DRAFTS.c.id == bindparam("draft"), _DRAFTS.c.revision == bindparam("read"))
    .values(
        revision=bindparam("next"),
        size=bindparam("bytes"),
        history_size=bindparam("history"),
        updated_at=bindparam("hour"),
    )
)
_AT: Mapping[str, ColumnElement[str]] = {
    name: bindparam(f"at_{name}") for name in ("draft_id", "section", "path")
}
_IS_AT = and_(*(_ANSWERS.c[name] == at for name, at in _AT.items()))
_NEW_ANSWER = Prepared(insert(_ANSWERS).values(**_AT, value=bindparam("text")))
_CHANGED_ANSWER = Prepared(update(_ANSWERS).where(_IS_AT).values(value=bindparam("text")))
_EMPTIED_ANSWER = Prepared(delete(_ANSWERS).where(_IS_AT))
_NEW_CHANGE = Prepared(insert(_CHANGES))
_OF_DRAFT = _CHANGES.c.draft_id == bindparam("draft")
_SIZES = Prepared(
    select(_CHANGES.c.revision, func.length(_CHANGES.c.undo))
    .where(_OF_DRAFT)
    .order_by(_CHANGES.c.revision.desc())
)
_FORGET = Prepared(delete(_CHANGES).where(_OF_DRAFT, _CHANGES.c.revision < bindparam("earliest")))
_THINNED = Prepared(
    update(_DRAFTS).where(_DRAFTS.c.id == bindparam("draft")).values(history_size=bindparam("kept"))
)

Drafted: TypeAlias = DraftRecord | DraftRow
Wanted = Callable[[Answers], Answers]
"""From the answers a save was based on to the answers it wants."""
Changed: TypeAlias = Mapping[Path, Value | None]
"""Some answers as they are wanted; None for one that is emptied."""

_NOTHING: Changed = {}


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
    session: Looked,
    record: Drafted,
    wanted: Answers | Wanted,
    *,
    section: str | None,
    based_on: int,
    now: datetime,
    by: str | None,
    unanswered: Changed = _NOTHING,
) -> Saved:
    """Keep the answers wanted of a section, or of the whole draft when it is None.

    What the same page sent before and never had an answer to is `unanswered`: where it stands, it
    is no change of others.

    Raises StaleDraft when an answer was changed both here and by a save since `based_on`, and
    DraftTooLarge; then nothing is kept. A save that changes nothing makes no revision.
    """
    meeting = _meet(session, record, wanted, section, based_on, unanswered)
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
    session: Looked,
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
    definition = definition_of(record)
    refuse_locked(session, record, definition, changes)
    undo = undo_text(before, changes)
    growth = 0
    for path, text in changes.items():
        growth += len(text or "") - len(before.get(path, ""))
    if growth > 0 and record.size + growth > MOST_BYTES:
        raise DraftTooLarge(MOST_BYTES)
    revision = record.revision + 1
    _advance(session, record, growth, len(undo), now)
    _write_answers(session, definition, record.id, before, changes)
    change = {"draft_id": record.id, "revision": revision, "undo": undo}
    _NEW_CHANGE.count(session, {**change, "saved_at": now, "saved_by": by})
    if record.history_size + len(undo) > MOST_HISTORY_BYTES:
        _thin_history(session, record.id)
    return revision


def _meet(
    session: Looked,
    record: Drafted,
    wanted: Answers | Wanted,
    section: str | None,
    based_on: int,
    unanswered: Changed,
) -> _Meeting:
    definition = definition_of(record)
    current = stored_answers(session, record.id, section)
    is_fresh = based_on == record.revision
    base = current if is_fresh else _answers_based_on(session, record, section, based_on)
    if base is not None and unanswered:
        base = _where_it_stands(definition, unanswered, base, current)
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


def _where_it_stands(
    definition: FormDefinition, unanswered: Changed, base: Stored, current: Stored
) -> dict[str, str]:
    """The base with what the same page sent since, as far as that was kept and still stands."""
    texts = texts_of(definition, unanswered)
    return applied(base, {path: text for path, text in texts.items() if current.get(path) == text})


def texts_of(definition: FormDefinition, changed: Changed) -> Changes:
    """Some answers as they are stored; None for one that is emptied."""
    return {
        str(path): None if value is None else json_of(definition, path, value)
        for path, value in changed.items()
    }


def _answers_based_on(
    session: Looked, record: Drafted, section: str | None, based_on: int
) -> dict[str, str] | None:
    """The answers at an earlier revision; None when the history does not reach it."""
    answers = answers_at(session, record, based_on)
    if answers is None:
        return None
    definition = definition_of(record)
    return {
        path: text
        for path, text in answers.items()
        if section is None or section_at(definition, path) == section
    }


def _joined(record: Drafted, meeting: _Meeting) -> tuple[Answers, dict[str, str]]:
    """What both come to, as answers and as they are stored."""
    if not meeting.theirs:
        return meeting.answers, meeting.wanted
    definition = definition_of(record)
    joined = restored(definition, applied(meeting.current, meeting.mine))
    joined = normalised(definition, joined)
    return joined, stored(definition, joined)


def _merged(meeting: _Meeting, texts: Stored) -> tuple[Path, ...]:
    """What is kept otherwise than this save says: by others, or moved where the two were joined.

    A save that came twice agrees with what stands.
    """
    others = difference(meeting.wanted, texts)
    return tuple(dict.fromkeys(unit_of(Path.parse(path)) for path in others))


def _stale(record: Drafted, meeting: _Meeting, conflicts: tuple[Path, ...]) -> StaleDraft:
    definition = definition_of(record)
    return StaleDraft(
        yours=restored(definition, meeting.wanted),
        theirs=restored(definition, meeting.current),
        paths=conflicts,
        revision=record.revision,
    )


def _advance(session: Looked, record: Drafted, growth: int, undo: int, now: datetime) -> None:
    """Take the next revision if it is still free: the row lock says so, and this makes sure."""
    values = {
        "draft": record.id,
        "read": record.revision,
        "next": record.revision + 1,
        "bytes": record.size + growth,
        "history": record.history_size + undo,
        "hour": now,
    }
    if not _ADVANCE.count(session, values):
        raise StorageBusy


def _write_answers(
    session: Looked,
    definition: FormDefinition,
    draft_id: str,
    before: dict[str, str],
    changes: Changes,
) -> None:
    new: list[Values] = []
    changed: list[Values] = []
    emptied: list[Values] = []
    for path, text in changes.items():
        at = {"at_draft_id": draft_id, "at_section": section_at(definition, path), "at_path": path}
        if text is None:
            emptied.append(at)
        else:
            (changed if path in before else new).append({**at, "text": text})
    for statement, values in (
        (_NEW_ANSWER, new),
        (_CHANGED_ANSWER, changed),
        (_EMPTIED_ANSWER, emptied),
    ):
        if values:
            statement.each(session, values)


def _thin_history(session: Looked, draft_id: str) -> None:
    """Forget the oldest changes, until the history is half of what it may be."""
    kept, earliest = 0, 0
    for revision, size in _SIZES.rows(session, {"draft": draft_id}):
        if kept + size > MOST_HISTORY_BYTES // 2:
            break
        kept, earliest = kept + size, revision
    _FORGET.rows(session, {"draft": draft_id, "earliest": earliest})
    _THINNED.rows(session, {"draft": draft_id, "kept": kept})
