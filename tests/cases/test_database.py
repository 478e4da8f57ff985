"""What each of the two databases is set up for, and what it says when it cannot go on."""

import os
import sqlite3

import pytest
from sqlalchemy import event

from cases.actions.open_draft import open_draft
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.errors import StorageBusy, StorageFull
from cases.holder import Holder
from cases.look import Looks
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of

FORM = form_of("projektskitse")
VISION = Path.parse("vision")
FULL = """CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$"""


@pytest.fixture
def draft(database, now):
    return start_draft(database, Holder(), FORM, now=now).draft


@pytest.fixture
def save(database, draft, now):
    def save(text, based_on):
        given = Answers({VISION: text})
        save_section(
            database, holding(draft), draft.id, "vision", given, based_on=based_on, now=now
        )
        return open_draft(database, holding(draft), draft.id).answers.get(VISION)

    return save


def holding(draft):
    return Holder(draft_ids=frozenset({draft.id}))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_sqlite_flushes_each_commit_to_a_log_and_holds_foreign_keys(database):
    with database.engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert told == ["wal", 2, 1]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_disk_refuses_the_save_and_keeps_what_was_there(save, database, draft, monkeypatch):
    assert save("før", 0) == "før"
    pages, taken = [], Looks.take

    def limited(looks):
        look = taken(looks)
        pages[:] = pages or [look.driver.execute("PRAGMA page_count").fetchone()[0] + 2]
        look.driver.execute(f"PRAGMA max_page_count={pages[0]}")
        return look

    monkeypatch.setattr(Looks, "take", limited)
    with pytest.raises(StorageFull):
        save("x" * 100_000, 1)
    assert open_draft(database, holding(draft), draft.id).answers.get(VISION) == "før"
    pages[0] = 1_000_000
    assert save("x" * 100_000, 1) == "x" * 100_000


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_full_disk_of_the_server_refuses_the_save_too(save, database, draft):
    assert save("før", 0) == "før"
    with database.engine.begin() as connection:
        connection.exec_driver_sql(FULL)
        connection.exec_driver_sql(
            "CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON draft_answers "
            "FOR EACH ROW EXECUTE FUNCTION fill()"
        )
    with pytest.raises(StorageFull):
        save("efter", 1)
    assert open_draft(database, holding(draft), draft.id).answers.get(VISION) == "før"
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER fill ON draft_answers")
    assert save("efter", 1) == "efter"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_database_others_write_in_for_too_long_is_busy(url, draft, now):
    blocker = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    impatient = Database(url, seconds_to_wait=0.05)
    with pytest.raises(StorageBusy):
        start_draft(impatient, Holder(), FORM, now=now)
    blocker.execute("ROLLBACK")
    assert start_draft(impatient, Holder(), FORM, now=now).draft.revision == 0
    impatient.dispose()
    blocker.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_all_who_write_in_one_file_in_a_process_take_turns(database, url):
    impatient, asked = Database(url, seconds_to_wait=0.01), []
    event.listen(impatient.engine, "do_connect", lambda *_: asked.append("it"))
    with database.connection(), pytest.raises(StorageBusy), impatient.connection():
        pytest.fail("two write at once")
    assert asked == []
    with impatient.connection():
        assert asked == ["it"]
    impatient.dispose()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_save_takes_its_turn_with_all_who_write(database, url):
    impatient = Database(url, seconds_to_wait=0.01)
    for way in (database.connection, database.saving):
        with way(), pytest.raises(StorageBusy), impatient.saving():
            pytest.fail("two write at once")
    with database.saving(), pytest.raises(StorageBusy), impatient.connection():
        pytest.fail("two write at once")
    impatient.dispose()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_save_that_others_keep_out_of_the_file_is_busy_and_the_next_has_its_turn(url):
    blocker = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    impatient = Database(url, seconds_to_wait=0.05)
    with impatient.looking() as first:
        pass
    for _ in range(2):
        with pytest.raises(StorageBusy), impatient.saving():
            pytest.fail("two write at once")
    blocker.execute("ROLLBACK")
    with impatient.saving() as one:
        assert one.driver is first.driver
        assert one.driver.in_transaction
    with impatient.saving() as other, impatient.looking() as look:
        assert other.driver is one.driver
        assert look.driver is not one.driver
    impatient.dispose()
    blocker.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_save_that_fails_is_wholly_undone_and_the_next_has_its_turn(database):
    write, kept = (
        "UPDATE alembic_version SET version_num = ?",
        "SELECT version_num FROM alembic_version",
    )

    def fail(then):
        with database.saving() as asked:
            asked.driver.execute(write, ("x",))
            then(asked)

    with database.looking() as look:
        before = look.driver.execute(kept).fetchall()
    with pytest.raises(TypeError):
        fail(len)
    with pytest.raises(sqlite3.OperationalError):
        fail(lambda asked: asked.driver.execute("SELECT nothing"))
    with database.saving() as asked:
        assert asked.driver.execute(kept).fetchall() == before
        asked.driver.execute(write, ("y",))
    with database.looking() as look:
        assert look.driver.execute(kept).fetchall() == [("y",)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_child_does_not_wait_for_a_writer_of_its_parent(database, url):
    with database.connection():
        child = os.fork()
        if child == 0:
            os._exit(0 if Database(url)._turn.acquire(blocking=False) else 1)
        assert os.waitpid(child, 0)[1] == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_row_others_hold_for_too_long_is_busy(url, draft, now):
    impatient = Database(url, seconds_to_wait=0.05)
    given = Answers({VISION: "min"})

    def save():
        return save_section(
            impatient, holding(draft), draft.id, "vision", given, based_on=0, now=now
        ).revision

    with impatient.engine.connect() as blocker:
        blocker.exec_driver_sql("SELECT * FROM drafts FOR UPDATE")
        with pytest.raises(StorageBusy):
            save()
    assert save() == 1
    impatient.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_was_gone_for_a_while_is_found_again(database, draft, save):
    assert save("før", 0) == "før"
    with database.engine.connect() as one:
        mine = one.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        one.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = current_database() AND pid <> {mine}"
        )
    assert save("efter", 1) == "efter"
