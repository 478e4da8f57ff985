"""The database: SQLite set up so that nothing acknowledged is lost, or PostgreSQL."""

import math
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.orm import Session

from cases.database_errors import domain_errors
from cases.errors import StorageBusy
from cases.look import Look, Looks
from cases.turn import Turn

SECONDS_TO_WAIT = 15
COUNTING = "is_counting"
"""The mark of a transaction that only counts how often something is asked for."""
Asked: TypeAlias = Session | Connection
"""What a query is asked of, with rows as objects or as they are."""

Looked: TypeAlias = Asked | Look
"""What a prepared statement is asked of."""


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
        self._looks = Looks(self.engine) if _is_file(self.engine) else None
        if self.engine.dialect.name != "sqlite":
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with domain_errors(), Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end, or wholly undone by an error.

        Raises StorageFull and StorageBusy.
        """
        with self._in_turn(), domain_errors(), Session(self._writer) as session, session.begin():
            yield session

    def looking(self) -> AbstractContextManager[Connection | Look]:
        """As `reading`, for the prepared statements that every page asks."""
        return self._connected() if self._looks is None else self._looks.take()

    def saving(self) -> AbstractContextManager[Connection | Look]:
        """As `writing`, for the prepared statements of what is done every second."""
        if self._looks is None:
            return self.connection()
        return Turn(self._looks, self._turn, self._seconds_to_wait)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """As `writing`, without the cost of objects for rows, and for migrations."""
        with self._in_turn(), domain_errors(), self._writer.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close every connection."""
        if self._looks is not None:
            self._looks.close()
        self.engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with domain_errors(), self._reader.connect() as connection:
            yield connection

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


def _is_file(engine: Engine) -> bool:
    """Whether it is SQLite's, and of a file: what is in memory is seen by one connection alone."""
    return engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:")


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
