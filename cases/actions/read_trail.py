"""Read the trail of what happened to cases that were sent, to people and to templates."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import NotAllowed
from cases.holder import Holder, Role
from cases.library.models import TemplateEventRecord
from cases.life.states import SENT
from cases.models import CaseEventRecord, CaseRecord
from cases.people.models import (
    OrganisationRecord,
    PersonEventRecord,
    PersonRecord,
)
from cases.people.person import OrganisationKind

READERS = frozenset({Role.STAFF, Role.AUDITOR})
MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One thing that happened: its code, the id it happened to, and who did it.

    `who` is a name, empty where nobody was signed in. No line holds a word anybody wrote.
    """

    at: datetime
    kind: str
    subject_id: str
    who: str


def read_trail(database: Database, holder: Holder, *, most: int = MOST) -> tuple[TrailLine, ...]:
    """What happened to the cases of one's fund, its people and its templates, newest first.

    Raises NotAllowed for who is neither staff nor auditor.
    """
    if not holder.roles & READERS:
        raise NotAllowed
    with database.reading() as session:
        lines = [
            *_of_cases(session, holder, most),
            *_of_people(session, holder, most),
            *_of_templates(session, holder, most),
        ]
    return tuple(sorted(lines, key=lambda each: each.at, reverse=True)[:most])


def _of_cases(session: Session, holder: Holder, most: int) -> list[TrailLine]:
    theirs = select(CaseRecord.id).where(
        CaseRecord.programme.in_(sorted(holder.programmes)),
        CaseRecord.state.in_(sorted(each.value for each in SENT)),
    )
    wanted = (
        select(CaseEventRecord, PersonRecord.name)
        .outerjoin(PersonRecord, PersonRecord.id == CaseEventRecord.actor_id)
        .where(CaseEventRecord.case_id.in_(theirs))
        .order_by(CaseEventRecord.id.desc())
        .limit(most)
    )
    return [
        TrailLine(at=each.at, kind=each.kind, subject_id=each.case_id, who=name or "")
        for each, name in session.execute(wanted)
    ]


def _of_templates(session: Session, holder: Holder, most: int) -> list[TrailLine]:
    wanted = (
        select(TemplateEventRecord, PersonRecord.name)
        .outerjoin(PersonRecord, PersonRecord.id == TemplateEventRecord.actor_id)
        .where(TemplateEventRecord.programme.in_(sorted(holder.programmes)))
        .order_by(TemplateEventRecord.id.desc())
        .limit(most)
    )
    return [
        TrailLine(at=each.at, kind=each.kind, subject_id=each.template_id, who=name or "")
        for each, name in session.execute(wanted)
    ]


def _of_people(session: Session, holder: Holder, most: int) -> list[TrailLine]:
    is_applicant = OrganisationRecord.kind == OrganisationKind.APPLICANT.value
    organisations = select(OrganisationRecord.id).where(
        is_applicant | (OrganisationRecord.id == holder.owner_id)
    )
    theirs = select(PersonRecord.id).where(PersonRecord.organisation_id.in_(organisations))
    wanted = (
        select(PersonEventRecord, PersonRecord.name)
        .outerjoin(PersonRecord, PersonRecord.id == PersonEventRecord.actor_id)
        .where(
            PersonEventRecord.subject_id.in_(theirs)
            | PersonEventRecord.subject_id.in_(organisations)
        )
        .order_by(PersonEventRecord.id.desc())
        .limit(most)
    )
    return [
        TrailLine(at=each.at, kind=each.kind, subject_id=each.subject_id, who=name or "")
        for each, name in session.execute(wanted)
    ]
