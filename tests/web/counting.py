"""Counting what is asked of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection
from unittest.mock import patch

from sqlalchemy import event
from sqlalchemy.pool import Pool

from cases.look import Look, Looks

# What begins and ends a transaction, and what a statement sets off by itself.
_NOT_ASKED = ("BEGIN", "COMMIT", "ROLLBACK", "--")


@contextmanager
def counted() -> Iterator[Callable[[Callable[[], object]], int]]:
    """Gives a function that does something and tells how many statements SQLite met by it."""
    count = 0
    traced: list[Connection] = []

    def note(statement: str) -> None:
        nonlocal count
        count += not statement.startswith(_NOT_ASKED)

    def trace(connection: Connection, *_: object) -> None:
        connection.set_trace_callback(note)
        traced.append(connection)

    def asked(do: Callable[[], object]) -> int:
        before = count
        do()
        return count - before

    def take(looks: Looks) -> Look:
        look = taken(looks)
        trace(look.driver)
        return look

    taken = Looks.take
    event.listen(Pool, "checkout", trace)
    try:
        with patch.object(Looks, "take", take):
            yield asked
    finally:
        event.remove(Pool, "checkout", trace)
        for each in traced:
            each.set_trace_callback(None)
