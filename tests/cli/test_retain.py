"""What has been kept long enough, shown and let go by a command."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app import create_app
from cases.actions.be_present import SEEN_FOR
from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.holder import Holder
from cases.migration import upgrade
from cases.models import PresenceRecord
from cases.retention.ledger import Ledger
from forms.registry import form_of

MISTAKE = 2


@pytest.fixture
def app(tmp_path) -> Flask:
    url = f"sqlite:///{tmp_path}/tilsagn.db"
    upgrade(url)
    told = {"SECRET_KEY": "x", "DATABASE_URL": url, "FILES_FOLDER": str(tmp_path / "filer")}
    return create_app({**told, "TOMBSTONES": str(tmp_path / "gravsten.jsonl")})


@pytest.fixture
def old(app) -> str:
    """A draft that nobody saved in for three years."""
    database = Database(app.config["DATABASE_URL"])
    at = datetime.now(UTC) - timedelta(days=3 * 365)
    made = start_draft(database, Holder(), form_of("projektskitse"), now=at).draft.id
    database.dispose()
    return made


def run(app, *words):
    return app.test_cli_runner().invoke(args=["retain", *words])


def test_what_is_due_is_shown_and_stays(app, old):
    for _ in range(2):
        assert run(app).stdout == f"Kladde\t{old}\n"


def test_what_is_due_goes_and_its_stone_is_written_down(app, old, tmp_path):
    assert run(app, "--do").stdout == f"Kladde\t{old}\n"
    assert run(app).stdout == ""
    [stone] = Ledger(tmp_path / "gravsten.jsonl").read()
    assert stone.subject_id == old


def test_who_had_a_page_open_is_forgotten(app):
    database = Database(app.config["DATABASE_URL"])
    told = {"draft_id": "x", "person_id": "x", "section": "vision"}
    with database.writing() as session:
        session.add(PresenceRecord(**told, seen_at=datetime.now(UTC) - 2 * SEEN_FOR))
    assert run(app, "--do").exit_code == 0
    with database.reading() as session:
        assert session.query(PresenceRecord).count() == 0
    database.dispose()


def test_what_is_kept_longer_here_stays(app, old):
    app.config["KEPT_DAYS"] = {"drafts": 2000}
    assert run(app).stdout == ""


@pytest.mark.parametrize("days", [{"trail": 30}, {"drfts": 100}])
def test_a_time_that_cannot_be_meant_is_a_mistake(app, old, days):
    app.config["KEPT_DAYS"] = days
    result = run(app, "--do")
    assert (result.exit_code, result.stdout) == (MISTAKE, "")
    assert next(iter(days)) in result.stderr
