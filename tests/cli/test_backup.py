"""`flask backup` and `flask restore`, from one database to another."""

import stat
from dataclasses import asdict
from functools import partial
from zipfile import ZipFile

import pytest

from app import create_app
from cases.actions.example_draft import EXAMPLE_ID
from cases.actions.list_drafts import list_drafts
from cases.bucket import store_at
from cases.database import Database
from cases.file_store import FileStore
from cases.folder_shelf import FolderShelf
from cases.holder import Holder
from cases.migration import upgrade
from cases.s3_shelf import S3Shelf
from tests.cases import s3


def called(folder, name, *arguments, input=None, **settings):  # noqa: A002 - as click says
    """What a command answers on the database of that name in a folder."""
    url = f"sqlite:///{folder / name}.db"
    told = {"SECRET_KEY": "a key of the tests", "DATABASE_URL": url}
    app = create_app(told | {"FILES_FOLDER": str(folder / name)} | settings)
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
    monkeypatch.setattr("cases.laying.files_of_backup", lambda _session: {"0" * 64})
    assert called(old, "old", "backup", "-o", tmp_path / "anden.zip").exit_code == 1
    assert (tmp_path / "anden.zip").exists()


def test_a_database_that_was_never_made_is_told_in_a_sentence(flask, tmp_path):
    upgrade(f"sqlite:///{tmp_path / 'tom.db'}")
    assert flask("tom", "backup", "-o", tmp_path / "tom.zip").exit_code == 0
    told = flask("aldrig", "backup", "-o", tmp_path / "aldrig.zip")
    assert told.exit_code == 2


def test_files_are_taken_along_to_a_bucket_and_backed_up_from_there(old, s3_port, tmp_path):
    bucket = asdict(s3.new_bucket(s3_port, "filer"))
    assert called(old, "old", "move-files").exit_code == 2
    for _ in range(2):
        assert called(old, "old", "move-files", FILES_BUCKET=bucket).exit_code == 0
    there, kept = store_at(tmp_path, bucket), FileStore(old / "old")
    assert sorted(there.names()) == sorted(kept.names()) != []
    copies = [tmp_path / "mappe.zip", tmp_path / "bucket.zip"]
    called(old, "old", "backup", "-o", copies[0])
    called(old, "old", "backup", "-o", copies[1], FILES_BUCKET=bucket)
    first, second = (
        {each.filename: each.CRC for each in ZipFile(copy).infolist() if "filer/" in each.filename}
        for copy in copies
    )
    assert first == second
    restored = asdict(s3.new_bucket(s3_port))
    assert called(tmp_path, "new", "restore", copies[1], FILES_BUCKET=restored).exit_code == 0
    assert sorted(store_at(tmp_path, restored).names()) == sorted(kept.names())


def test_a_bucket_that_is_away_is_told_in_a_sentence(old, kept, s3_port, tmp_path):
    away = {"FILES_BUCKET": asdict(s3.bucket_at(1, "spand"))}
    for name, *arguments in (
        ("old", "move-files"),
        ("old", "backup", "-o", tmp_path / "kopi.zip"),
        ("old", "prepare"),
        ("new", "restore", kept),
    ):
        told = called(old, name, *arguments, **away)
        assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "kopi.zip").exists()


def test_a_file_that_is_nowhere_is_told_of_and_the_rest_is_taken_along(old, s3_port, monkeypatch):
    wanted = set(FileStore(old / "old").names()) | {"0" * 64}
    monkeypatch.setattr("cases.actions.move_files.files_told_of", lambda _session: wanted)
    bucket = asdict(s3.new_bucket(s3_port))
    told = called(old, "old", "move-files", FILES_BUCKET=bucket)
    assert (told.exit_code, "0" * 64 in told.stderr) == (1, True)
    assert set(store_at(old, bucket).names()) == wanted - {"0" * 64}


def test_files_are_taken_along_a_piece_at_a_time_and_again_however_large(old, s3_port, monkeypatch):
    def whole(*_given):
        raise AssertionError("read whole into memory")

    for shelf in (FolderShelf, S3Shelf):
        monkeypatch.setattr(shelf, "read", whole)
    bucket = asdict(s3.new_bucket(s3_port))
    for _ in range(2):
        assert called(old, "old", "move-files", FILES_BUCKET=bucket).exit_code == 0
    wanted = set(FileStore(old / "old").names())
    assert set(store_at(old, bucket).names()) == wanted


def test_a_file_that_a_bucket_does_not_take_is_told_of(old, s3_port, monkeypatch):
    monkeypatch.setattr("cases.s3_shelf._LARGEST_FETCHED", 0)
    told = called(old, "old", "move-files", FILES_BUCKET=asdict(s3.new_bucket(s3_port)))
    assert told.exit_code == 1
    assert all(name in told.stderr for name in FileStore(old / "old").names())
