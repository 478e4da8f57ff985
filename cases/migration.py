"""Bringing a database to the tables this version of the service knows."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from cases.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
_NEWEST = "head"
_NAMED = re.compile(r'^(down_)?revision = "(\w+)"', re.MULTILINE)


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
    if revision == _NEWEST and revision_of(connection) == newest_revision():
        return
    # A quarter of a second that a database that is up to date can do without.
    from alembic import command  # noqa: PLC0415 - loaded where asked for
    from alembic.util import CommandError  # noqa: PLC0415 - loaded where asked for

    config = _config()
    config.attributes["connection"] = connection
    config.attributes["seal"] = sealing
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise UnknownRevision(revision) from error


def revision_of(connection: Connection) -> str:
    """The version of the tables there are; empty where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def newest_revision() -> str:
    """The version of the tables that this version of the service has."""
    scripts = [each.read_text(encoding="utf-8") for each in (_SCRIPTS / "versions").glob("*.py")]
    named = [each for script in scripts for each in _NAMED.findall(script)]
    followed = {name for is_former, name in named if is_former}
    [newest] = (name for is_former, name in named if not is_former and name not in followed)
    return str(newest)


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - loaded where asked for

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config
