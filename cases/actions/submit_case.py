"""Send a case in, for the first time or again after a return: once, however often it is asked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.addresses import Addresses
from cases.case import Case
from cases.case_queries import case_of, held_case
from cases.database import Database
from cases.documents import Document, documents_of, name_in
from cases.errors import CaseMoved, CaseNotFound, NotReady, TooLate
from cases.file_store import FileStore
from cases.files import document_files, file_name
from cases.holder import APPLICANTS, Holder, Role
from cases.laying import Laid, lay, settle
from cases.library.layouts import Layouts, layouts, layouts_in
from cases.life.deadlines import HERE, is_taken_in
from cases.life.models import SentFileRecord, SubmissionRecord
from cases.life.moving import applicant_record, move
from cases.life.queries import latest_number, life_of
from cases.life.readiness import count_pages, counted, errors_in, findings_of
from cases.life.sent import Submission
from cases.life.states import SENT, CaseState, Deed
from cases.links import new_id
from cases.models import CaseRecord
from cases.people.letters import post_to, receipt, sent_in
from cases.people.models import OrganisationProgrammeRecord
from cases.statistics.counted import counted_by
from documents.seal import Seal, as_made
from forms.exchange import answers_to_json
from validators.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A file as it is going to be sent."""

    document: Document
    name: str
    content: bytes
    answers: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parcel:
    """What is going to be sent, laid into the store before any row tells of it."""

    files: tuple[_Made, ...]
    laid: Laid


def submit_case(
    database: Database,
    store: FileStore,
    holder: Holder,
    case_id: str,
    *,
    addresses: Addresses,
    now: datetime,
    seal: Seal = as_made,
) -> Submission:
    """What was sent; the same where the case is sent already.

    The files lie in the store before a row tells of them. Raises CaseNotFound, NotAllowed,
    CaseMoved also when somebody saved meanwhile, NotReady, TooLate, StorageFull and StoreDown.
    """
    with database.reading() as session:
        before = held_case(session, holder, case_id)
    if before.state not in SENT - {CaseState.RETURNED}:
        chosen = layouts(database, now)
        count_pages(before, chosen)
        files = tuple(_files(before, chosen, seal))
        laid = lay(database, store, [each.content for each in files], now=now)
        parcel = _Parcel(files=files, laid=laid)
        sent = _send(database, holder, before, parcel, addresses, now)
        if sent is not None:
            return sent
    with database.reading() as session:
        held_case(session, holder, case_id)
        record = session.get_one(CaseRecord, case_id)
        latest = life_of(session, record).latest
    if latest is None:
        raise CaseMoved
    return latest


def _files(case: Case, chosen: Layouts, seal: Seal) -> Iterator[_Made]:
    """Each document as Word, and as a workbook where its form is one."""
    for document in documents_of(case):
        draft = document.draft
        if draft is None:
            continue
        answers = json.dumps(answers_to_json(draft.form, draft.answers))
        for name, content in document_files(document, chosen, seal):
            said = answers if name == file_name(document) else None
            yield _Made(document=document, name=name, content=content, answers=said)


def _send(
    database: Database,
    holder: Holder,
    before: Case,
    parcel: _Parcel,
    addresses: Addresses,
    now: datetime,
) -> Submission | None:
    """None where another submission was through first."""
    with database.writing() as session:
        found = session.get(CaseRecord, before.id, with_for_update=True)
        if found is None:
            raise CaseNotFound
        if found.state != before.state and found.state in SENT:
            return None
        deed = Deed.RESUBMIT if before.state is CaseState.RETURNED else Deed.SUBMIT
        record = applicant_record(session, holder, before.id, deed)
        case = case_of(session, record)
        if _revisions(case) != _revisions(before):
            raise CaseMoved
        warnings = _refuse_unready(case, deed, now, layouts_in(session, now))
        move(session, record, deed, holder, now)
        sent = _record(session, holder, case, parcel, warnings, now)
        _tell(session, record, sent, addresses, now)
        return sent


def _refuse_unready(case: Case, deed: Deed, now: datetime, chosen: Layouts) -> int:
    """How many warnings stand; raises NotReady and TooLate."""
    findings = findings_of(case, chosen)
    errors = errors_in(case, findings)
    if errors:
        raise NotReady(errors)
    if deed is Deed.SUBMIT and not is_taken_in(case.programme, now):
        raise TooLate
    return counted(findings, Severity.WARNING)


def _revisions(case: Case) -> dict[str, int]:
    return {each.id: each.revision for each in case.drafts}


def _record(
    session: Session,
    holder: Holder,
    case: Case,
    parcel: _Parcel,
    warnings: int,
    now: datetime,
) -> Submission:
    counted_as = counted_by(case.programme, [(each.form, each.answers) for each in case.drafts])
    sent = SubmissionRecord(
        id=new_id(),
        case_id=case.id,
        number=latest_number(session, case.id) + 1,
        title=(name_in(case) or case.programme.title)[:400],
        warnings=warnings,
        sent_by=holder.person_id,
        sent_at=now,
        applied=counted_as.applied,
        kommune=counted_as.kommune,
    )
    session.add(sent)
    session.flush()
    checked = zip(parcel.files, parcel.laid.names, strict=True)
    for number, (each, checksum) in enumerate(checked, 1):
        session.add(_file_record(sent.id, number, each, checksum))
    settle(session, parcel.laid)
    session.flush()
    made = life_of(session, session.get_one(CaseRecord, case.id)).latest
    if made is None:
        raise CaseMoved
    return made


def _file_record(submission_id: str, number: int, made: _Made, checksum: str) -> SentFileRecord:
    return SentFileRecord(
        id=new_id(),
        submission_id=submission_id,
        number=number,
        name=made.name,
        form_id=made.document.form.id,
        form_version=made.document.form.version,
        area=made.document.area,
        sha256=checksum,
        size=len(made.content),
        answers=made.answers,
    )


def _tell(
    session: Session, record: CaseRecord, sent: Submission, addresses: Addresses, now: datetime
) -> None:
    """The receipt to the organisation, and a note to the officers of the fund."""
    at = now.astimezone(HERE).strftime("%d.%m.%Y kl. %H.%M")
    files = [(each.name, each.sha256) for each in sent.files]
    owner = str(record.owner_id)
    letter = receipt(sent.title, sent.receipt, at, files, addresses.applicant(record.id))
    post_to(session, owner, APPLICANTS, letter, now)
    organisation = life_of(session, record).organisation
    note = sent_in(sent.title, organisation, sent.receipt, addresses.officer(record.id))
    funds = select(OrganisationProgrammeRecord.organisation_id).where(
        OrganisationProgrammeRecord.programme == record.programme
    )
    for fund_id in session.scalars(funds).all():
        post_to(session, fund_id, {Role.OFFICER}, note, now)
