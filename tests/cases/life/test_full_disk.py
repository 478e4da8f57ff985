"""A disk that is full while a case is sent in leaves it as it was, and it is sent afterwards."""

import errno
import os
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event

from cases.actions.add_files import NewFile, add_files
from cases.actions.open_review import open_review
from cases.actions.start_review import start_review
from cases.errors import StorageFull
from cases.holder import Holder
from cases.life.states import CaseState
from tests.cases.test_database import FULL


@pytest.fixture
def approved(desk):
    desk.fill()
    desk.approve()
    return desk


def test_a_full_folder_of_files(approved, monkeypatch):
    before = approved.draft.answers

    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StorageFull):
            approved.submit()
    assert (approved.state(), approved.draft.answers) == (CaseState.APPROVED, before)
    assert list(approved.store.names()) == []
    assert approved.submit().number == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_disk_under_the_database(desk, url):
    desk.fill()
    desk.write("kommentarer", "kommentarer", "Mere end en side af filen. " * 500)
    desk.approve()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("VACUUM")  # so that there is no page to spare
    before, pages = desk.draft.answers, []

    def limit(connection, _record, _proxy):
        pages[:] = pages or [connection.execute("PRAGMA page_count").fetchone()[0]]
        connection.execute(f"PRAGMA max_page_count={pages[0]}")

    event.listen(desk.database.engine, "checkout", limit)
    with pytest.raises(StorageFull):
        desk.submit()
    assert (desk.state(), desk.draft.answers) == (CaseState.APPROVED, before)
    pages[0] = 1_000_000
    assert desk.submit().number == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_full_disk_of_the_server(approved):
    before = approved.draft.answers
    with approved.database.engine.begin() as connection:
        connection.exec_driver_sql(FULL)
        connection.exec_driver_sql(
            "CREATE TRIGGER fill BEFORE INSERT ON submission_files "
            "FOR EACH ROW EXECUTE FUNCTION fill()"
        )
    with pytest.raises(StorageFull):
        approved.submit()
    assert (approved.state(), approved.draft.answers) == (CaseState.APPROVED, before)
    with approved.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER fill ON submission_files")
    assert approved.submit().number == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_full_disk_of_the_server_while_files_are_laid_up(database, folder, now):
    started = start_review(database, Holder(), title="", received=None, now=now)
    holder = Holder(review_ids=frozenset({started.review_id}))
    file = [NewFile(name="a.pdf", content=b"en fil")]
    with database.engine.begin() as connection:
        connection.exec_driver_sql(FULL)
        connection.exec_driver_sql(
            "CREATE TRIGGER fill BEFORE INSERT ON review_files FOR EACH ROW EXECUTE FUNCTION fill()"
        )
    with pytest.raises(StorageFull):
        add_files(database, folder, holder, started.review_id, file, now=now)
    assert open_review(database, holder, started.review_id).files == ()
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER fill ON review_files")
    assert len(add_files(database, folder, holder, started.review_id, file, now=now)) == 1
