"""Have people of every role ready, and two cases for them to work on: one's own machine only."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from cases.actions.approve_case import approve_case
from cases.actions.ask_approval import ask_approval
from cases.actions.begin_document import begin_document
from cases.actions.invite_person import invite_person
from cases.actions.open_case import open_case
from cases.actions.organisation_named import organisation_named
from cases.actions.share_case import share_case
from cases.actions.start_case import start_case
from cases.actions.submit_case import Addresses, submit_case
from cases.actions.take_over import take_over
from cases.database import Database
from cases.documents import AREA, AREA_NAME
from cases.file_store import FileStore
from cases.holder import Holder, Role
from cases.people.models import AttemptRecord, PersonRecord
from cases.people.passwords import hash_password
from cases.people.person import OrganisationKind, Person
from cases.people.queries import end_sign_ins, people, person_record
from documents.seal import Seal, as_made
from forms.answers import Answers
from forms.registry import all_programmes, programme_of
from validators.examples import documents_of
from validators.rule import Example

DOMAIN = "eksempel.example"
PROGRAMME = "lbf-boligsocial-2019-26"
READY, SENT = "Åparken", "Søvænget"
_KOMMUNE, _PARTNER, _FUND = "Åby Kommune (eksempel)", "Åby Skole (eksempel)", "Fonden (eksempel)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Invented:
    """A person of the example; every one is invented."""

    name: str
    organisation: str
    role: Role


PEOPLE: Mapping[str, _Invented] = {
    "skriver": _Invented(name="Signe Skriver", organisation=_KOMMUNE, role=Role.WRITER),
    "godkender": _Invented(name="Gorm Godkender", organisation=_KOMMUNE, role=Role.APPROVER),
    "partner": _Invented(name="Pia Partner", organisation=_PARTNER, role=Role.WRITER),
    "sagsbehandler": _Invented(name="Silas Sagsbehandler", organisation=_FUND, role=Role.OFFICER),
    "medarbejder": _Invented(name="Mette Medarbejder", organisation=_FUND, role=Role.STAFF),
    "revisor": _Invented(name="Rikke Revisor", organisation=_FUND, role=Role.AUDITOR),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleSignIns:
    """Who can sign in, all by one password that is made anew each time."""

    people: tuple[Person, ...]
    password: str


def has_example_people(database: Database) -> bool:
    """Whether somebody of the example could sign in here."""
    with database.reading() as session:
        wanted = select(PersonRecord.id).where(PersonRecord.email.endswith(f"@{DOMAIN}"))
        return session.scalar(wanted.limit(1)) is not None


def example_case(
    database: Database,
    store: FileStore,
    *,
    addresses: Addresses,
    now: datetime,
    seal: Seal = as_made,
) -> ExampleSignIns:
    """The people of the example with a new password, and at the first time their two cases.

    One case is written and waits to be approved, and is shared with the partner; the other was
    sent in.
    """
    is_new = not has_example_people(database)
    if is_new:
        for login, invented in PEOPLE.items():
            _invite(database, login, invented, now)
    found = _with_password(database, password := secrets.token_urlsafe(12))
    if is_new:
        writer, approver = (found[each].holder() for each in ("skriver", "godkender"))
        ready = _written(database, writer, READY, now)
        share_case(
            database,
            writer,
            ready,
            found["partner"].email,
            address=addresses.applicant(ready),
            now=now,
        )
        ask_approval(database, writer, ready, address=addresses.applicant, now=now)
        sent = _written(database, writer, SENT, now)
        approve_case(database, approver, sent, address=addresses.applicant, now=now)
        submit_case(database, store, writer, sent, addresses=addresses, now=now, seal=seal)
    return ExampleSignIns(people=tuple(found.values()), password=password)


def _invite(database: Database, login: str, invented: _Invented, now: datetime) -> None:
    is_fund = invented.organisation == _FUND
    kind = OrganisationKind.FUND if is_fund else OrganisationKind.APPLICANT
    programmes = [each.id for each in all_programmes()] if is_fund else ()
    invite_person(
        database,
        organisation_id=organisation_named(
            database, invented.organisation, kind, programmes, now=now
        ),
        name=invented.name,
        email=f"{login}@{DOMAIN}",
        roles={invented.role},
        address=lambda _: "",
        actor_id=None,
        now=now,
    )


def _with_password(database: Database, password: str) -> Mapping[str, Person]:
    """The people by their login, each of them with this password and nothing forgotten of them."""
    found = {}
    with database.writing() as session:
        session.execute(delete(AttemptRecord))
        for login in PEOPLE:
            record = person_record(session, f"{login}@{DOMAIN}")
            if record is not None:
                record.password_hash = hash_password(password, email=record.email)
                end_sign_ins(session, record.id)
                [found[login]] = people(session, [record])
    return found


def _written(database: Database, writer: Holder, name: str, now: datetime) -> str:
    """A case with every document, each the correct one of the rules' own examples."""
    programme = programme_of(PROGRAMME)
    case_id = start_case(database, writer, programme, now=now).case.id
    for document in documents_of(Example(text="-", is_in_case=True)):
        form = document.definition
        if form is not None and form.key in programme.forms:
            area = document.answers.get(AREA)
            kept = area if isinstance(area, str) and form.id == "delaftale" else ""
            draft_id = begin_document(database, writer, case_id, form.id, kept, now=now)
            answers = _renamed(document.answers, name)
            based_on = _revision(database, writer, case_id, draft_id)
            take_over(
                database, writer, draft_id, answers, tuple(answers), based_on=based_on, now=now
            )
    return case_id


def _renamed(answers: Answers, name: str) -> Answers:
    is_named = isinstance(answers.get(AREA_NAME), str)
    return answers.replaced({AREA_NAME: name}) if is_named else answers


def _revision(database: Database, writer: Holder, case_id: str, draft_id: str) -> int:
    drafts = open_case(database, writer, case_id).drafts
    return next(each.revision for each in drafts if each.id == draft_id)
