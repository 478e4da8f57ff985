"""Everything that is kept of a person as one zip, for that person."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cases.actions.case_insight import json_part, told_hour
from cases.database import Database
from cases.library.models import TemplateEventRecord
from cases.life.models import DecisionRecord, PointRecord, SubmissionRecord
from cases.models import (
    CaseEventRecord,
    CaseRecord,
    ChangeRecord,
    EventRecord,
    ReviewEventRecord,
    TombstoneRecord,
)
from cases.people.models import (
    IdentityRecord,
    InvitationRecord,
    MailRecord,
    PersonEventRecord,
    PersonRecord,
    ShareRecord,
    SignInRecord,
)
from cases.people.queries import person_of_id
from documents.package import zipped
from forms.kinds.kind import Json


def own_insight(database: Database, person_id: str) -> bytes:
    """The account, what was done with it and by it, and the letters to it; raises PersonNotFound.

    What a person wrote in a case is the organisation's, and is in the insight of the case: here
    it stands that something was saved, and where. Neither passwords nor keys are in it.
    """
    with database.reading() as session:
        account = _account(session, person_id)
        told: dict[str, Json] = {
            name: list(_rows(session, wanted)) for name, wanted in _asked(session, person_id)
        }
    return zipped((json_part("konto.json", account), json_part("spor.json", told)))


def _account(session: Session, person_id: str) -> Json:
    person = person_of_id(session, person_id)
    record = session.get_one(PersonRecord, person_id)
    return {
        "navn": person.name,
        "email": person.email,
        "organisation": person.organisation.name,
        "roller": [*sorted(role.value for role in person.roles)],
        "oprettet": told_hour(record.created_at),
        "har_kode_ved_log_ind": person.has_second_factor,
    }


def _asked(session: Session, person_id: str) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    """What is asked of each table; the first column is a moment."""
    events, of_case, of_draft = PersonEventRecord, CaseEventRecord, EventRecord
    yield (
        "om_kontoen",
        select(events.at, events.kind).where(events.subject_id == person_id).order_by(events.id),
    )
    yield (
        "paa_andres_konti",
        select(events.at, events.kind, events.subject_id)
        .where(events.actor_id == person_id, events.subject_id != person_id)
        .order_by(events.id),
    )
    yield (
        "i_sager",
        select(of_case.at, of_case.kind, of_case.case_id)
        .where(of_case.actor_id == person_id)
        .order_by(of_case.id),
    )
    yield (
        "i_kladder",
        select(of_draft.at, of_draft.kind, of_draft.draft_id)
        .where(of_draft.actor_id == person_id)
        .order_by(of_draft.id),
    )
    yield from _at_the_desk(person_id)
    yield from _work(person_id)
    email = session.get_one(PersonRecord, person_id).email
    yield from _belongings(person_id, email)


def _at_the_desk(person_id: str) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    of_review, stones = ReviewEventRecord, TombstoneRecord
    yield (
        "i_gennemgange",
        select(of_review.at, of_review.kind, of_review.review_id)
        .where(of_review.actor_id == person_id)
        .order_by(of_review.id),
    )
    templates = TemplateEventRecord
    yield (
        "skabeloner",
        select(templates.at, templates.kind, templates.template_id)
        .where(templates.actor_id == person_id)
        .order_by(templates.id),
    )
    yield (
        "slettet",
        select(stones.gone_at, stones.kind, stones.subject_id)
        .where(stones.actor_id == person_id)
        .order_by(stones.gone_at, stones.id),
    )


def _work(person_id: str) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    saves, sent = ChangeRecord, SubmissionRecord
    points, decisions = PointRecord, DecisionRecord
    yield (
        "gemt",
        select(saves.saved_at, saves.draft_id, saves.revision)
        .where(saves.saved_by == person_id)
        .order_by(saves.saved_at, saves.draft_id, saves.revision),
    )
    yield (
        "indsendt",
        select(sent.sent_at, sent.case_id, sent.number)
        .where(sent.sent_by == person_id)
        .order_by(sent.sent_at),
    )
    yield (
        "punkter",
        select(points.made_at, points.case_id, points.text)
        .where(points.made_by == person_id)
        .order_by(points.made_at),
    )
    yield (
        "afgoerelser",
        select(decisions.made_at, decisions.case_id, decisions.outcome, decisions.reason)
        .where(decisions.made_by == person_id)
        .order_by(decisions.made_at),
    )


def _belongings(person_id: str, email: str) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    signs, shares, mails = SignInRecord, ShareRecord, MailRecord
    yield (
        "logget_ind",
        select(signs.created_at).where(signs.person_id == person_id).order_by(signs.created_at),
    )
    yield (
        "delt_med_mig",
        select(shares.shared_at, shares.case_id, shares.draft_id)
        .where(shares.person_id == person_id)
        .order_by(shares.shared_at),
    )
    yield (
        "sagsbehandler_for",
        select(CaseRecord.created_at, CaseRecord.id)
        .where(CaseRecord.officer_id == person_id)
        .order_by(CaseRecord.id),
    )
    yield (
        "invitationer",
        select(InvitationRecord.expires_at)
        .where(InvitationRecord.person_id == person_id)
        .order_by(InvitationRecord.expires_at),
    )
    yield from _linked(person_id)
    yield (
        "breve",
        select(mails.written_at, mails.subject).where(mails.recipient == email).order_by(mails.id),
    )


def _linked(person_id: str) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    linked = IdentityRecord
    yield (
        "log_ind_hos_andre",
        select(linked.linked_at, linked.issuer, linked.organisation)
        .where(linked.person_id == person_id)
        .order_by(linked.linked_at, linked.issuer),
    )


def _rows(session: Session, wanted: Select[*tuple[Any, ...]]) -> Iterator[Json]:
    names = [column["name"] for column in wanted.column_descriptions]
    for row in session.execute(wanted):
        yield dict(zip(names, (told_hour(row[0]), *row[1:]), strict=True))
