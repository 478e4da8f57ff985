"""A backup is whole, taken while the service goes on, and never laid over what is there."""

import io
import stat
import tarfile

import pytest

from cases.actions.back_up import BadBackup, back_up, restore
from cases.actions.open_life import open_life
from cases.actions.sweep_files import sweep_files
from cases.database import Database
from cases.file_store import FileGone, FileStore


@pytest.fixture
def url(sqlite_url):
    """Another database has tools of its own."""
    return sqlite_url


@pytest.fixture
def archive(desk, database, store, tmp_path):
    """A backup of a case that was sent twice."""
    desk.returned("vision")
    desk.write("vision", "vision", "Den nye vision")
    desk.submit()
    assert back_up(database, store, tmp_path / "kopi.tar") == 2
    return tmp_path / "kopi.tar"


@pytest.fixture
def elsewhere(tmp_path):
    (tmp_path / "andetsteds").mkdir()
    return f"sqlite:///{tmp_path}/andetsteds/t.sqlite3", FileStore(
        tmp_path / "andetsteds" / "filer"
    )


def test_what_was_sent_is_there_again_byte_for_byte(archive, elsewhere, desk, store):
    url, other = elsewhere
    assert restore(archive, url, other) == 2
    database = Database(url)
    life = open_life(database, desk.people["writer"], desk.case)
    assert life == open_life(*desk.as_("writer"))
    for file in (each for sent in life.submissions for each in sent.files):
        assert other.get(file.sha256) == store.get(file.sha256)
    assert sweep_files(database, other) == 0
    database.dispose()


def test_a_backup_is_for_its_owner_alone(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_is_not_made_without_a_file_that_a_row_tells_of(desk, database, store, tmp_path):
    [file] = desk.sent().files
    store.remove([file.sha256])
    with pytest.raises(FileGone):
        back_up(database, store, tmp_path / "kopi.tar")
    assert not (tmp_path / "kopi.tar").exists()


def test_a_backup_is_never_laid_over_a_database(archive, database, store):
    with pytest.raises(BadBackup):
        restore(archive, database.url, store)


def changed(archive, change):
    """The archive with other members, each a name and content or None for none."""
    target = archive.with_name("andet.tar")
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for member in old:
            kept = change(member.name, old.extractfile(member).read())
            if kept is not None:
                member.name, content = kept
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: None if name.startswith("filer/") else (name, content),
        lambda name, content: None if name.endswith("sqlite3") else (name, content),
        lambda name, content: (name, content + b"x" if "filer/" in name else content),
        lambda name, content: (f"../{name}", content),
        lambda name, content: (f"/tmp/{name}", content),
    ],
    ids=["files lack", "database lacks", "damaged", "leads out", "leads elsewhere"],
)
def test_a_backup_that_is_not_whole_puts_nothing_in_place(archive, elsewhere, tmp_path, change):
    url, other = elsewhere
    with pytest.raises(BadBackup):
        restore(changed(archive, change), url, other)
    assert not (tmp_path / "andetsteds" / "t.sqlite3").exists()


def test_anything_else_is_no_backup(elsewhere, tmp_path):
    (tmp_path / "x").write_bytes(b"no archive")
    with pytest.raises(BadBackup):
        restore(tmp_path / "x", *elsewhere)


def test_another_database_than_sqlite_is_not_backed_up_here(tmp_path, store, archive):
    with pytest.raises(BadBackup):
        restore(archive, "postgresql+psycopg://localhost/tilsagn", store)
