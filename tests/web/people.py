"""Who is invited in tests of pages, and what they sign in with."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.take_up_invitation import take_up_invitation
from cases.database import Database
from cases.holder import Role
from cases.people.person import OrganisationKind

PROGRAMME = "lokale-partnerskaber"

EMAIL, PASSWORD = "signe@example.dk", "tre grønne cykler"
SIGN_IN = {"email": EMAIL, "password": PASSWORD}


def signed_in(app: Flask, database: Database, role: Role) -> FlaskClient:
    """A browser of somebody with a role: of the kommune that applies, or of the fund."""
    is_fund = role in (Role.OFFICER, Role.STAFF, Role.AUDITOR)
    kind = OrganisationKind.FUND if is_fund else OrganisationKind.APPLICANT
    name, programmes = ("Fonden", (PROGRAMME,)) if is_fund else ("Ærø Kommune", ())
    now = datetime.now(UTC)
    email = f"{role.value}@example.dk"
    token = invite_person(
        database,
        organisation_id=organisation_named(database, name, kind, programmes, now=now),
        name=role.value,
        email=email,
        roles={role},
        address=str,
        actor_id=None,
        now=now,
    )
    take_up_invitation(database, token, PASSWORD, now=now)
    client = app.test_client()
    client.post("/log-ind", data={"email": email, "password": PASSWORD})
    return client
