"""Bringing a database to the tables this version of the service knows."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from cases.database import Database

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
_NEWEST = "head"


Sealing = Callable[[str], str]
"""From a secret to what is kept of it; needed where tables hold secrets from before 0007."""


class UnknownRevision(Exception):
    """Tables of a version of the service that this one does not know, as of a later one."""


def upgrade(url: str, *, sealing: Sealing | None = None) -> None:
    """Make or change the tables of the database at a URL; nothing happens when they are right.

    Either all of it happens or nothing. The folder of an SQLite file must exist.
    """
    database = Database(url)
    try:
        with database.connection() as connection:
            upgrade_connection(connection, sealing=sealing)
    finally:
        database.dispose()


def upgrade_connection(
    connection: Connection, revision: str = _NEWEST, *, sealing: Sealing | None = None
) -> None:
    """Make or change the tables up to a version, within the transaction of a connection.

    Raises UnknownRevision.
    """
    config = _config()
    config.attributes["connection"] = connection
    config.attributes["seal"] = sealing
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise UnknownRevision(revision) from error


def revision_of(connection: Connection) -> str:
    """The version of the tables there are; empty where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def newest_revision() -> str:
    """The version of the tables that this version of the service has."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config
