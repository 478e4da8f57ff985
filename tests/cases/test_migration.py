"""The migrations make the tables that the models know."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cases.database import Database
from cases.migration import upgrade
from cases.models import Record


def differences(url):
    database = Database(url)
    with database.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Record.metadata)
    database.dispose()
    return found


def test_the_migrations_make_the_tables_of_the_models(url):
    assert differences(url) == []


def test_migrating_again_changes_nothing(url):
    upgrade(url)
    assert differences(url) == []


def test_a_database_without_tables_differs(tmp_path):
    assert differences(f"sqlite:///{tmp_path / 'new.db'}") != []


def test_sqlite_flushes_each_commit_to_a_log_and_holds_foreign_keys(database):
    with database.engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert told == ["wal", 2, 1]
