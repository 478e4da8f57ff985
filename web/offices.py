"""The way from a page to the offices: the process's database, its keys and the hour."""

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app, g

from cases.bucket import store_at
from cases.database import Database
from cases.file_store import FileStore
from cases.library.layouts import Layouts
from cases.library.layouts import layouts as layouts_on
from cases.people.sealing import SECOND_FACTOR, Seal
from documents.seal import Sealer

_NAME, _LAYOUTS = "tilsagn.database", "tilsagn.layouts"


def database() -> Database:
    """The database of this process, made at the first use: after the process was forked."""
    found = current_app.extensions.get(_NAME)
    if isinstance(found, Database):
        return found
    made = Database(current_app.config["DATABASE_URL"])
    kept: Database = current_app.extensions.setdefault(_NAME, made)
    return kept


def store() -> FileStore:
    """The files that people sent."""
    return store_at(work_folder(), current_app.config["FILES_BUCKET"])


def work_folder() -> Path:
    """Where jobs keep what they work on, and files where no bucket is told."""
    return Path(current_app.config["FILES_FOLDER"])


def sealer() -> Sealer:
    """What seals the Word files we make, and knows whether one was."""
    newest, *former = keys()
    return Sealer(newest, tuple(former))


def keys() -> list[str | bytes]:
    """The service's keys, the newest first; what the others signed or sealed still holds."""
    return [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]


def secrets_seal() -> Seal:
    """What people's second factors are sealed with."""
    return Seal(keys(), purpose=SECOND_FACTOR)


def now() -> datetime:
    """The hour, in UTC."""
    return datetime.now(UTC)


def layouts() -> Layouts:
    """The templates in use at the hour of the request, asked for once in it."""
    found = g.get(_LAYOUTS)
    if isinstance(found, Layouts):
        return found
    made: Layouts = g.setdefault(_LAYOUTS, layouts_on(database(), now()))
    return made
