"""Counting what is asked of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def counted() -> Iterator[Callable[[Callable[[], object]], int]]:
    """Gives a function that does something and tells how many statements it took."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    def asked(do: Callable[[], object]) -> int:
        before = count
        do()
        return count - before

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)
