"""Keep a copy of everything: every row as it stands at one moment, and every file they tell of."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, Table, select

from cases.backup import CONTENTS, FILES, TABLES, Contents, KeptTable, line_of, tables_of
from cases.database import Database
from cases.file_store import FileStore
from cases.laying import held
from cases.migration import UnknownRevision, newest_revision, revision_of
from cases.shelf import FileGone

_ROWS_AT_ONCE = 500


def back_up(database: Database, store: FileStore, target: IO[bytes], *, now: datetime) -> Contents:
    """Write a backup as a zip, row by row and file by file; what stands in it.

    Nobody need stop working meanwhile: the rows are those of one moment, and files are never
    changed, nor taken away before they are kept. A file that is gone or spoiled is told of in the
    contents, and the rest is kept. Raises UnknownRevision where the tables are not those of this
    version, StorageFull, StorageBusy and StoreDown.
    """
    revision = _revision(database)
    with (
        database.reading() as session,
        held(database, session, now=now) as wanted,
        ZipFile(target, "w", ZIP_DEFLATED) as archive,
    ):
        connection = session.connection()
        tables = tuple(_keep(archive, connection, table) for table in tables_of(connection))
        kept = tuple(_kept_files(archive, store, sorted(wanted)))
        contents = Contents(
            made_at=now.astimezone(UTC).isoformat(),
            revision=revision,
            tables=tables,
            files=kept,
            missing=tuple(sorted(wanted - set(kept))),
        )
        archive.writestr(CONTENTS, contents.to_json())
    return contents


def _revision(database: Database) -> str:
    with database.reading() as session:
        revision = revision_of(session.connection())
    if revision != newest_revision():
        raise UnknownRevision(revision)
    return revision


def _keep(archive: ZipFile, connection: Connection, table: Table) -> KeptTable:
    digest, count = sha256(), 0
    with archive.open(f"{TABLES}{table.name}.jsonl", "w", force_zip64=True) as entry:
        for line in _lines(connection, table):
            digest.update(line)
            entry.write(line)
            count += 1
    return KeptTable(name=table.name, rows=count, sha256=digest.hexdigest())


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    ordered = select(table).order_by(*table.primary_key.columns)
    options = {"yield_per": _ROWS_AT_ONCE}
    for row in connection.execute(ordered, execution_options=options):
        yield line_of(row)


def _kept_files(archive: ZipFile, store: FileStore, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            content = store.get(name)
        except FileGone:
            continue
        entry = ZipInfo(f"{FILES}{name}")
        # Word, Excel and PDF files are packed already.
        entry.compress_type = ZIP_STORED
        archive.writestr(entry, content)
        yield name
