"""What a backup is: a zip of every row as a line of JSON, and every file they tell of.

`indhold.json` says which version of the tables the rows are from, how many there are of each, and
the checksum of each table's lines. Rows know nothing of the database they came from, so what was
kept in SQLite can be restored to PostgreSQL.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Date, DateTime, LargeBinary, MetaData, Numeric, Table
from sqlalchemy.types import TypeEngine

CONTENTS, TABLES, FILES = "indhold.json", "tabeller/", "filer/"
# The version is told in the contents. Work under way is put down again, who was signed in
# may have signed out since, and nobody is laying files into what is restored: these stay behind.
_LEFT_OUT = frozenset(
    {"alembic_version", "jobs", "job_files", "sign_ins", "file_claims", "presences"}
)
_FORMAT = 1


class NotABackup(Exception):
    """The file is no backup of ours, or not as it was made; `detail` says where."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTable:
    """How many rows of a table a backup has, and the SHA-256 of its lines."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a backup holds: from when, of which version of the tables; files by their checksum.

    `missing` are the checksums of files that rows tell of and that were not there, or were no
    longer what they had been.
    """

    made_at: str
    revision: str
    tables: tuple[KeptTable, ...]
    files: tuple[str, ...]
    missing: tuple[str, ...]

    def to_json(self) -> str:
        """As it stands in the zip."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> "Contents":
        """Raises NotABackup for anything but what `to_json` writes."""
        try:
            told = json.loads(text)
            if told.pop("format") != _FORMAT:
                raise NotABackup(CONTENTS)
            tables = tuple(KeptTable(**each) for each in told.pop("tables"))
            files, missing = tuple(told.pop("files")), tuple(told.pop("missing"))
            return cls(tables=tables, files=files, missing=missing, **told)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise NotABackup(CONTENTS) from error


def tables_of(connection: Connection) -> list[Table]:
    """The tables that are kept, as they are in the database, those others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name not in _LEFT_OUT]


def line_of(values: Sequence[object]) -> bytes:
    """A row as a line of JSON, its values in the order of its columns."""
    return json.dumps([_told(value) for value in values]).encode("ascii") + b"\n"


def row_of(table: Table, line: bytes) -> dict[str, object]:
    """The row that a line tells; raises NotABackup for a line that is none of the table's."""
    try:
        values = json.loads(line)
        if not isinstance(values, list):
            raise NotABackup(table.name)
        pairs = zip(table.columns, values, strict=True)
        return {column.name: _taken(column.type, value) for column, value in pairs}
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise NotABackup(table.name) from error


def _told(value: object) -> object:
    match value:
        case datetime():
            # SQLite hands hours back without the zone they were all stored in.
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
        case date():
            return value.isoformat()
        case bytes() | memoryview():
            return b64encode(value).decode("ascii")
        case Decimal():
            return str(value)
    return value


def _taken(kind: TypeEngine[Any], value: Any) -> object:
    if value is None:
        return None
    match kind:
        case DateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case LargeBinary():
            return b64decode(value, validate=True)
        case Numeric():
            return Decimal(value)
    return value
