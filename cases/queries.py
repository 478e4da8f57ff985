"""What is asked of the database about drafts."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from cases.draft import Draft, DraftSummary
from cases.errors import DraftNotFound
from cases.holder import Holder
from cases.models import AnswerRecord, ChangeRecord, DraftRecord
from cases.storage import Stored, restored
from forms.grammar import FormDefinition
from forms.registry import form_of


def held_record(session: Session, holder: Holder, draft_id: str) -> DraftRecord:
    """The row of a draft the holder holds, kept for this transaction; raises DraftNotFound."""
    wanted = select(DraftRecord).where(DraftRecord.id == draft_id).with_for_update()
    record = session.scalar(wanted)
    if record is None or not holder.holds(record.id, record.case_id, record.owner_id):
        raise DraftNotFound
    return record


def held_draft(session: Session, holder: Holder, draft_id: str) -> Draft:
    """A draft the holder holds; raises DraftNotFound."""
    record = session.get(DraftRecord, draft_id)
    if record is None or not holder.holds(record.id, record.case_id, record.owner_id):
        raise DraftNotFound
    return draft_of(session, record)


def linked_draft(session: Session, link_hash: str) -> Draft:
    """The draft whose link has that hash; raises DraftNotFound."""
    record = session.scalar(select(DraftRecord).where(DraftRecord.link_hash == link_hash))
    if record is None:
        raise DraftNotFound
    return draft_of(session, record)


def held_records(session: Session, holder: Holder) -> Iterable[DraftRecord]:
    """The rows of all drafts the holder holds outside cases, the last changed first."""
    mine: ColumnElement[bool] = DraftRecord.id.in_(sorted(holder.draft_ids))
    if holder.owner_id is not None:
        mine = or_(mine, DraftRecord.owner_id == holder.owner_id)
    latest = (DraftRecord.updated_at.desc(), DraftRecord.id)
    return session.scalars(select(DraftRecord).where(mine, _stands_alone(holder)).order_by(*latest))


def _stands_alone(holder: Holder) -> ColumnElement[bool]:
    """A draft that is in no case, or in one that somebody shared only this draft of."""
    is_loose = DraftRecord.case_id.is_(None)
    if holder.owner_id is not None:
        return is_loose
    return or_(is_loose, DraftRecord.case_id.not_in(sorted(holder.case_ids)))


def definition_of(record: DraftRecord) -> FormDefinition:
    """The form of a draft in the version it was started in."""
    return form_of(f"{record.form_id}@{record.form_version}")


def draft_of(session: Session, record: DraftRecord) -> Draft:
    """A row and its answers as a draft."""
    return draft_with(record, stored_answers(session, record.id))


def draft_with(record: DraftRecord, answers: Stored) -> Draft:
    """A row as a draft with these stored answers."""
    definition = definition_of(record)
    return Draft(
        id=record.id,
        form=definition,
        programme=record.programme,
        revision=record.revision,
        created_at=record.created_at,
        updated_at=record.updated_at,
        answers=restored(definition, answers),
        case_id=record.case_id,
        area=record.area,
    )


def summary_of(record: DraftRecord) -> DraftSummary:
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


def stored_answers(session: Session, draft_id: str, section: str | None = None) -> dict[str, str]:
    """The answers of a draft, or of one section of it, as they stand."""
    wanted = select(AnswerRecord.path, AnswerRecord.value).where(AnswerRecord.draft_id == draft_id)
    if section is not None:
        wanted = wanted.where(AnswerRecord.section == section)
    return {row.path: row.value for row in session.execute(wanted)}


def undos_after(session: Session, draft_id: str, revision: int) -> list[tuple[int, str, datetime]]:
    """Revision, undo text and hour of every save after a revision, the newest first."""
    wanted = (
        select(ChangeRecord.revision, ChangeRecord.undo, ChangeRecord.saved_at)
        .where(ChangeRecord.draft_id == draft_id, ChangeRecord.revision > revision)
        .order_by(ChangeRecord.revision.desc())
    )
    return [(number, undo, at) for number, undo, at in session.execute(wanted)]
