"""Taking things out of the database with all that hangs on them, each with its tombstone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from cases.case_events import CaseEvent, note_case
from cases.events import DraftEvent, note
from cases.job_files import forget_jobs_of
from cases.life.models import (
    DecisionRecord,
    FirstFindingRecord,
    PointRecord,
    SentFileRecord,
    SubmissionRecord,
)
from cases.life.states import OVER
from cases.models import (
    AnswerRecord,
    CaseRecord,
    ChangeRecord,
    DraftRecord,
    Record,
    RemarkRecord,
    ReviewFileRecord,
    ReviewRecord,
    WaiverRecord,
)
from cases.people.events import PersonEvent, note_person
from cases.people.forgotten import NAMELESS, NOT_FORGOTTEN, nobodys_address
from cases.people.models import (
    MailRecord,
    OrganisationProgrammeRecord,
    OrganisationRecord,
    PersonRecord,
    ShareRecord,
)
from cases.retention.tombstones import Deletion, Kind, bury
from cases.review_events import ReviewEvent, note_review

NO_ORGANISATION = "Slettet organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCases:
    """How many cases of a deleted organisation were sent, and so are kept.

    `files` are those that what went told of.
    """

    count: int
    files: frozenset[str]


def remove_drafts(session: Session, records: Sequence[DraftRecord], deletion: Deletion) -> set[str]:
    """Take drafts away with their answers, history and what was made of them; the files of that.

    Only the events stay.
    """
    ids = [each.id for each in records]
    for record in records:
        note(session, DraftEvent.DELETED, record, deletion.by, deletion.at)
        bury(session, deletion, Kind.DRAFT, record.id, owner_id=record.owner_id)
    session.execute(delete(AnswerRecord).where(AnswerRecord.draft_id.in_(ids)))
    session.execute(delete(ChangeRecord).where(ChangeRecord.draft_id.in_(ids)))
    session.execute(delete(ShareRecord).where(ShareRecord.draft_id.in_(ids)))
    session.execute(delete(DraftRecord).where(DraftRecord.id.in_(ids)))
    return forget_jobs_of(session, ids)


def remove_case(session: Session, record: CaseRecord, deletion: Deletion) -> set[str]:
    """Take a case away with its drafts and all that was sent; the files that it told of.

    Only the events stay.
    """
    of_case = DraftRecord.case_id == record.id
    drafts = session.scalars(select(DraftRecord).where(of_case)).all()
    made = remove_drafts(session, drafts, deletion)
    sent = select(SubmissionRecord.id).where(SubmissionRecord.case_id == record.id)
    of_sent = SentFileRecord.submission_id.in_(sent)
    files = set(session.scalars(select(SentFileRecord.sha256).where(of_sent)))
    session.execute(delete(SentFileRecord).where(of_sent))
    for table in (
        *(DecisionRecord, PointRecord, FirstFindingRecord),
        *(SubmissionRecord, ShareRecord),
    ):
        session.execute(delete(table).where(table.case_id == record.id))
    note_case(session, CaseEvent.DELETED, record.id, deletion.by, deletion.at)
    sent_under = record.programme if files else ""
    bury(
        session,
        deletion,
        Kind.CASE,
        record.id,
        owner_id=record.owner_id,
        programme=sent_under,
    )
    session.delete(record)
    return files | made


def remove_review(session: Session, record: ReviewRecord, deletion: Deletion) -> set[str]:
    """Take a review away with all that was said of its files; the files that it told of."""
    of_review = ReviewFileRecord.review_id == record.id
    files = set(session.scalars(select(ReviewFileRecord.sha256).where(of_review)))
    session.execute(delete(RemarkRecord).where(RemarkRecord.review_id == record.id))
    session.execute(delete(WaiverRecord).where(WaiverRecord.review_id == record.id))
    session.execute(delete(ReviewFileRecord).where(of_review))
    note_review(session, ReviewEvent.DELETED, record.id, deletion.by, deletion.at)
    bury(session, deletion, Kind.REVIEW, record.id, owner_id=record.owner_id)
    session.delete(record)
    return files


def forget_person(session: Session, record: PersonRecord, deletion: Deletion) -> None:
    """Take out of an account all that tells who it was, and sign it out everywhere.

    Whatever hangs on a person goes: sign-ins, roles, invitations, what was shared with them. The
    row stays, closed and under no name: what was sent, decided and noted refers to it.
    """
    of_person = record.id
    session.execute(delete(MailRecord).where(MailRecord.recipient == record.email))
    record.email = nobodys_address(of_person)
    record.name = NAMELESS
    record.password_hash = record.totp_secret = None
    record.is_closed = True
    goes_on = CaseRecord.state.not_in(sorted(each.value for each in OVER))
    theirs = update(CaseRecord).where(CaseRecord.officer_id == of_person, goes_on)
    session.execute(theirs.values(officer_id=None))
    for table in Record.metadata.tables.values():
        if "person_id" in table.columns:
            session.execute(delete(table).where(table.columns.person_id == of_person))
    note_person(session, PersonEvent.DELETED, of_person, deletion.by.person_id, deletion.at)
    bury(session, deletion, Kind.PERSON, of_person, owner_id=record.organisation_id)


def remove_organisation(
    session: Session, record: OrganisationRecord, deletion: Deletion
) -> KeptCases:
    """Forget an organisation's people and take away what it never sent.

    Its name stays beside the cases that it sent, since those must be kept.
    """
    of_owner = CaseRecord.owner_id == record.id
    was_sent = CaseRecord.id.in_(select(SubmissionRecord.case_id))
    files: set[str] = set()
    for case in session.scalars(select(CaseRecord).where(of_owner, ~was_sent)).all():
        files |= remove_case(session, case, deletion)
    alone = (DraftRecord.owner_id == record.id, DraftRecord.case_id.is_(None))
    drafts = session.scalars(select(DraftRecord).where(*alone)).all()
    files |= remove_drafts(session, drafts, deletion)
    people = select(PersonRecord).where(PersonRecord.organisation_id == record.id, NOT_FORGOTTEN)
    for person in session.scalars(people).all():
        forget_person(session, person, deletion)
    kept = len(session.scalars(select(CaseRecord.id).where(of_owner)).all())
    note_person(
        session, PersonEvent.ORGANISATION_DELETED, record.id, deletion.by.person_id, deletion.at
    )
    bury(session, deletion, Kind.ORGANISATION, record.id, owner_id=record.id)
    if not kept:
        record.name = f"{NO_ORGANISATION} ({record.id[:8]})"
    programmes = OrganisationProgrammeRecord.organisation_id == record.id
    session.execute(delete(OrganisationProgrammeRecord).where(programmes))
    return KeptCases(count=kept, files=frozenset(files))
