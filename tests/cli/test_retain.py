"""What has been kept long enough, shown and let go by a command."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app import create_app
from cases.actions.be_present import SEEN_FOR
from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.errors import StorageBusy, StoreDown
from cases.file_store import FileStore
from cases.holder import Holder
from cases.migration import upgrade
from cases.models import PresenceRecord
from cases.retention.due import terms_with
from cases.retention.ledger import Ledger
from cli.retain import do_a_minute
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


def busy(*_given, **_named):
    raise StorageBusy


def stones(tmp_path):
    return [each.subject_id for each in Ledger(tmp_path / "gravsten.jsonl").read()]


def test_a_stone_is_written_down_though_nobody_can_be_forgotten(app, old, tmp_path, monkeypatch):
    monkeypatch.setattr("cli.retain.forget_who_left", busy)
    assert run(app, "--do").stdout == f"Kladde\t{old}\n"
    assert stones(tmp_path) == [old]


def test_the_server_writes_stones_down_whatever_else_has_to_wait(app, old, tmp_path, monkeypatch):
    assert run(app, "--do").exit_code == 0
    (tmp_path / "gravsten.jsonl").unlink()
    terms = terms_with({})
    for each in ("forget_who_left", "let_go_of_old"):
        monkeypatch.setattr(f"cli.retain.{each}", busy)
    assert do_a_minute(app, terms, None) is None
    assert stones(tmp_path) == [old]


def test_the_server_forgets_who_left_though_no_stone_can_be_written(app, monkeypatch):
    def broken(*_given):
        raise OSError

    forgotten = []
    monkeypatch.setattr(Ledger, "copy_from", broken)
    monkeypatch.setattr("cli.retain.forget_who_left", lambda *_given, now: forgotten.append(now))
    last = datetime.now(UTC)
    assert do_a_minute(app, terms_with({}), last) == last
    assert len(forgotten) == 1


def test_files_that_nothing_tells_of_go_too(app, tmp_path):
    store = FileStore(tmp_path / "filer")
    store.put(b"efterladt")
    assert run(app, "--do").exit_code == 0
    assert list(store.names()) == []


def test_what_is_due_goes_also_while_the_files_cannot_be_reached(app, old, monkeypatch):
    def away(*_given):
        raise StoreDown

    monkeypatch.setattr(FileStore, "names", away)
    assert run(app, "--do").stdout == f"Kladde\t{old}\n"


def test_what_is_kept_longer_here_stays(app, old):
    app.config["KEPT_DAYS"] = {"drafts": 2000}
    assert run(app).stdout == ""


@pytest.mark.parametrize("days", [{"trail": 30}, {"drfts": 100}])
def test_a_time_that_cannot_be_meant_is_a_mistake(app, old, days):
    app.config["KEPT_DAYS"] = days
    result = run(app, "--do")
    assert (result.exit_code, result.stdout) == (MISTAKE, "")
    assert next(iter(days)) in result.stderr
