"""Begin a document of a case."""

from datetime import datetime

from sqlalchemy.orm import Session

from cases.actions.start_draft import insert_draft
from cases.case_queries import case_of, held_case_record
from cases.database import Database
from cases.documents import Document, askable_documents, begun_with, document_for
from cases.errors import CaseLocked, NotInCase
from cases.holder import Holder
from cases.life.locks import ALL, is_going_on, is_report_of, opened_points
from cases.life.states import TERMS, CaseState, Deed
from cases.links import new_id, new_token
from cases.models import CaseRecord
from cases.saving import keep
from cases.storage import stored
from forms.registry import programme_of


def begin_document(
    database: Database, holder: Holder, case_id: str, form_id: str, area: str, *, now: datetime
) -> str:
    """The id of the case's draft of a form, begun unless it was; never a second one.

    A sub-agreement begins with its area as its first answer, a report with its year. Raises
    CaseNotFound, NotInCase for a document the case does not have, and CaseLocked.
    """
    with database.writing() as session:
        record = held_case_record(session, holder, case_id)
        document = _document(session, record, form_id, area)
        if document.draft is not None:
            return document.draft.id
        _refuse_closed(session, record, document)
        return _begin(session, holder, record, document, now)


def _document(session: Session, record: CaseRecord, form_id: str, area: str) -> Document:
    document = document_for(case_of(session, record), form_id, area)
    if document is not None:
        return document
    asked_for = (
        Document(form=form, draft=None, area=area, is_chosen=False)
        for form, its_area in askable_documents(programme_of(record.programme))
        if (form.id, its_area) == (form_id, area)
    )
    is_asked_for = (form_id, area, ALL) in opened_points(session, record.id)
    document = next(asked_for, None) if is_asked_for else None
    if document is None:
        raise NotInCase
    return document


def _refuse_closed(session: Session, record: CaseRecord, document: Document) -> None:
    """A document that lacks is begun in a draft, or where a return asks for it as a whole."""
    if is_report_of(record.programme, document.form.key) and is_going_on(CaseState(record.state)):
        return
    opened = opened_points(session, record.id)
    is_returned = CaseState(record.state) in TERMS[Deed.MEND].states
    is_asked_for = (document.form.id, document.area, ALL) in opened
    if CaseState(record.state) in TERMS[Deed.WRITE].states or (is_returned and is_asked_for):
        return
    raise CaseLocked


def _begin(
    session: Session, holder: Holder, case: CaseRecord, document: Document, now: datetime
) -> str:
    form, area = document.form, document.area
    # Nobody knows this draft's own link, until somebody asks for one to share it alone.
    record = insert_draft(
        session, holder, form, new_id(), new_token(), now, case_id=case.id, area=area
    )
    record.owner_id = case.owner_id
    session.flush()
    if area:
        answers = stored(form, begun_with(form, area))
        keep(session, record, {}, answers, now, holder.person_id)
    return record.id
