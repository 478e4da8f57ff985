"""A case of one project sketch, and the people on both sides of it."""

from datetime import date

import pytest

from cases.actions.approve_case import approve_case
from cases.actions.begin_document import begin_document
from cases.actions.decide_case import decide_case
from cases.actions.delete_case import delete_case
from cases.actions.invite_person import invite_person
from cases.actions.open_case import open_case
from cases.actions.open_life import open_life
from cases.actions.organisation_named import organisation_named
from cases.actions.return_case import point_out, return_case
from cases.actions.save_section import save_section
from cases.actions.start_case import start_case
from cases.actions.submit_case import submit_case
from cases.actions.take_case import examine_sent_case, receive_case
from cases.actions.take_over import take_over
from cases.addresses import Addresses
from cases.example import example_answers
from cases.file_store import FileStore
from cases.holder import Role
from cases.life.states import CaseState
from cases.people.person import OrganisationKind
from cases.people.queries import person_of_id, person_record
from forms.path import Path
from forms.registry import programme_of

PROGRAMME = programme_of("lokale-partnerskaber")
WHO = {
    "writer": ("Ærø Kommune", Role.WRITER),
    "approver": ("Ærø Kommune", Role.APPROVER),
    "neighbour": ("Ballum Kommune", Role.APPROVER),
    "officer": ("Fonden", Role.OFFICER),
    "colleague": ("Fonden", Role.OFFICER),
    "auditor": ("Fonden", Role.AUDITOR),
    "other officer": ("En anden fond", Role.OFFICER),
}
ADDRESSES = Addresses(applicant="sag/{}".format, officer="indbakke/{}".format)


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "filer")


@pytest.fixture
def people(database, now):
    found = {}
    for who, (organisation, role) in WHO.items():
        is_fund = role in (Role.OFFICER, Role.AUDITOR)
        kind = OrganisationKind.FUND if is_fund else OrganisationKind.APPLICANT
        programmes = (PROGRAMME.id,) if organisation == "Fonden" else ()
        email = f"{who.replace(' ', '')}@example.dk"
        invite_person(
            database,
            organisation_id=organisation_named(database, organisation, kind, programmes, now=now),
            name=who,
            email=email,
            roles={role},
            address=str,
            actor_id=None,
            now=now,
        )
        with database.reading() as session:
            record = person_record(session, email)
            found[who] = person_of_id(session, record.id).holder()
    return found


@pytest.fixture
def case(database, people, now):
    """A case of one project sketch, begun by the writer, without an answer."""
    case_id = start_case(database, people["writer"], PROGRAMME, now=now).case.id
    begin_document(database, people["writer"], case_id, "projektskitse", "", now=now)
    return case_id


class Desk:
    """What the people of a test do to the case, each a word."""

    def __init__(self, database, store, people, case, now):
        self.database, self.store, self.people = database, store, people
        self.case, self.now = case, now

    def as_(self, who):
        return (self.database, self.people[who], self.case)

    @property
    def draft(self):
        [draft] = open_case(*self.as_("writer")).drafts
        return draft

    def fill(self, who="writer"):
        draft = self.draft
        take_over(
            self.database,
            self.people[who],
            draft.id,
            example_answers(),
            tuple(example_answers()),
            based_on=draft.revision,
            now=self.now,
        )

    def write(self, section, path, text, who="writer"):
        draft = self.draft
        own = draft.answers.replaced({Path.parse(path): text})
        return save_section(
            self.database,
            self.people[who],
            draft.id,
            section,
            own,
            based_on=draft.revision,
            now=self.now,
        )

    def approve(self, who="approver"):
        approve_case(*self.as_(who), address=ADDRESSES.applicant, now=self.now)

    def submit(self, who="writer"):
        return submit_case(
            self.database,
            self.store,
            self.people[who],
            self.case,
            addresses=ADDRESSES,
            now=self.now,
        )

    def delete(self, who="writer"):
        delete_case(self.database, self.store, self.people[who], self.case, now=self.now)

    def sent(self):
        self.fill()
        self.approve()
        return self.submit()

    def examine(self, who="officer"):
        if self.state() is CaseState.SUBMITTED:
            receive_case(*self.as_(who), now=self.now)
        examine_sent_case(*self.as_(who), now=self.now)

    def point(self, section="vision", text="Skriv, hvem visionen er for.", who="officer"):
        point_out(
            *self.as_(who),
            form_id="projektskitse",
            area="",
            section=section,
            text=text,
            address=ADDRESSES.applicant,
            now=self.now,
        )

    def send_back(self, who="officer"):
        return_case(
            *self.as_(who), answer_by=date(2009, 6, 1), address=ADDRESSES.applicant, now=self.now
        )

    def decide(self, deed, amount=None, reason="Fordi.", who="officer"):
        decide_case(
            *self.as_(who),
            deed,
            amount=amount,
            reason=reason,
            address=ADDRESSES.applicant,
            now=self.now,
        )

    def state(self):
        return open_life(*self.as_("writer")).state

    def returned(self, *sections):
        self.sent()
        self.examine()
        for section in sections or ("vision",):
            self.point(section)
        self.send_back()


@pytest.fixture
def desk(database, store, people, case, now):
    return Desk(database, store, people, case, now)
