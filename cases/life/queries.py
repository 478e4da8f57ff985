"""What is asked of the database about a case's life; never one query for each file or point."""

import json
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.errors import CaseNotFound
from cases.holder import Holder
from cases.life.models import DecisionRecord, PointRecord, SentFileRecord, SubmissionRecord
from cases.life.sent import CaseLife, Decision, InboxLine, Point, SentFile, Submission
from cases.life.states import SENT, CaseState
from cases.models import CaseRecord
from cases.people.models import OrganisationRecord, PersonRecord
from forms.exchange import answers_from_json
from forms.registry import form_of, programme_of


def life_of(session: Session, record: CaseRecord) -> CaseLife:
    """The life of a case, by a handful of queries whatever its length."""
    submissions = _submissions(session, record.id)
    points = session.scalars(
        select(PointRecord)
        .where(PointRecord.case_id == record.id)
        .order_by(PointRecord.made_at, PointRecord.id)
    ).all()
    decisions = session.scalars(
        select(DecisionRecord)
        .where(DecisionRecord.case_id == record.id)
        .order_by(DecisionRecord.made_at, DecisionRecord.id)
    ).all()
    names = _names(session, [*(each.made_by for each in decisions), record.officer_id])
    owner = session.get(OrganisationRecord, record.owner_id) if record.owner_id else None
    return CaseLife(
        case_id=record.id,
        state=CaseState(record.state),
        programme=programme_of(record.programme),
        organisation=owner.name if owner else "",
        officer_id=record.officer_id,
        officer=names.get(record.officer_id or "", ""),
        answer_by=record.answer_by,
        submissions=submissions,
        points=tuple(map(_point, points)),
        decisions=tuple(_decision(each, names) for each in decisions),
    )


def inbox_lines(session: Session, holder: Holder) -> tuple[InboxLine, ...]:
    """Every case sent in under the fund's programmes, what came last first."""
    rounds = (
        select(SubmissionRecord.case_id, func.max(SubmissionRecord.number).label("number"))
        .group_by(SubmissionRecord.case_id)
        .subquery()
    )
    wanted = (
        select(CaseRecord, SubmissionRecord, OrganisationRecord.name, PersonRecord.name)
        .join(rounds, rounds.c.case_id == CaseRecord.id)
        .join(
            SubmissionRecord,
            (SubmissionRecord.case_id == CaseRecord.id)
            & (SubmissionRecord.number == rounds.c.number),
        )
        .join(OrganisationRecord, OrganisationRecord.id == CaseRecord.owner_id)
        .outerjoin(PersonRecord, PersonRecord.id == CaseRecord.officer_id)
        .where(
            CaseRecord.programme.in_(sorted(holder.programmes)),
            CaseRecord.state.in_(sorted(each.value for each in SENT)),
        )
        .order_by(SubmissionRecord.sent_at.desc(), CaseRecord.id)
    )
    return tuple(
        InboxLine(
            case_id=case.id,
            title=sent.title,
            programme=programme_of(case.programme),
            organisation=owner,
            state=CaseState(case.state),
            officer_id=case.officer_id,
            officer=officer or "",
            rounds=sent.number,
            warnings=sent.warnings,
            sent_at=sent.sent_at,
        )
        for case, sent, owner, officer in session.execute(wanted)
    )


def latest_number(session: Session, case_id: str) -> int:
    """How many times a case was sent in."""
    wanted = select(func.max(SubmissionRecord.number)).where(SubmissionRecord.case_id == case_id)
    return session.scalar(wanted) or 0


def point_record(session: Session, case_id: str, point_id: str) -> PointRecord:
    """The row of a point about what was sent last; raises CaseNotFound for any other."""
    record = session.get(PointRecord, point_id)
    is_open = record is not None and record.round == latest_number(session, case_id)
    if record is None or record.case_id != case_id or not is_open:
        raise CaseNotFound
    return record


def _submissions(session: Session, case_id: str) -> tuple[Submission, ...]:
    of_case = SubmissionRecord.case_id == case_id
    records = session.scalars(
        select(SubmissionRecord).where(of_case).order_by(SubmissionRecord.number)
    ).all()
    files: dict[str, list[SentFile]] = {each.id: [] for each in records}
    wanted = (
        select(SentFileRecord)
        .where(SentFileRecord.submission_id.in_([each.id for each in records]))
        .order_by(SentFileRecord.number)
    )
    for row in session.scalars(wanted):
        files[row.submission_id].append(_file(row))
    names = _names(session, [each.sent_by for each in records])
    return tuple(
        Submission(
            id=each.id,
            number=each.number,
            title=each.title,
            warnings=each.warnings,
            sent_by=names.get(each.sent_by, ""),
            sent_at=each.sent_at,
            files=tuple(files[each.id]),
        )
        for each in records
    )


def _file(record: SentFileRecord) -> SentFile:
    form = form_of(f"{record.form_id}@{record.form_version}")
    kept = None if record.answers is None else answers_from_json(form, json.loads(record.answers))
    return SentFile(
        id=record.id,
        name=record.name,
        form=form,
        area=record.area,
        sha256=record.sha256,
        size=record.size,
        answers=kept,
    )


def _point(record: PointRecord) -> Point:
    return Point(
        id=record.id,
        round=record.round,
        form=form_of(record.form_id),
        area=record.area,
        section=record.section,
        text=record.text,
        reply=record.reply,
    )


def _decision(record: DecisionRecord, names: dict[str, str]) -> Decision:
    return Decision(
        outcome=CaseState(record.outcome),
        amount=record.amount,
        reason=record.reason,
        made_by=names.get(record.made_by, ""),
        made_at=record.made_at,
    )


def _names(session: Session, ids: Iterable[str | None]) -> dict[str, str]:
    wanted = sorted({each for each in ids if each})
    rows = session.execute(
        select(PersonRecord.id, PersonRecord.name).where(PersonRecord.id.in_(wanted))
    )
    return {row[0]: row[1] for row in rows}
