"""A fund's staff, and templates of theirs kept as if they had been looked at."""

import json
from datetime import datetime
from functools import cache
from hashlib import sha256

from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.use_template import use_template
from cases.database import Database
from cases.holder import Holder, Role
from cases.library.layouts import danish_day
from cases.library.models import TemplateRecord
from cases.library.queries import add_template
from cases.people.models import PersonRecord
from cases.people.passwords import hash_password
from cases.people.person import OrganisationKind
from cases.people.queries import person_of_id, person_record
from documents.template_proof.isolated import report_to_json
from documents.template_proof.proving import prove
from forms.grammar import FormDefinition
from tests.documents.template_proof.changed import FORM, with_paragraph

FIRST, SECOND = with_paragraph("Den første"), with_paragraph("Den anden")


def invited(
    database: Database, who: str, fund: str, role: Role, programmes: tuple[str, ...], now: datetime
) -> Holder:
    """Somebody of a fund that decides under these programmes."""
    email = f"{who.replace(' ', '')}@example.dk"
    invite_person(
        database,
        organisation_id=organisation_named(
            database, fund, OrganisationKind.FUND, programmes, now=now
        ),
        name=who,
        email=email,
        roles={role},
        address=str,
        actor_id=None,
        now=now,
    )
    with database.reading() as session:
        record = person_record(session, email)
        assert record is not None
        found = person_of_id(session, record.id)
        assert found is not None
        return found.holder()


def with_password(database: Database, who: Holder, password: str) -> str:
    """Let somebody sign in by a password; the address they do it with."""
    with database.writing() as session:
        record = session.get_one(PersonRecord, who.person_id)
        record.password_hash = hash_password(password, email=record.email)
        return record.email


def kept(
    database: Database,
    staff: Holder,
    now: datetime,
    content: bytes = FIRST,
    form: FormDefinition = FORM,
) -> str:
    """The id of a template that is kept without the process that looks at one."""
    record = TemplateRecord(
        form_id=form.id,
        form_version=form.version,
        name="skabelon.docx",
        sha256=sha256(content).hexdigest(),
        size=len(content),
        report=_report(),
        uploaded_by=staff.person_id,
        uploaded_at=now,
    )
    with database.writing() as session:
        add_template(session, record, content)
        return record.id


def in_use(
    database: Database, now: datetime, content: bytes = FIRST, form: FormDefinition = FORM
) -> None:
    """Let a form be laid out by a template from this day on."""
    who = f"staff {sha256(content).hexdigest()[:6]}"
    staff = invited(database, who, "Fonden", Role.STAFF, (form.programme,), now)
    template = kept(database, staff, now, content, form)
    use_template(database, staff, template, danish_day(now), now=now)


@cache
def _report() -> str:
    """What is found in a sound template."""
    return json.dumps(report_to_json(prove(FORM, FIRST)))
