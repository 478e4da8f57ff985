"""Bring back what a backup holds, all of it or nothing."""

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import IO
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table, func, insert, select, text

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
from cases.migration import Sealing, revision_of, upgrade_connection

_ROWS_AT_ONCE = 500
# What zipfile says of a file that is no zip, lacks an entry, or has one that is cut, spoiled,
# locked or packed in a way it does not know.
_NO_ZIP = (BadZipFile, KeyError, EOFError, zlib.error, RuntimeError, NotImplementedError)
_LONGEST_LINE = 64 * 1024 * 1024
_LONGEST_CONTENTS = 64 * 1024 * 1024


class NotEmpty(Exception):
    """The database holds something already, or tables of another version than the backup's."""


def restore(
    database: Database, store: FileStore, source: IO[bytes], *, sealing: Sealing | None = None
) -> Contents:
    """Put a backup's rows into an empty database, and its files into the folder.

    A backup of an earlier version is brought up to this one. Raises NotABackup for a file that is
    not as it was made, UnknownRevision for one of a later version, and NotEmpty.
    """
    try:
        with ZipFile(source) as archive:
            contents = _contents(archive)
            with database.connection() as connection:
                _make_tables(connection, contents.revision)
                for table, kept in _paired(connection, contents):
                    _fill(archive, connection, table, kept)
                _restore_files(archive, store, contents.files)
                upgrade_connection(connection, sealing=sealing)
    except _NO_ZIP as error:
        raise NotABackup(str(error)) from error
    return contents


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
