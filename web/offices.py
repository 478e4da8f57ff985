"""The way from a page to the offices: the process's database and the hour of the request."""

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app, g

from cases.database import Database
from cases.file_store import FileStore
from cases.library.layouts import Layouts
from cases.library.layouts import layouts as layouts_on

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
    """The folder of files that people sent."""
    return FileStore(Path(current_app.config["FILES_FOLDER"]))


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
