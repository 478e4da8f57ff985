"""What may be written in a case now: all of a draft, what a return opened, or nothing."""

from collections.abc import Iterable

from sqlalchemy import func, select

from cases.database import Asked
from cases.draft_row import DraftRow
from cases.errors import CaseLocked
from cases.life.models import PointRecord, SubmissionRecord
from cases.life.states import TERMS, CaseState, Deed
from cases.models import CaseRecord, DraftRecord
from cases.storage import section_of
from forms.grammar import FormDefinition
from forms.path import Path
from forms.registry import programme_of

ALL = ""
"""What a point says instead of a section where a document is open as a whole."""


def refuse_locked(
    session: Asked, record: DraftRecord | DraftRow, form: FormDefinition, changed: Iterable[str]
) -> None:
    """Raise CaseLocked when one of the changed paths may not be written now.

    The case's row is held against a submission until this save is through.
    """
    if record.case_id is None:
        return
    state = held_state(session, record.case_id)
    if state in TERMS[Deed.WRITE].states:
        return
    programme = session.scalars(
        select(CaseRecord.programme).where(CaseRecord.id == record.case_id)
    ).one()
    if is_report_of(programme, form.key) and is_going_on(state):
        return
    opened = opened_sections(session, record) if state in TERMS[Deed.MEND].states else frozenset()
    sections = {section_of(form, Path.parse(path)) for path in changed}
    if not (ALL in opened or sections <= opened):
        raise CaseLocked


def is_report_of(programme: str, form_key: str) -> bool:
    """Whether a form is a report that a case owes after it was sent in, and no part of it."""
    owed = programme_of(programme)
    return form_key in owed.reports and form_key not in owed.forms


def is_going_on(state: CaseState) -> bool:
    """Whether a case may owe reports: not one that was refused or withdrawn."""
    return state not in (CaseState.REFUSED, CaseState.WITHDRAWN)


def refuse_deleted(session: Asked, record: DraftRecord) -> None:
    """Raise CaseLocked for a document of a case that is approved or was sent."""
    state = CaseState.DRAFT if record.case_id is None else held_state(session, record.case_id)
    if state not in TERMS[Deed.DELETE].states:
        raise CaseLocked


def held_state(session: Asked, case_id: str) -> CaseState:
    """The state of a case, which nobody changes before this transaction is through."""
    wanted = select(CaseRecord.state).where(CaseRecord.id == case_id).with_for_update(read=True)
    return CaseState(session.scalars(wanted).one())


def opened_sections(session: Asked, record: DraftRecord | DraftRow) -> frozenset[str]:
    """The sections of a document that the last return opened; ALL for the whole."""
    return frozenset(
        section
        for form_id, area, section in opened_points(session, str(record.case_id))
        if (form_id, area) == (record.form_id, record.area)
    )


def opened_points(session: Asked, case_id: str) -> tuple[tuple[str, str, str], ...]:
    """Form, area and section of each point about what was sent last."""
    last = (
        select(func.max(SubmissionRecord.number))
        .where(SubmissionRecord.case_id == case_id)
        .scalar_subquery()
    )
    wanted = select(PointRecord.form_id, PointRecord.area, PointRecord.section).where(
        PointRecord.case_id == case_id, PointRecord.round == last
    )
    return tuple((form_id, area, section) for form_id, area, section in session.execute(wanted))
