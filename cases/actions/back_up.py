"""Back up and restore: the database and every file its rows tell of, in one archive."""

import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from cases.database import Database
from cases.file_store import FileStore
from cases.kept_files import files_told_of
from cases.migration import upgrade

_DATABASE, _FILES = "tilsagn.sqlite3", "filer"


class BadBackup(Exception):
    """Not a backup of ours, or not whole; or there is something already where it is to go."""


def back_up(database: Database, store: FileStore, target: Path) -> int:
    """How many files went into the archive beside the database as it stood at one moment.

    The service goes on meanwhile: files are never changed, and a row comes after its file.
    Raises FileGone where a row tells of a file that is not there, and then leaves no archive;
    BadBackup for another database than SQLite, whose own tools make its backups.
    """
    with TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / _DATABASE
        _copy(_sqlite_file(database.url), copy)
        kept = Database(f"sqlite:///{copy}")
        try:
            with kept.reading() as session:
                names = sorted(files_told_of(session))
        finally:
            kept.dispose()
        made = Path(folder) / "made.tar"
        with tarfile.open(made, "w") as archive:
            archive.add(copy, _DATABASE)
            for name in names:
                whole = Path(folder) / name
                whole.write_bytes(store.get(name))
                archive.add(whole, f"{_FILES}/{name}")
                whole.unlink()
        made.chmod(0o600)
        made.replace(target)
    return len(names)


def restore(source: Path, database_url: str, store: FileStore) -> int:
    """How many files were put back beside the database, which is then brought up to date.

    Each is held against its checksum before anything is put in place. Raises BadBackup, also
    where a database stands already: it is moved away by a person, never written over.
    """
    file = _sqlite_file(database_url)
    if file.exists():
        raise BadBackup(f"{file} is there already")
    with TemporaryDirectory(dir=file.parent) as folder:
        names = frozenset(_unpack(source, Path(folder), store))
        copy = Path(folder) / _DATABASE
        kept = Database(f"sqlite:///{copy}")
        try:
            with kept.reading() as session:
                missing = files_told_of(session) - names
        finally:
            kept.dispose()
        if missing:
            raise BadBackup(f"{len(missing)} files that rows tell of are not in it")
        _copy(copy, file)
    upgrade(database_url)
    return len(names)


def _unpack(source: Path, folder: Path, store: FileStore) -> Iterator[str]:
    """Put each file into the store, and the database into the folder."""
    try:
        with tarfile.open(source) as archive:
            for member in archive:
                stream = archive.extractfile(member)
                content = b"" if stream is None else stream.read()
                place, _, name = member.name.rpartition("/")
                if member.name == _DATABASE:
                    (folder / _DATABASE).write_bytes(content)
                elif place == _FILES and sha256(content).hexdigest() == name:
                    yield store.put(content)
                else:
                    raise BadBackup(f"{member.name} is damaged, or none of ours")
    except (tarfile.TarError, OSError) as error:
        raise BadBackup(str(error)) from error
    if not (folder / _DATABASE).exists():
        raise BadBackup("there is no database in it")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _sqlite_file(url: str) -> Path:
    where = make_url(url)
    if where.get_backend_name() != "sqlite" or not where.database:
        raise BadBackup("only a database in a file is backed up here")
    return Path(where.database)
