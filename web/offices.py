"""The way from a page to the offices: the process's database, its keys and the hour."""

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from cases.database import Database
from cases.file_store import FileStore
from cases.people.sealing import SECOND_FACTOR, Seal

_NAME = "tilsagn.database"


def database() -> Database:
    """The database of this process, made at the first use: after the process was forked."""
    found = current_app.extensions.get(_NAME)
    if isinstance(found, Database):
        return found
    made = Database(current_app.config["DATABASE_URL"])
    kept: Database = current_app.extensions.setdefault(_NAME, made)
    return kept


def store() -> FileStore:
    """The folder of files that people sent."""
    return FileStore(Path(current_app.config["FILES_FOLDER"]))


def keys() -> list[str | bytes]:
    """The service's keys, the newest first; what the others signed or sealed still holds."""
    return [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]


def secrets_seal() -> Seal:
    """What people's second factors are sealed with."""
    return Seal(keys(), purpose=SECOND_FACTOR)


def now() -> datetime:
    """The hour, in UTC."""
    return datetime.now(UTC)
