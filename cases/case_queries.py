"""What is asked of the database about cases; never one query for each draft or row."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from cases.access import WHOLE_CASE, Reach, reach_of_case
from cases.case import Case, CaseSummary
from cases.case_events import CaseEvent
from cases.documents import AGREEMENT, SKETCH
from cases.errors import CaseNotFound, NotAllowed
from cases.holder import Holder
from cases.life.states import CaseState
from cases.models import AnswerRecord, CaseEventRecord, CaseRecord, ChangeRecord, DraftRecord
from cases.people.models import OrganisationRecord, ShareRecord
from cases.queries import draft_with
from forms.registry import programme_of

_NAME = "omraadets_navn"
_KOMMUNE = "kommune"


def held_case_record(session: Session, holder: Holder, case_id: str) -> CaseRecord:
    """The row of a case that is the holder's own, kept for this transaction.

    Raises CaseNotFound, and NotAllowed for one that may be read alone.
    """
    wanted = select(CaseRecord).where(CaseRecord.id == case_id).with_for_update()
    record = session.scalar(wanted)
    reach = reach_of_case(session, holder, record) if record else Reach.NONE
    if record is None or reach is Reach.NONE:
        raise CaseNotFound
    if reach < Reach.OWN:
        raise NotAllowed
    return record


def held_case(session: Session, holder: Holder, case_id: str) -> Case:
    """A case the holder may read; raises CaseNotFound."""
    record = session.get(CaseRecord, case_id)
    if record is None or reach_of_case(session, holder, record) is Reach.NONE:
        raise CaseNotFound
    return case_of(session, record)


def linked_case(session: Session, link_hash: str) -> Case:
    """The case whose link has that hash; raises CaseNotFound, also where somebody owns it."""
    is_linked = CaseRecord.link_hash == link_hash
    record = session.scalar(select(CaseRecord).where(is_linked, CaseRecord.owner_id.is_(None)))
    if record is None:
        raise CaseNotFound
    return case_of(session, record)


def case_of(session: Session, record: CaseRecord) -> Case:
    """A row and its drafts as a case, by two queries whatever their number."""
    of_case = DraftRecord.case_id == record.id
    drafts = session.scalars(select(DraftRecord).where(of_case).order_by(DraftRecord.id)).all()
    wanted = select(AnswerRecord.draft_id, AnswerRecord.path, AnswerRecord.value)
    inside = select(DraftRecord.id).where(of_case)
    answers: dict[str, dict[str, str]] = {draft.id: {} for draft in drafts}
    for draft_id, path, value in session.execute(wanted.where(AnswerRecord.draft_id.in_(inside))):
        answers[draft_id][path] = value
    return Case(
        id=record.id,
        programme=programme_of(record.programme),
        owner_id=record.owner_id,
        state=CaseState(record.state),
        created_at=record.created_at,
        drafts=tuple(draft_with(draft, answers[draft.id]) for draft in drafts),
    )


def last_writer(session: Session, case_id: str) -> str | None:
    """The id of who saved in a case last; None for nobody, and for who has no account."""
    wanted = (
        select(ChangeRecord.saved_by)
        .join(DraftRecord, DraftRecord.id == ChangeRecord.draft_id)
        .where(DraftRecord.case_id == case_id)
        .order_by(ChangeRecord.saved_at.desc(), ChangeRecord.revision.desc())
        .limit(1)
    )
    return session.scalar(wanted)


def asked_for_approval(session: Session, case_ids: Iterable[str]) -> dict[str, CaseEventRecord]:
    """By case, the event by which its approval was asked for, unless it was opened again since."""
    kinds = (CaseEvent.APPROVAL_ASKED.value, CaseEvent.REOPENED.value)
    last = (
        select(func.max(CaseEventRecord.id))
        .where(CaseEventRecord.case_id.in_(case_ids), CaseEventRecord.kind.in_(kinds))
        .group_by(CaseEventRecord.case_id)
    )
    found = session.scalars(select(CaseEventRecord).where(CaseEventRecord.id.in_(last)))
    return {each.case_id: each for each in found if each.kind == CaseEvent.APPROVAL_ASKED.value}


def held_summaries(session: Session, holder: Holder) -> tuple[CaseSummary, ...]:
    """All cases the holder holds, the last changed first."""
    mine = or_(*_held(holder))
    saved = func.max(DraftRecord.updated_at)
    found = session.execute(
        select(CaseRecord, saved, OrganisationRecord.name)
        .outerjoin(DraftRecord, DraftRecord.case_id == CaseRecord.id)
        .outerjoin(OrganisationRecord, OrganisationRecord.id == CaseRecord.owner_id)
        .where(mine)
        .group_by(CaseRecord.id, OrganisationRecord.name)
    ).all()
    names = _names(session, [record.id for record, *_ in found])
    asked = asked_for_approval(session, [record.id for record, *_ in found])
    listed = (
        CaseSummary(
            id=record.id,
            programme=programme_of(record.programme),
            name=names.get(record.id, ""),
            updated_at=_changed_at(record, at),
            state=CaseState(record.state),
            shared_by="" if record.owner_id == holder.applicant_id else owner or "",
            is_to_be_approved=record.id in asked and record.state == CaseState.DRAFT.value,
        )
        for record, at, owner in found
    )
    return tuple(sorted(listed, key=lambda each: (each.updated_at, each.id), reverse=True))


def _changed_at(record: CaseRecord, saved_at: datetime | None) -> datetime:
    return saved_at or record.created_at


def _held(holder: Holder) -> Iterator[ColumnElement[bool]]:
    by_link = CaseRecord.id.in_(sorted(holder.case_ids))
    yield and_(by_link, CaseRecord.owner_id.is_(None))
    if holder.applicant_id is not None:
        yield CaseRecord.owner_id == holder.applicant_id
    if holder.person_id is not None:
        mine = (ShareRecord.person_id == holder.person_id, ShareRecord.draft_id == WHOLE_CASE)
        yield CaseRecord.id.in_(select(ShareRecord.case_id).where(*mine))


def _names(session: Session, case_ids: Iterable[str]) -> dict[str, str]:
    """By case, the name of the housing area as its agreement gives it, or of a sketch's kommune."""
    wanted = (
        select(DraftRecord.case_id, AnswerRecord.value)
        .join(AnswerRecord, AnswerRecord.draft_id == DraftRecord.id)
        .where(
            DraftRecord.case_id.in_(case_ids),
            or_(
                and_(DraftRecord.form_id == AGREEMENT, AnswerRecord.path == _NAME),
                and_(DraftRecord.form_id == SKETCH, AnswerRecord.path == _KOMMUNE),
            ),
        )
    )
    return {str(case_id): str(json.loads(value)) for case_id, value in session.execute(wanted)}
