"""Approve a case inside the organisation, or open it again."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.case_queries import case_of
from cases.database import Database
from cases.errors import NeedsSecondPerson, NotReady
from cases.holder import Holder
from cases.life.models import FirstFindingRecord
from cases.life.moving import applicant_record, move
from cases.life.readiness import counted, findings_of
from cases.life.states import Deed
from cases.models import CaseRecord, ChangeRecord, DraftRecord
from validators.finding import Finding, Severity


def approve_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Approve a case that somebody else changed last; from now on nobody writes in it.

    What the rules find at the first try is kept for statistics, however it ends. Raises
    CaseNotFound, NotAllowed, CaseMoved, NeedsSecondPerson, and NotReady where they find an error.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.APPROVE)
        if _last_writer(session, case_id) == holder.person_id:
            raise NeedsSecondPerson
        findings = findings_of(case_of(session, record))
        if record.tried_at is None:
            _keep_first(session, record, findings, now)
        errors = counted(findings, Severity.ERROR)
        if not errors:
            move(session, record, Deed.APPROVE, holder, now)
    if errors:
        raise NotReady(errors)


def reopen_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Make an approved case a draft again, so that it can be changed.

    Raises CaseNotFound, NotAllowed and CaseMoved.
    """
    with database.writing() as session:
        record = applicant_record(session, holder, case_id, Deed.REOPEN)
        move(session, record, Deed.REOPEN, holder, now)


def _keep_first(
    session: Session, record: CaseRecord, findings: tuple[Finding, ...], now: datetime
) -> None:
    record.tried_at = now
    severities = {each.rule: each.severity for each in findings}
    for rule, count in Counter(each.rule for each in findings).items():
        session.add(
            FirstFindingRecord(
                case_id=record.id, rule=rule, severity=severities[rule].value, count=count
            )
        )


def _last_writer(session: Session, case_id: str) -> str | None:
    wanted = (
        select(ChangeRecord.saved_by)
        .join(DraftRecord, DraftRecord.id == ChangeRecord.draft_id)
        .where(DraftRecord.case_id == case_id)
        .order_by(ChangeRecord.saved_at.desc(), ChangeRecord.revision.desc())
        .limit(1)
    )
    return session.scalar(wanted)
