"""Share a case with a partner's person: the whole to read, or one document to write."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cases.access import WHOLE_CASE
from cases.case_events import CaseEvent, note_case
from cases.case_queries import case_of, held_case_record
from cases.database import Database
from cases.documents import document_title, name_in
from cases.errors import CaseLocked, CaseNotFound, NotInCase, PersonNotFound
from cases.holder import Holder
from cases.life.states import TERMS, CaseState, Deed
from cases.models import CaseRecord, DraftRecord
from cases.people.letters import post, shared
from cases.people.models import OrganisationRecord, PersonRecord, ShareRecord
from cases.people.person import Person
from cases.people.queries import people, person_record
from cases.queries import definition_of


def share_case(
    database: Database,
    holder: Holder,
    case_id: str,
    email: str,
    draft_id: str = WHOLE_CASE,
    *,
    address: str,
    now: datetime,
) -> None:
    """Share an organisation's case, or one document of it, with another organisation's person.

    The person is told, with the address of what is shared. Raises CaseNotFound, NotAllowed,
    NotInCase, CaseLocked, and PersonNotFound where there is no such open account, or it is a
    colleague's who sees the case already.
    """
    with database.writing() as session:
        record = held_case_record(session, holder, case_id)
        if record.owner_id is None:
            raise CaseNotFound
        if CaseState(record.state) not in TERMS[Deed.SHARE].states:
            raise CaseLocked
        person = person_record(session, email)
        if person is None or person.is_closed or person.organisation_id == record.owner_id:
            raise PersonNotFound
        draft = session.get(DraftRecord, draft_id) if draft_id else None
        if draft_id and (draft is None or draft.case_id != case_id):
            raise NotInCase
        key = {"case_id": case_id, "person_id": person.id, "draft_id": draft_id}
        if session.get(ShareRecord, key) is None:
            session.add(ShareRecord(**key, shared_at=now))
            _tell(session, record, holder, person, draft, address, now)
            note_case(session, CaseEvent.SHARED, case_id, holder, now)


def _tell(
    session: Session,
    record: CaseRecord,
    holder: Holder,
    person: PersonRecord,
    draft: DraftRecord | None,
    address: str,
    now: datetime,
) -> None:
    sharer = session.get_one(PersonRecord, holder.person_id)
    owner = session.get_one(OrganisationRecord, record.owner_id)
    document = document_title(definition_of(draft), draft.area) if draft else ""
    name = name_in(case_of(session, record))
    post(
        session, person.email, shared(name, f"{sharer.name}, {owner.name},", document, address), now
    )


def stop_sharing(
    database: Database, holder: Holder, case_id: str, person_id: str, *, now: datetime
) -> None:
    """Share nothing of a case with a person any more; raises CaseNotFound and NotAllowed."""
    with database.writing() as session:
        held_case_record(session, holder, case_id)
        mine = (ShareRecord.case_id == case_id, ShareRecord.person_id == person_id)
        session.execute(delete(ShareRecord).where(*mine))
        note_case(session, CaseEvent.NOT_SHARED, case_id, holder, now)


def list_shares(database: Database, holder: Holder, case_id: str) -> tuple[tuple[Person, str], ...]:
    """Who a case is shared with, each with the id of the draft, empty for the whole.

    Raises CaseNotFound, also for partners: whom else a case is shared with is its owner's matter.
    """
    with database.reading() as session:
        record = session.get(CaseRecord, case_id)
        if record is None or record.owner_id is None or record.owner_id != holder.applicant_id:
            raise CaseNotFound
        wanted = (
            select(ShareRecord, PersonRecord)
            .join(PersonRecord, PersonRecord.id == ShareRecord.person_id)
            .where(ShareRecord.case_id == case_id)
            .order_by(PersonRecord.name, ShareRecord.draft_id)
        )
        rows = session.execute(wanted).all()
        known = {
            each.id: each for each in people(session, {row[1].id: row[1] for row in rows}.values())
        }
        return tuple((known[share.person_id], share.draft_id) for share, _ in rows)
