"""Looks at SQLite: one state each, nobody else's, and none that outlives its use."""

import os
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.actions.open_draft import open_draft
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.errors import DraftNotFound, StorageBusy
from cases.holder import Holder
from cases.look import Look, Looks
from cases.models import DraftRecord, table_of
from cases.prepared import Prepared
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of

VISION = Path.parse("vision")
IDS = Prepared(select(table_of(DraftRecord).c.id))
only_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def _begin(database: Database, now) -> str:
    return start_draft(database, Holder(), form_of("projektskitse"), now=now).draft.id


def test_what_was_committed_before_a_look_is_seen_in_it_and_nothing_later(database, now):
    first = _begin(database, now)
    with database.looking() as asked:
        assert IDS.rows(asked, {}) == [(first,)]
        second = _begin(database, now)
        with database.looking() as inner:
            assert {*IDS.rows(inner, {})} == {(first,), (second,)}
        assert IDS.rows(asked, {}) == [(first,)]
    with database.looking() as asked:
        assert len(IDS.rows(asked, {})) == 2


@only_sqlite
def test_a_connection_is_used_again_once_nobody_looks_by_it_any_more(database, now):
    with database.looking() as one, database.looking() as other:
        assert isinstance(one, Look)
        assert one.driver is not other.driver
    with database.looking() as again:
        assert again.driver in (one.driver, other.driver)
        assert again.driver.in_transaction
    assert not again.driver.in_transaction


@only_sqlite
def test_a_look_that_fails_leaves_its_connection_as_it_was(database, now):
    with pytest.raises(DraftNotFound):
        open_draft(database, Holder(), "findes-ikke")
    with pytest.raises(sqlite3.OperationalError), database.looking() as asked:
        asked.driver.execute("SELECT nothing")
    _begin(database, now)
    with database.looking() as asked:
        assert len(IDS.rows(asked, {})) == 1


@only_sqlite
def test_a_file_that_others_keep_to_themselves_is_busy(url):
    impatient = Database(url, seconds_to_wait=0.01)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    with impatient.looking() as asked:
        IDS.rows(asked, {})
    impatient.dispose()
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageBusy), impatient.looking() as asked:
        IDS.rows(asked, {})
    other.close()
    with impatient.looking() as asked:
        IDS.rows(asked, {})
    impatient.dispose()


@only_sqlite
def test_many_threads_each_look_by_a_connection_of_their_own(database, now):
    drafts, met, wrong = {_begin(database, now) for _ in range(3)}, threading.Barrier(4), []

    def look() -> None:
        for _ in range(20):
            with database.looking() as asked:
                found = {id_ for (id_,) in IDS.rows(asked, {})}
                wrong.extend([] if found == drafts else [found])
        with database.looking() as asked:
            seen.append(asked.driver)
            met.wait(5)

    seen: list[sqlite3.Connection] = []
    threads = [threading.Thread(target=look) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (wrong, len({*map(id, seen)})) == ([], 4)


@only_sqlite
def test_every_connection_is_closed_with_its_database(url):
    database = Database(url)
    with database.looking() as asked:
        IDS.rows(asked, {})
    database.dispose()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        asked.driver.execute("SELECT 1")


@only_sqlite
def test_a_child_looks_by_no_connection_of_its_parent(database):
    with database.looking() as asked:
        IDS.rows(asked, {})
    child = os.fork()
    if child == 0:
        try:
            with database.looking() as own:
                os._exit(0 if own.driver is not asked.driver else 1)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    with database.looking() as again:
        assert again.driver is asked.driver


def test_what_is_in_memory_alone_is_looked_at_where_it_is():
    database = Database("sqlite://")
    with database.connection() as writing:
        writing.exec_driver_sql("CREATE TABLE one (id TEXT)")
    with database.looking() as asked:
        assert not isinstance(asked, Look)
        assert asked.exec_driver_sql("SELECT * FROM one").all() == []
    database.dispose()


@only_sqlite
def test_only_what_is_prepared_can_be_asked_by_a_look(database):
    with database.looking() as asked:
        assert not isinstance(asked, Session)
        assert not hasattr(asked, "execute")
    assert isinstance(database._looks, Looks)


def test_a_draft_is_read_again_once_anybody_saved_in_it_and_by_nobody_else(database, url, now):
    draft_id = _begin(database, now)
    holder, other = Holder(draft_ids=frozenset({draft_id})), Database(url)
    assert len(open_draft(database, holder, draft_id).answers) == 0
    for number, text in enumerate(("først", "så")):
        given = Answers({VISION: text})
        save_section(other, holder, draft_id, "vision", given, based_on=number, now=now)
        for _ in range(2):
            assert open_draft(database, holder, draft_id).answers.get(VISION) == text
        with pytest.raises(DraftNotFound):
            open_draft(database, Holder(), draft_id)
    other.dispose()


@only_sqlite
def test_the_same_draft_of_a_copied_database_is_read_where_it_is(database, tmp_path, now):
    draft_id = _begin(database, now)
    holder = Holder(draft_ids=frozenset({draft_id}))
    path = tmp_path / "copy.db"
    with database.looking() as asked, closing(sqlite3.connect(path)) as copy:
        asked.driver.backup(copy)
    copied = Database(f"sqlite:///{path}")
    for each, text in ((database, "her"), (copied, "der")):
        given = Answers({VISION: text})
        save_section(each, holder, draft_id, "vision", given, based_on=0, now=now)
    for each, text in ((database, "her"), (copied, "der")):
        assert open_draft(each, holder, draft_id).answers.get(VISION) == text
    copied.dispose()
