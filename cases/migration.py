"""Bringing a database to the tables this version of the service knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from cases.database import Database

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(url: str) -> None:
    """Make or change the tables of the database at a URL; nothing happens when they are right.

    Either all of it happens or nothing. The folder of an SQLite file must exist.
    """
    database = Database(url)
    try:
        with database.connection() as connection:
            config = Config()
            config.set_main_option("script_location", str(_SCRIPTS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        database.dispose()
