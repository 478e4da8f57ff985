"""A fund's staff, and a sound template of theirs."""

import json
from hashlib import sha256

import pytest

from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.upload_template import upload_template
from cases.holder import Role
from cases.library.models import TemplateRecord
from cases.library.queries import add_template
from cases.people.person import OrganisationKind
from cases.people.queries import person_of_id, person_record
from documents.template_proof.isolated import report_to_json
from documents.template_proof.proving import prove
from tests.documents.template_proof.changed import FORM, with_paragraph

WHO = {
    "staff": ("Fonden", Role.STAFF),
    "officer": ("Fonden", Role.OFFICER),
    "other staff": ("En anden fond", Role.STAFF),
}
FIRST, SECOND = with_paragraph("Den første"), with_paragraph("Den anden")


@pytest.fixture
def people(database, now):
    found = {}
    for who, (organisation, role) in WHO.items():
        programmes = (FORM.programme,) if organisation == "Fonden" else ()
        email = f"{who.replace(' ', '')}@example.dk"
        fund = organisation_named(
            database, organisation, OrganisationKind.FUND, programmes, now=now
        )
        invite_person(
            database,
            organisation_id=fund,
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


@pytest.fixture(scope="session")
def report():
    """What is found in a sound template."""
    return json.dumps(report_to_json(prove(FORM, FIRST)))


@pytest.fixture
def keep(database, people, report, now):
    """Keep a template as if it had been looked at, which takes a process; its id."""

    def lay(content=FIRST):
        record = TemplateRecord(
            form_id=FORM.id,
            form_version=FORM.version,
            name="skabelon.docx",
            sha256=sha256(content).hexdigest(),
            size=len(content),
            report=report,
            uploaded_by=people["staff"].person_id,
            uploaded_at=now,
        )
        with database.writing() as session:
            add_template(session, record, content)
            return record.id

    return lay


@pytest.fixture
def upload(database, people, now):
    """Lay a template up as the fund's staff; its id."""

    def lay_up(content=FIRST, who="staff"):
        return upload_template(
            database, people[who], FORM, name="skabelon.docx", content=content, now=now
        )

    return lay_up
