"""The same on PostgreSQL: the tables, a save, a conflict, and saves at once."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest

from cases.actions.delete_draft import delete_draft
from cases.actions.draft_history import draft_version
from cases.actions.open_draft import open_draft, open_link
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.errors import StaleDraft
from cases.holder import Holder
from cases.migration import upgrade
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from tests.cases.test_concurrency import in_parallel
from tests.cases.test_migration import differences

pytestmark = pytest.mark.postgres


def program(name: str) -> str:
    """A server program, on the path or where Debian keeps it."""
    for folder in sorted(FilePath("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / name).exists():
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} of PostgreSQL is not installed")
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="psycopg, PostgreSQL's driver, is not installed")
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = FilePath(tempfile.mkdtemp(prefix="tilsagn-pg-"))
    # PostgreSQL refuses to run as root.
    user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user, -1)
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=120
        )

    try:
        run(initdb, "-D", str(data), "-U", "tilsagn", "--auth=trust", "--no-sync", "-E", "UTF8")
        run(pg_ctl, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        yield f"postgresql+psycopg://tilsagn@127.0.0.1:{port}/postgres"
    finally:
        if data.exists():
            subprocess.run(
                (pg_ctl, "-D", str(data), "-m", "immediate", "stop"), user=user, check=False
            )
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def database(server: str) -> Iterator[Database]:
    upgrade(server)
    made = Database(server)
    yield made
    made.dispose()


@pytest.fixture
def draft(database, now):
    return start_draft(database, Holder(), form_of("projektskitse"), now=now)


@pytest.fixture
def holder(draft):
    return Holder(draft_ids=frozenset({draft.draft.id}))


def vision(text):
    return Answers({Path.parse("vision"): text})


def test_the_migrations_make_the_tables_of_the_models(server, database):
    assert differences(server) == []


def test_a_draft_is_saved_gone_back_to_and_deleted(database, draft, holder, now):
    draft_id = draft.draft.id
    for revision, text in enumerate(("første 🎉", "anden")):
        save_section(database, holder, draft_id, "vision", vision(text), based_on=revision, now=now)
    assert open_link(database, draft.link_token).answers == vision("anden")
    assert draft_version(database, holder, draft_id, 1).answers == vision("første 🎉")
    with pytest.raises(StaleDraft):
        save_section(database, holder, draft_id, "vision", vision("x"), based_on=1, now=now)
    delete_draft(database, holder, draft_id, now=now)


def test_writers_at_once_take_turns(database, draft, holder, now):
    draft_id, kept, told = draft.draft.id, [], []

    def work(name):
        for number in range(10):
            seen = open_draft(database, holder, draft_id).revision
            text = vision(f"{name} {number}")
            try:
                saved = save_section(
                    database, holder, draft_id, "vision", text, based_on=seen, now=now
                )
                kept.append(saved.revision)
            except StaleDraft as stale:
                told.append(stale)

    in_parallel([lambda name=name: work(name) for name in range(4)])
    assert len(kept) + len(told) == 40
    assert sorted(kept) == list(range(1, len(kept) + 1))
