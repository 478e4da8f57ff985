"""A save of some answers of a section: read and compared is only what they may touch."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select

from cases.database import Looked
from cases.draft import Saved
from cases.history import Changes
from cases.models import AnswerRecord, table_of
from cases.prepared import Prepared
from cases.queries import definition_of
from cases.saving import Changed, Drafted, keep, save, texts_of
from cases.storage import Stored
from forms.grammar import FormDefinition
from forms.mirrors import is_mirrored

_MOST_ALONE = 8
_ANSWER = table_of(AnswerRecord).c
_ONE_ANSWER = Prepared(
    select(_ANSWER.path, _ANSWER.value).where(
        _ANSWER.draft_id == bindparam("draft"),
        _ANSWER.section == bindparam("section"),
        _ANSWER.path == bindparam("path"),
    )
)


def save_changed(
    session: Looked,
    record: Drafted,
    changed: Changed,
    *,
    section: str,
    unanswered: Changed,
    summed: frozenset[str],
    based_on: int,
    now: datetime,
    by: str | None,
) -> Saved:
    """As `save`, for a section of which all other answers stay as they are.

    What came of it tells all answers of the section where one of those changed stands at an
    address of `summed`, or where they had to be read anyhow.
    """
    if based_on == record.revision and _stand_alone(changed, summed):
        definition = definition_of(record)
        texts = texts_of(definition, changed)
        before = _before(session, record, section, texts)
        if _keep_their_places(definition, changed, before):
            return _replace(session, record, texts, before, now, by)
    return save(
        session,
        record,
        lambda base: base.replaced(changed),
        section=section,
        based_on=based_on,
        now=now,
        by=by,
        unanswered=unanswered,
    )


def _stand_alone(changed: Changed, summed: frozenset[str]) -> bool:
    """Whether they are few, and nothing is reckoned from them."""
    return len(changed) <= _MOST_ALONE and summed.isdisjoint([path.address for path in changed])


def _before(session: Looked, record: Drafted, section: str, paths: Iterable[str]) -> dict[str, str]:
    before: dict[str, str] = {}
    for path in paths:
        at = {"draft": record.id, "section": section, "path": path}
        before.update(_ONE_ANSWER.rows(session, at))
    return before


def _keep_their_places(definition: FormDefinition, changed: Changed, before: Stored) -> bool:
    """Whether no row can come, go or move, and no list begin or cease to repeat other rows."""
    for path, value in changed.items():
        if path.has_rows and (
            value is None or str(path) not in before or is_mirrored(definition, path)
        ):
            return False
    return True


def _replace(
    session: Looked,
    record: Drafted,
    texts: Changes,
    before: dict[str, str],
    now: datetime,
    by: str | None,
) -> Saved:
    differing = {path: text for path, text in texts.items() if before.get(path) != text}
    if not differing:
        at = record.updated_at
        return Saved(revision=record.revision, saved_at=at, has_changed=False)
    revision = keep(session, record, before, differing, now, by)
    return Saved(revision=revision, saved_at=now, has_changed=True)
