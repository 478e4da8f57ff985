"""The migrations make the tables that the models know."""

import json
import pathlib

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from cases.actions.open_draft import open_draft
from cases.database import Database
from cases.holder import Holder
from cases.migration import newest_revision, upgrade, upgrade_connection
from cases.tables import Record
from forms.answers import Answers
from forms.path import Path

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "migrations"


def upgrade_to(url, revision):
    database = Database(url)
    with database.connection() as connection:
        upgrade_connection(connection, revision)
    database.dispose()


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


def test_tables_that_are_right_are_left_alone_and_others_are_not(url, bare_url, monkeypatch):
    asked = []
    monkeypatch.setattr(command, "upgrade", lambda *_: asked.append("upgrade"))
    upgrade(url)
    assert asked == []
    upgrade(bare_url)
    assert asked == ["upgrade"]


def test_the_newest_revision_is_the_one_that_nothing_follows():
    assert newest_revision() == ScriptDirectory(str(SCRIPTS)).get_current_head()


def test_a_database_without_tables_differs(bare_url):
    assert differences(bare_url) != []


def test_a_draft_from_before_there_were_cases_is_kept_with_its_answers(bare_url):
    url = bare_url
    upgrade_to(url, "0001")
    database = Database(url)
    with database.connection() as connection:
        connection.exec_driver_sql(
            "INSERT INTO drafts VALUES ('d', 'projektskitse', '2009', 'lokale-partnerskaber', "
            "NULL, 'h', 1, 3, 0, '2009-05-04 10:30:00', '2009-05-04 10:30:00')"
        )
        connection.exec_driver_sql(
            """INSERT INTO draft_answers VALUES ('d', 'vision', 'vision', '"v"')"""
        )
    upgrade(url)
    draft = open_draft(database, Holder(draft_ids=frozenset({"d"})), "d")
    database.dispose()
    assert (draft.case_id, draft.area) == (None, "")
    assert draft.answers == Answers({Path.parse("vision"): "v"})
    assert differences(url) == []


def test_what_was_sent_before_it_was_counted_is_reckoned_from_its_answers(bare_url):
    upgrade_to(bare_url, "0006")
    database = Database(bare_url)
    told = {"kommune": "Ærø", "udgifter": {"ansoegt_beloeb": "2,5 mio. kr."}}
    with database.connection() as connection:
        for statement in (
            "INSERT INTO organisations VALUES ('o', 'Ærø Kommune', 'applicant', '2009-05-04')",
            (
                "INSERT INTO people VALUES "
                "('p', 'o', 'p@example.dk', 'Signe', NULL, NULL, 0, false, '2009-05-04')"
            ),
            (
                "INSERT INTO cases (id, programme, owner_id, link_hash, created_at, state) VALUES "
                "('c', 'lokale-partnerskaber', 'o', 'h', '2009-05-04', 'submitted')"
            ),
            "INSERT INTO submissions VALUES ('s', 'c', 1, 'Ærø', 0, 'p', '2009-05-04')",
            (
                "INSERT INTO submission_files VALUES ('f', 's', 1, 'a.docx', "
                f"'projektskitse', '2009', '', 'x', 1, '{json.dumps(told)}')"
            ),
        ):
            connection.exec_driver_sql(statement)
    upgrade(bare_url)
    with database.connection() as connection:
        row = connection.exec_driver_sql("SELECT applied, kommune FROM submissions").one()
    database.dispose()
    assert tuple(row) == ("2500000.00", "Ærø")
    assert differences(bare_url) == []


def test_secrets_from_before_they_were_sealed_are_sealed(bare_url):
    upgrade_to(bare_url, "0006")
    database = Database(bare_url)
    with database.connection() as connection:
        at = "'2009-05-04 10:30:00'"
        for row in (
            f"organisations VALUES ('o', 'Ærø', 'applicant', {at})",
            f"people VALUES ('p', 'o', 'p@e.dk', 'P', NULL, 'JBSWY3DP', 0, false, {at})",
            f"people VALUES ('q', 'o', 'q@e.dk', 'Q', NULL, NULL, 0, false, {at})",
            "person_roles VALUES ('p', 'writer')",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    with pytest.raises(RuntimeError):
        upgrade(bare_url)
    upgrade(bare_url, sealing=lambda secret: f"sealed {secret}")
    with database.connection() as connection:
        found = connection.exec_driver_sql("SELECT totp_secret FROM people ORDER BY id").all()
    database.dispose()
    assert [each[0] for each in found] == ["sealed JBSWY3DP", None]
    assert differences(bare_url) == []
