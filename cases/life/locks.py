"""What may be written in a case now: all of a draft, what a return opened, or nothing."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

from cases.database import Looked
from cases.draft_row import DraftRow
from cases.errors import CaseLocked
from cases.life.models import PointRecord, SubmissionRecord
from cases.life.states import TERMS, CaseState, Deed
from cases.models import CaseRecord, DraftRecord, table_of
from cases.prepared import Prepared
from cases.storage import section_at
from forms.grammar import FormDefinition
from forms.registry import programme_of

ALL = ""
"""What a point says instead of a section where a document is open as a whole."""

_CASE, _POINT, _SENT = map(table_of, (CaseRecord, PointRecord, SubmissionRecord))
_STATE = Prepared(
    select(_CASE.c.state, _CASE.c.programme)
    .where(_CASE.c.id == bindparam("case"))
    .with_for_update(read=True)
)
_LAST = select(func.max(_SENT.c.number)).where(_SENT.c.case_id == bindparam("case"))
_POINTS = Prepared(
    select(_POINT.c.form_id, _POINT.c.area, _POINT.c.section).where(
        _POINT.c.case_id == bindparam("case"), _POINT.c.round == _LAST.scalar_subquery()
    )
)


def refuse_locked(
    session: Looked, record: DraftRecord | DraftRow, form: FormDefinition, changed: Iterable[str]
) -> None:
    """Raise CaseLocked when one of the changed paths may not be written now.

    The case's row is held against a submission until this save is through.
    """
    if record.case_id is None:
        return
    state, programme = _held(session, record.case_id)
    if state in TERMS[Deed.WRITE].states:
        return
    if is_report_of(programme, form.key) and is_going_on(state):
        return
    opened = opened_sections(session, record) if state in TERMS[Deed.MEND].states else frozenset()
    sections = {section_at(form, path) for path in changed}
    if not (ALL in opened or sections <= opened):
        raise CaseLocked


def is_report_of(programme: str, form_key: str) -> bool:
    """Whether a form is a report that a case owes after it was sent in, and no part of it."""
    owed = programme_of(programme)
    return form_key in owed.reports and form_key not in owed.forms


def is_going_on(state: CaseState) -> bool:
    """Whether a case may owe reports: not one that was refused or withdrawn."""
    return state not in (CaseState.REFUSED, CaseState.WITHDRAWN)


def refuse_deleted(session: Looked, record: DraftRecord) -> None:
    """Raise CaseLocked for a document of a case that is approved or was sent."""
    state = CaseState.DRAFT if record.case_id is None else _held(session, record.case_id)[0]
    if state not in TERMS[Deed.DELETE].states:
        raise CaseLocked


def _held(session: Looked, case_id: str) -> tuple[CaseState, str]:
    """A case's state, which nobody changes before this transaction is through, and programme."""
    ((state, programme),) = _STATE.rows(session, {"case": case_id})
    return CaseState(state), str(programme)


def opened_sections(session: Looked, record: DraftRecord | DraftRow) -> frozenset[str]:
    """The sections of a document that the last return opened; ALL for the whole."""
    return frozenset(
        section
        for form_id, area, section in opened_points(session, str(record.case_id))
        if (form_id, area) == (record.form_id, record.area)
    )


def opened_points(session: Looked, case_id: str) -> tuple[tuple[str, str, str], ...]:
    """Form, area and section of each point about what was sent last."""
    return tuple(_POINTS.rows(session, {"case": case_id}))
