"""`flask backup` and `flask restore`, from one database to another."""

import stat
from functools import partial

import pytest

from app import create_app
from cases.actions.example_draft import EXAMPLE_ID
from cases.actions.list_drafts import list_drafts
from cases.database import Database
from cases.holder import Holder
from cases.migration import upgrade


def called(folder, name, *arguments, input=None):  # noqa: A002 - as click says
    """What a command answers on the database of that name in a folder."""
    url = f"sqlite:///{folder / name}.db"
    told = {"SECRET_KEY": "a key of the tests", "DATABASE_URL": url}
    app = create_app(told | {"FILES_FOLDER": str(folder / name)})
    result = app.test_cli_runner().invoke(args=[str(each) for each in arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def flask(tmp_path):
    return partial(called, tmp_path)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A folder with the database of the example, called old, and its backup."""
    folder = tmp_path_factory.mktemp("old")
    assert called(folder, "old", "prepare").exit_code == 0
    assert called(folder, "old", "backup", "-o", folder / "kopi.zip").exit_code == 0
    return folder


@pytest.fixture
def kept(old):
    return old / "kopi.zip"


def test_the_example_comes_back_with_its_id(flask, kept, tmp_path):
    told = flask("new", "restore", kept)
    assert told.exit_code == 0
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    example = Holder(draft_ids=frozenset({EXAMPLE_ID}))
    assert [each.id for each in list_drafts(database, example)] == [EXAMPLE_ID]
    database.dispose()


def test_a_backup_is_for_its_owner_alone(kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_backup_is_taken_from_stdin(flask, kept):
    assert flask("new", "restore", "-", input=kept.read_bytes()).exit_code == 0


@pytest.mark.parametrize("name", ["missing.zip", "old.db"])
def test_what_is_no_backup_is_a_mistake_and_no_traceback(flask, old, name):
    assert flask("new", "restore", old / name).exit_code == 2


def test_nothing_is_restored_over_what_is_there(old, kept):
    assert called(old, "old", "restore", kept).exit_code == 2


def test_a_file_that_is_gone_is_status_1(old, tmp_path, monkeypatch):
    monkeypatch.setattr("cases.actions.back_up.files_told_of", lambda _session: {"0" * 64})
    assert called(old, "old", "backup", "-o", tmp_path / "anden.zip").exit_code == 1
    assert (tmp_path / "anden.zip").exists()


def test_a_database_that_was_never_made_is_told_in_a_sentence(flask, tmp_path):
    upgrade(f"sqlite:///{tmp_path / 'tom.db'}")
    assert flask("tom", "backup", "-o", tmp_path / "tom.zip").exit_code == 0
    told = flask("aldrig", "backup", "-o", tmp_path / "aldrig.zip")
    assert told.exit_code == 2
