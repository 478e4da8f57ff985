"""The turn of one writer in an SQLite file, by a connection of its driver."""

import sqlite3
import threading
from types import TracebackType

from cases.database_errors import raise_known
from cases.errors import StorageBusy
from cases.look import Look, Looks


class Turn:
    """A look that writes, while nobody else does: committed at the end, or wholly undone.

    Raises StorageFull, and StorageBusy where others take too long.
    """

    __slots__ = ("_lock", "_look", "_looks", "_seconds")

    def __init__(self, looks: Looks, lock: threading.Lock, seconds: float) -> None:
        self._looks = looks
        self._lock = lock
        self._seconds = seconds

    def __enter__(self) -> Look:
        if not self._lock.acquire(timeout=self._seconds):
            raise StorageBusy
        try:
            self._look = self._begun()
        except BaseException:
            self._lock.release()
            raise
        return self._look

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._look.driver.execute("COMMIT")
        except sqlite3.Error as failed:
            raise_known(failed)
            raise
        finally:
            self._end()
        if isinstance(error, sqlite3.Error):
            raise_known(error)

    def _begun(self) -> Look:
        look = self._looks.take()
        try:
            look.driver.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            look.end()
            raise_known(error)
            raise
        return look

    def _end(self) -> None:
        try:
            self._look.end()
        finally:
            self._lock.release()
