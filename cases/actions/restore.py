"""Bring back what a backup holds, all of it or nothing."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import IO
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.orm import Session

from cases.backup import (
    CONTENTS,
    FILES,
    TABLES,
    Contents,
    KeptTable,
    NotABackup,
    row_of,
    tables_of,
)
from cases.database import Database
from cases.file_store import FileStore
from cases.kept_files import files_told_of
from cases.migration import Sealing, revision_of, upgrade_connection
from cases.retention.again import delete_again
from cases.retention.tombstones import Tombstone

_ROWS_AT_ONCE = 500
# What zipfile says of a file that is no zip, lacks an entry, or has one that is cut, spoiled,
# locked or packed in a way it does not know.
_NO_ZIP = (BadZipFile, KeyError, EOFError, zlib.error, RuntimeError, NotImplementedError)
_LONGEST_LINE = 64 * 1024 * 1024
_LONGEST_CONTENTS = 64 * 1024 * 1024


class NotEmpty(Exception):
    """The database holds something already, or tables of another version than the backup's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a backup held, and how many things of it had been deleted after it was made."""

    contents: Contents
    deleted_again: int


def restore(
    database: Database,
    store: FileStore,
    source: IO[bytes],
    tombstones: Iterable[Tombstone] = (),
    *,
    sealing: Sealing | None = None,
) -> Restored:
    """Put a backup's rows into an empty database, and its files into the folder.

    What the tombstones tell of is deleted again before anybody sees it, and its files do not come
    back. A backup of an earlier version is brought up to this one. Raises NotABackup for a file
    that is not as it was made, UnknownRevision for one of a later version, and NotEmpty.
    """
    try:
        with ZipFile(source) as archive:
            contents = _contents(archive)
            with database.connection() as connection:
                _make_tables(connection, contents.revision)
                for table, kept in _paired(connection, contents):
                    _fill(archive, connection, table, kept)
                upgrade_connection(connection, sealing=sealing)
                with Session(connection) as session:
                    deleted = delete_again(session, tombstones)
                    session.flush()
                    told_of = files_told_of(session)
                files = [each for each in contents.files if each in told_of]
                _restore_files(archive, store, files)
    except _NO_ZIP as error:
        raise NotABackup(str(error)) from error
    return Restored(contents=contents, deleted_again=deleted)


def _contents(archive: ZipFile) -> Contents:
    if archive.getinfo(CONTENTS).file_size > _LONGEST_CONTENTS:
        raise NotABackup(CONTENTS)
    return Contents.from_json(archive.read(CONTENTS))


def _make_tables(connection: Connection, revision: str) -> None:
    if revision_of(connection) not in ("", revision):
        raise NotEmpty
    upgrade_connection(connection, revision)
    for table in tables_of(connection):
        if connection.execute(select(table).limit(1)).first() is not None:
            raise NotEmpty


def _paired(connection: Connection, contents: Contents) -> list[tuple[Table, KeptTable]]:
    """Each table with what is kept of it, those that others refer to first."""
    kept = {each.name: each for each in contents.tables}
    tables = tables_of(connection)
    if {table.name for table in tables} != set(kept):
        raise NotABackup(CONTENTS)
    return [(table, kept[table.name]) for table in tables]


def _fill(archive: ZipFile, connection: Connection, table: Table, kept: KeptTable) -> None:
    digest, count = sha256(), 0
    with archive.open(f"{TABLES}{table.name}.jsonl") as entry:
        lines = _lines(entry, table.name)
        while some := list(islice(lines, _ROWS_AT_ONCE)):
            connection.execute(insert(table), [row_of(table, line) for line in some])
            for line in some:
                digest.update(line)
            count += len(some)
    if (count, digest.hexdigest()) != (kept.rows, kept.sha256):
        raise NotABackup(table.name)
    _count_on(connection, table)


def _lines(entry: IO[bytes], name: str) -> Iterator[bytes]:
    while line := entry.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise NotABackup(name)
        yield line


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a counter, which has not seen the ones put in by hand."""
    column = table.autoincrement_column
    if connection.dialect.name == "sqlite" or column is None or column.server_default is None:
        return
    last = connection.execute(select(func.max(column))).scalar()
    if last is not None:
        counter = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
        told = {"table": table.name, "column": column.name, "last": last}
        connection.execute(counter, told)


def _restore_files(archive: ZipFile, store: FileStore, names: Iterable[str]) -> None:
    """Raises NotABackup for a file whose content is not the one its name tells of."""
    for name in names:
        content = archive.read(f"{FILES}{name}")
        if sha256(content).hexdigest() != name:
            raise NotABackup(name)
        store.put(content)
