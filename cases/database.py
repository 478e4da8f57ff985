"""The database: SQLite set up so that nothing acknowledged is lost, or PostgreSQL."""

import math
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cases.errors import StorageBusy, StorageFull

SECONDS_TO_WAIT = 15
COUNTING = "is_counting"
"""The mark of a transaction that only counts how often something is asked for."""
# Where a quota or a limit of the file is reached, SQLite says only that it could not write.
_FULL_CODES = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
)
Asked: TypeAlias = Session | Connection
"""What a query is asked of, with rows as objects or as they are."""

_FULL_SQLSTATE = "53100"
_BUSY_SQLSTATES = ("55P03", "40001", "40P01")


class _Turns:
    """A lock for each database that this process writes in, while anybody has it at hand."""

    def __init__(self) -> None:
        self._forget()
        # Whoever held one is not there in a child, and would never give it back.
        os.register_at_fork(after_in_child=self._forget)

    def of(self, url: str) -> threading.Lock:
        with self._guard:
            found = self._locks.get(url)
            if found is None:
                found = self._locks[url] = threading.Lock()
            return found

    def _forget(self) -> None:
        self._guard = threading.Lock()
        self._locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()


_turns = _Turns()


class Database:
    """One database by its URL; made once for each process, after it was forked.

    SQLite keeps a write-ahead log flushed at each commit, and a writing transaction takes its
    turn at the start, since two that began by reading could not both go on to write. The threads
    of one process take turns among themselves first, however many of these they made: waiting for
    a lock is fairer and quicker than asking SQLite again and again.
    """

    def __init__(self, url: str, *, seconds_to_wait: float = SECONDS_TO_WAIT) -> None:
        self.url = url
        self.engine = _engine(url, seconds_to_wait)
        self._writer = self.engine.execution_options(is_writing=True)
        self._seconds_to_wait = seconds_to_wait
        self._turn = _turns.of(url)
        self._reader = self.engine
        if self.engine.dialect.name != "sqlite":
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with _domain_errors(), Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end, or wholly undone by an error.

        Raises StorageFull and StorageBusy.
        """
        with self._in_turn(), _domain_errors(), Session(self._writer) as session, session.begin():
            yield session

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """As `reading`, for what is asked on every page: without the cost of objects for rows."""
        with _domain_errors(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """As `writing`, for what is done every second, and for migrations."""
        with self._in_turn(), _domain_errors(), self._writer.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One writer at a time, where the database itself takes no more."""
        if self.engine.dialect.name != "sqlite":
            yield
            return
        if not self._turn.acquire(timeout=self._seconds_to_wait):
            raise StorageBusy
        try:
            yield
        finally:
            self._turn.release()


def take_turn(session: Session, subject: str) -> None:
    """Let one transaction at a time go on with a subject that has no row of its own to lock.

    SQLite lets one write at a time anyhow.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(subject, 0))))


def _engine(url: str, seconds: float) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True)
        milliseconds = math.ceil(1000 * seconds)
        event.listen(engine, "connect", partial(_prepare_postgresql, milliseconds=milliseconds))
        return engine
    engine = create_engine(url, connect_args={"timeout": seconds})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late and is never IMMEDIATE, so it is switched off.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: object, *, milliseconds: int) -> None:
    # Without it a writer waits for a row as long as whoever holds it, were it for ever.
    connection.execute(f"SET lock_timeout TO {milliseconds}")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("is_writing", False)
    # Straight to the driver: what a statement costs before it gets there is more than it costs.
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _domain_errors() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = _domain_error(getattr(error, "orig", error))
        if known is None:
            raise
        raise known from error


def _domain_error(cause: Any) -> StorageFull | StorageBusy | None:
    """The domain's error of a driver's: SQLite by its result code, PostgreSQL by SQLSTATE."""
    code = getattr(cause, "sqlite_errorcode", None)
    state = getattr(cause, "sqlstate", None)
    if code in _FULL_CODES or state == _FULL_SQLSTATE:
        return StorageFull()
    if (code is not None and code & 0xFF == sqlite3.SQLITE_BUSY) or state in _BUSY_SQLSTATES:
        return StorageBusy()
    return None
