"""A PostgreSQL server of the tests' own: started where it is first asked for, gone with them."""

import os
import pwd
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from sqlalchemy import text

from cases.database import Database
from cases.migration import upgrade
from tests.patience import PATIENCE

# Where Debian keeps the programs of each version, off the path; the newest first.
PROGRAMS = tuple(
    map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: -int(f.parent.name)))
)
# A fall of the machine takes the tests along; a killed client loses nothing by these.
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=on", "listen_addresses=")
EMPTY, BARE = "empty", "template1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that listens on a socket in a folder of its own."""

    folder: Path

    def url(self, name: str) -> str:
        """How SQLAlchemy reaches a database of the server."""
        return f"postgresql+psycopg://tilsagn@/{name}?host={self.folder}"

    def copy(self, template: str = EMPTY) -> str:
        """The URL of a new database; as it is, with the tables of this version."""
        name = f"t{secrets.token_hex(8)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Forget a database, whoever still holds it."""
        name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def make_empty(self) -> None:
        """The database that others are copied from."""
        self._do(f"CREATE DATABASE {EMPTY}")
        upgrade(self.url(EMPTY))

    def _do(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="tilsagn", dbname="postgres") as told:
            told.autocommit = True
            told.execute(statement)


def until_waiting(database: Database, doing: Future[object]) -> None:
    """Return when what is done elsewhere waits for a row that another transaction holds."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        with database.reading() as looking:  # anew: one transaction sees who waits only once
            if looking.scalar(waiting):
                return
        assert not doing.done()
    raise TimeoutError


@contextmanager
def started() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    folder = Path(mkdtemp(prefix="tilsagn-pg-"))
    # The server refuses to run as root, whose tests hand it to the user its package made.
    user = "postgres" if os.getuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data = str(folder / "data")
    try:
        _run("initdb", "-D", data, "-U", "tilsagn", "-A", "trust", "-E", "UTF8", "-N", user=user)
        options = " ".join(f"-c {each}" for each in (*_QUICK, f"unix_socket_directories={folder}"))
        log = str(folder / "log")
        _run("pg_ctl", "-D", data, "-w", "-o", options, "-l", log, "start", user=user)
        try:
            server = Server(folder=folder)
            server.make_empty()
            yield server
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str, user: str | None) -> None:
    found = shutil.which(program, path=os.pathsep.join((*PROGRAMS, os.environ["PATH"])))
    subprocess.run(
        [str(found), *arguments],
        user=user,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=PATIENCE,
    )
