"""The cases of the example, written and sent by its people as any others are."""

from collections.abc import Mapping
from datetime import datetime

from cases.actions.approve_case import approve_case
from cases.actions.ask_approval import ask_approval
from cases.actions.begin_document import begin_document
from cases.actions.invite_person import invite_person
from cases.actions.open_case import open_case
from cases.actions.organisation_named import organisation_named
from cases.actions.share_case import share_case
from cases.actions.start_case import start_case
from cases.actions.submit_case import submit_case
from cases.actions.take_over import take_over
from cases.addresses import Addresses
from cases.database import Database
from cases.documents import AREA, AREA_NAME
from cases.example_people import DOMAIN, FUND, PEOPLE
from cases.file_store import FileStore
from cases.holder import Holder
from cases.people.person import OrganisationKind, Person
from documents.seal import Seal
from forms.answers import Answers
from forms.registry import all_programmes, programme_of
from validators.examples import documents_of
from validators.rule import Example

PROGRAMME = "lbf-boligsocial-2019-26"
READY, SENT = "Åparken", "Søvænget"


def invite(database: Database, login: str, now: datetime) -> None:
    """Have one of the people there, without a password yet."""
    invented = PEOPLE[login]
    is_fund = invented.organisation == FUND
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


def write_cases(
    database: Database,
    store: FileStore,
    found: Mapping[str, Person],
    *,
    addresses: Addresses,
    now: datetime,
    seal: Seal,
) -> None:
    """One case that waits to be approved and is shared with the partner, and one sent in."""
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
