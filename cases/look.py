"""Looks at an SQLite file by connections of its driver that are kept open for nothing else.

To take a connection from SQLAlchemy's pool, begin, end and give it back takes longer than all that
a page asks of the database.
"""

import os
import sqlite3
from types import TracebackType
from typing import Final, Self, cast
from weakref import WeakSet

from sqlalchemy import Dialect, Engine

from cases.database_errors import domain_errors, raise_known


class Look:
    """A connection while it sees one state of the file; nothing but Prepared asks by it."""

    __slots__ = ("_idle", "dialect", "driver")

    def __init__(self, driver: sqlite3.Connection, dialect: Dialect, idle: list["Look"]) -> None:
        self.driver: Final = driver
        self.dialect: Final = dialect
        self._idle = idle

    def __enter__(self) -> Self:
        self.driver.execute("BEGIN")
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        self.end()
        if isinstance(error, sqlite3.Error):
            raise_known(error)

    def end(self) -> None:
        """Leave the file as it is, and the connection to the next."""
        if self.driver.in_transaction:
            self.driver.execute("ROLLBACK")
        self._idle.append(self)


class Looks:
    """The connections of one database; as many are open as threads ever looked at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[Look] = []
        _ALL.add(self)

    def take(self) -> Look:
        """One that nobody looks by, to be begun by `with`."""
        try:
            # A list gives and takes at its end without a lock.
            return self._idle.pop()
        except IndexError:
            return self._opened()

    def close(self) -> None:
        """Close those that nobody looks by."""
        while self._idle:
            self._idle.pop().driver.close()

    def leave(self) -> None:
        """Forget those of the process that this one was forked from, which are still in use."""
        _LEFT.append(self._idle)
        self._idle = []

    def _opened(self) -> Look:
        with domain_errors():
            pooled = self._engine.raw_connection()
        driver = cast(sqlite3.Connection, pooled.driver_connection)
        pooled.detach()
        return Look(driver, self._engine.dialect, self._idle)


_ALL: WeakSet[Looks] = WeakSet()
# SQLite would take away what the parent needs, were one of them closed here.
_LEFT: list[list[Look]] = []


def _leave_all() -> None:
    for each in tuple(_ALL):
        each.leave()


os.register_at_fork(after_in_child=_leave_all)
