"""Going to the provider and coming back, as a browser does."""

import html
import re
import time
from datetime import UTC, datetime

import pyotp

from cases.actions.invite_person import invite_person
from cases.holder import Role

COOKIE = "tilsagn-person"
START, BACK = "/log-ind/hos/kommune", "/log-ind/hos/kommune/svar"


def configure(app, fake, **settings):
    app.config["PROVIDERS"] = (fake.provider(**settings),)


def leave(client, start=START):
    answer = client.get(start)
    assert answer.status_code == 302
    return answer.location


def come_back(client, fake, start=START, **claims):
    return client.get(BACK, query_string=fake.code_for(leave(client, start), **claims))


def question_of(answer):
    assert answer.status_code == 200
    return re.search(r'name="vouched" value="([^"]+)"', answer.text)[1]


def is_in(client):
    return "Signe Havmand" in client.get("/").text


def person_id(database):
    with database.reading() as session:
        return session.connection().exec_driver_sql("SELECT id FROM people").scalar()


def cookies(client):
    return [each.key for each in client._cookies.values()]


def careful(app, client):
    """Set a second factor up, as the person signed in."""
    page = client.get("/konto").text
    secret = re.search(r'name="secret" value="(\w+)"', page)[1]
    code = pyotp.TOTP(secret).at(int(time.time()))
    answer = client.post("/konto/totrin", data={"secret": secret, "code": code})
    assert answer.status_code == 200
    client.post("/log-ind/ud")
    return secret


def question_of_wrong(answer):
    return html.unescape(re.search(r'name="vouched" value="([^"]+)"', answer.text)[1])


def another_invitation(database):
    with database.reading() as session:
        organisation = session.connection().exec_driver_sql("SELECT id FROM organisations")
        organisation_id = organisation.scalar()
    return invite_person(
        database,
        organisation_id=organisation_id,
        name="Bo",
        email="bo@example.dk",
        roles={Role.WRITER},
        address=str,
        actor_id=None,
        now=datetime.now(UTC),
    )
