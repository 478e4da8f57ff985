"""The way from a page to the offices: the process's database, its keys and the hour."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, current_app, g

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
    return database_of(current_app)


def database_of(app: Flask) -> Database:
    """As `database`, where no request is under way."""
    found = app.extensions.get(_NAME)
    if isinstance(found, Database):
        return found
    made = Database(app.config["DATABASE_URL"])
    kept: Database = app.extensions.setdefault(_NAME, made)
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
    return keys_of(current_app)


def keys_of(app: Flask) -> list[str | bytes]:
    """As `keys`, where no request is under way."""
    return [app.config["SECRET_KEY"], *app.config["SECRET_KEY_FALLBACKS"]]


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
