"""Whether a database has to be asked for a template at all."""

import sqlite3
from contextlib import closing

import pytest

from cases.database import Database
from cases.library.models import TemplateUseRecord
from cases.library.nobody_chose import nobody_chose
from cases.migration import upgrade
from tests.cases.library.shelved import in_use


@pytest.fixture
def file(tmp_path):
    return tmp_path / "til % sagn #1.sqlite3"


@pytest.fixture
def prepared(file):
    upgrade(f"sqlite:///{file}")
    return f"sqlite:///{file}"


def test_nobody_chose_where_there_is_no_file_no_table_and_no_choice(file, prepared, tmp_path):
    with closing(sqlite3.connect(tmp_path / "bare.sqlite3")) as connection:
        connection.execute("CREATE TABLE drafts (id)")
    assert nobody_chose(f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert nobody_chose(f"sqlite:///{tmp_path / 'bare.sqlite3'}")
    assert nobody_chose(prepared)


def test_somebody_chose(prepared, now):
    database = Database(prepared)
    in_use(database, now)
    database.dispose()
    assert not nobody_chose(prepared)


def test_a_database_that_cannot_tell_has_to_be_asked(file, prepared):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        assert not nobody_chose(prepared)
    file.write_bytes(b"no database" * 100)
    assert not nobody_chose(prepared)
    assert not nobody_chose(f"{prepared}?timeout=1")
    assert not nobody_chose("postgresql+psycopg://x@127.0.0.1:1/x")


def test_what_is_asked_is_the_table_of_choices(prepared):
    assert TemplateUseRecord.__tablename__ == "template_uses"
