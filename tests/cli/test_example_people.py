"""The people of the example: printed on one's own machine, and never where others reach it."""

import pytest

from app import create_app
from cases.actions import example_case
from cases.database import Database

pytestmark = pytest.mark.usefixtures("cheap")

KEY = "4a7b0c9d2e1f8a6b5c3d4e7f9a0b1c2d-strong"


@pytest.fixture
def told(tmp_path):
    url = f"sqlite:///{tmp_path}/tilsagn.sqlite3"
    return {"SECRET_KEY": KEY, "DATABASE_URL": url, "FILES_FOLDER": str(tmp_path / "filer")}


def sign_in(app, email, password):
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client().post("/log-ind", data={"email": email, "password": password})


def printed(app):
    output = app.test_cli_runner().invoke(args=["prepare"]).stdout
    lines = [line.split() for line in output.splitlines()]
    [password] = [line[1] for line in lines if line and line[0].endswith("/log-ind")]
    return [line[0] for line in lines if "@" in line[0]], password


def test_every_role_is_printed_with_a_sign_in_that_works_until_the_next_start(told):
    app = create_app(told)
    emails, password = printed(app)
    assert len(emails) == len(example_case.PEOPLE) == 6
    for email in emails:
        assert sign_in(app, email, password).status_code == 302
    again, other = printed(app)
    assert (again, other != password) == (emails, True)
    assert sign_in(app, emails[0], password).status_code == 422
    assert sign_in(app, emails[0], other).status_code == 302


def test_production_makes_nobody_and_does_not_start_where_they_are(told):
    production = told | {"SURROUNDINGS": "production"}
    result = create_app(production).test_cli_runner().invoke(args=["prepare"])
    assert (result.exit_code, "@" in result.stdout) == (0, False)
    database = Database(told["DATABASE_URL"])
    assert not example_case.has_example_people(database)
    database.dispose()
    printed(create_app(told))
    for command in ("prepare", "serve"):
        result = create_app(production).test_cli_runner().invoke(args=[command])
        assert (result.exit_code, "eksemplets" in result.stderr) == (2, True)


def test_somebody_is_invited_from_the_command_line(told):
    app = create_app(told)
    app.test_cli_runner().invoke(args=["prepare"])
    told_to = ["--name", "Bo", "--organisation", "Fonden", "--role", "staff"]
    arguments = ["invite", "bo@fond.example", *told_to, "--programme", "lokale-partnerskaber"]
    result = app.test_cli_runner().invoke(args=arguments)
    app.config["WTF_CSRF_ENABLED"] = False
    path = "/" + result.stdout.strip().split("/", 3)[3]
    app.test_client().post(path, data={"password": "tre grønne cykler"})
    assert sign_in(app, "bo@fond.example", "tre grønne cykler").status_code == 302
    assert app.test_cli_runner().invoke(args=arguments).exit_code == 2
