"""What is asked of the database about drafts."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from cases.access import Reach, reach_of_draft
from cases.database import Looked
from cases.draft import Draft, DraftSummary
from cases.draft_row import DraftRow, row_to_read, row_to_write
from cases.errors import DraftNotFound, NotAllowed
from cases.history import undone
from cases.holder import Holder
from cases.memory import Memory
from cases.models import AnswerRecord, ChangeRecord, DraftRecord, table_of
from cases.people.models import ShareRecord
from cases.prepared import Prepared
from cases.storage import Stored, restored
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.registry import form_of

Row = TypeVar("Row", DraftRecord, DraftRow)

# Made once, since making a query costs more than SQLite takes to answer it.
_DRAFT_TO_WRITE = select(DraftRecord).where(DraftRecord.id == bindparam("draft")).with_for_update()
_ANSWER = table_of(AnswerRecord).c
_TYPED: Memory[Answers] = Memory(64)
_SAID: Memory[Answers] = Memory(64)
_MOST_KEPT_LETTERS = 200_000
_STORED = select(_ANSWER.path, _ANSWER.value).where(_ANSWER.draft_id == bindparam("draft"))
_ANSWERS = Prepared(_STORED)
_ANSWERS_OF_SECTION = Prepared(_STORED.where(_ANSWER.section == bindparam("section")))
_CHANGE = table_of(ChangeRecord).c
_UNDOS = Prepared(
    select(_CHANGE.undo)
    .where(_CHANGE.draft_id == bindparam("draft"), _CHANGE.revision > bindparam("since"))
    .order_by(_CHANGE.revision.desc())
)


def held_record(
    session: Session, holder: Holder, draft_id: str, needed: Reach = Reach.WRITE
) -> DraftRecord:
    """The row of a draft the holder may write in, kept for this transaction.

    Raises DraftNotFound, and NotAllowed for one that may be read alone.
    """
    record = session.scalar(_DRAFT_TO_WRITE, {"draft": draft_id})
    return _reached(session, holder, record, needed)


def held_row(asked: Looked, holder: Holder, draft_id: str) -> DraftRow:
    """As `held_record`, the row as it is: what is written to it is told to the database."""
    return _reached(asked, holder, row_to_write(asked, draft_id), Reach.WRITE)


def held_draft(asked: Looked, url: str, holder: Holder, draft_id: str) -> Draft:
    """A draft the holder may read, in one state of the database of that URL; raises DraftNotFound.

    In one state a draft at a revision says one thing, so that its answers are read once for it.
    """
    row = held_row_to_read(asked, holder, draft_id)
    if row.size > _MOST_KEPT_LETTERS:
        return draft_of(asked, row)
    at = url, row.id, row.revision, row.updated_at
    return _draft(row, _SAID.get(at, lambda: draft_of(asked, row).answers))


def held_row_to_read(asked: Looked, holder: Holder, draft_id: str) -> DraftRow:
    """The row of a draft the holder may read; raises DraftNotFound."""
    return _reached(asked, holder, row_to_read(asked, draft_id), Reach.READ)


def linked_draft(session: Session, link_hash: str) -> Draft:
    """The draft whose link has that hash; raises DraftNotFound, also where somebody owns it."""
    is_linked = DraftRecord.link_hash == link_hash
    record = session.scalar(select(DraftRecord).where(is_linked, DraftRecord.owner_id.is_(None)))
    if record is None:
        raise DraftNotFound
    return draft_of(session, record)


def held_records(session: Session, holder: Holder) -> Iterable[DraftRecord]:
    """The rows of all drafts the holder holds outside cases, the last changed first."""
    latest = (DraftRecord.updated_at.desc(), DraftRecord.id)
    mine = or_(*_linked(holder), *_owned(holder), *_shared(holder))
    return session.scalars(select(DraftRecord).where(mine).order_by(*latest))


def _reached(asked: Looked, holder: Holder, row: Row | None, needed: Reach) -> Row:
    """The row, where there is one that the holder reaches as far as is needed."""
    reach = Reach.NONE if row is None else reach_of_draft(asked, holder, row)
    if row is None or reach is Reach.NONE:
        raise DraftNotFound
    if reach < needed:
        raise NotAllowed
    return row


def _linked(holder: Holder) -> Iterator[ColumnElement[bool]]:
    """A draft by its link: in no case, or in one that somebody shared only this draft of."""
    alone = DraftRecord.case_id.not_in(sorted(holder.case_ids))
    yield and_(
        DraftRecord.id.in_(sorted(holder.draft_ids)),
        DraftRecord.owner_id.is_(None),
        or_(DraftRecord.case_id.is_(None), alone),
    )


def _owned(holder: Holder) -> Iterator[ColumnElement[bool]]:
    if holder.applicant_id is not None:
        yield and_(DraftRecord.owner_id == holder.applicant_id, DraftRecord.case_id.is_(None))


def _shared(holder: Holder) -> Iterator[ColumnElement[bool]]:
    if holder.person_id is not None:
        mine = ShareRecord.person_id == holder.person_id
        yield DraftRecord.id.in_(select(ShareRecord.draft_id).where(mine))


def definition_of(record: DraftRecord | DraftRow) -> FormDefinition:
    """The form of a draft in the version it was started in."""
    return form_of(f"{record.form_id}@{record.form_version}")


def draft_of(session: Looked, record: DraftRecord | DraftRow) -> Draft:
    """A row and its answers as a draft."""
    return draft_with(record, stored_answers(session, record.id))


def draft_with(record: DraftRecord | DraftRow, answers: Stored) -> Draft:
    """A row as a draft with these stored answers."""
    return _draft(record, _typed(definition_of(record), answers))


def _draft(record: DraftRecord | DraftRow, answers: Answers) -> Draft:
    return Draft(
        id=record.id,
        form=definition_of(record),
        programme=record.programme,
        revision=record.revision,
        created_at=record.created_at,
        updated_at=record.updated_at,
        answers=answers,
        case_id=record.case_id,
        area=record.area,
        owner_id=record.owner_id,
    )


def _typed(definition: FormDefinition, answers: Stored) -> Answers:
    """Stored answers as typed values, kept by all that is stored where that is not very much.

    By their revision where row and answers are read from one state of the database (`held_draft`);
    not every transaction that writes does so.
    """
    if sum(map(len, answers.values())) > _MOST_KEPT_LETTERS:
        return restored(definition, answers)
    key = (definition.key, frozenset(answers.items()))
    return _TYPED.get(key, lambda: restored(definition, answers))


def summary_of(record: DraftRecord | DraftRow) -> DraftSummary:
    """A row as a line in a list."""
    return DraftSummary(
        id=record.id,
        form=definition_of(record),
        programme=record.programme,
        revision=record.revision,
        created_at=record.created_at,
        updated_at=record.updated_at,
        area=record.area,
    )


def stored_answers(session: Looked, draft_id: str, section: str | None = None) -> dict[str, str]:
    """The answers of a draft, or of one section of it, as they stand."""
    if section is None:
        return dict(_ANSWERS.rows(session, {"draft": draft_id}))
    return dict(_ANSWERS_OF_SECTION.rows(session, {"draft": draft_id, "section": section}))


def answers_at(
    session: Looked, record: DraftRecord | DraftRow, revision: int
) -> dict[str, str] | None:
    """The stored answers at an earlier revision; None when the history does not reach it."""
    undos = _UNDOS.rows(session, {"draft": record.id, "since": revision})
    if len(undos) != record.revision - revision:
        return None
    answers = stored_answers(session, record.id)
    for (undo,) in undos:
        answers = undone(answers, undo)
    return answers
