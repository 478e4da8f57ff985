"""Statements that every page or save asks, put to SQLite's driver as they are.

SQLite answers such a one sooner than SQLAlchemy hands it over: it is compiled once, and only its
values are converted each time. Other databases, and sessions, are asked as always.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.sql.dml import UpdateBase

from cases.database import Asked, Looked
from cases.look import Look

Values: TypeAlias = Mapping[str, object]
Row: TypeAlias = tuple[Any, ...]
_Convert: TypeAlias = Callable[[Any], Any]
_Converts: TypeAlias = tuple[tuple[int, _Convert], ...]
_Statement: TypeAlias = Select[*tuple[Any, ...]] | UpdateBase


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """A statement in SQLite's words, with the names of its values in their order.

    `given` and `read` convert what is not stored as it is, by place among values and columns.
    `fixed` are the values that the statement has itself.
    """

    text: str
    in_order: Callable[[Values], Row]
    given: _Converts
    read: _Converts
    fixed: Values

    def values(self, told: Values) -> Row:
        values = self.in_order({**self.fixed, **told} if self.fixed else told)
        return _converted(values, self.given) if self.given else values


class Prepared:
    """A statement whose values have names and are all told each time it is asked."""

    def __init__(self, statement: _Statement) -> None:
        self._statement = statement
        self._compiled: _Compiled | None = None

    def rows(self, asked: Looked, values: Values) -> list[Row]:
        """What it answers; nothing where the statement returns nothing."""
        driver = asked.driver if isinstance(asked, Look) else _driver(asked)
        if driver is None:
            result: Any = cast(Asked, asked).execute(self._statement, values)
            return [tuple(row) for row in result] if result.returns_rows else []
        compiled = self._compiled or self._in_words_of(asked)
        found = driver.execute(compiled.text, compiled.values(values)).fetchall()
        return [_converted(each, compiled.read) for each in found] if compiled.read else found

    def count(self, asked: Looked, values: Values) -> int:
        """How many rows it changes."""
        driver = asked.driver if isinstance(asked, Look) else _driver(asked)
        if driver is None:
            result: Any = cast(Asked, asked).execute(self._statement, values)
            return int(result.rowcount)
        compiled = self._compiled or self._in_words_of(asked)
        return driver.execute(compiled.text, compiled.values(values)).rowcount

    def each(self, asked: Looked, many: Sequence[Values]) -> None:
        """Do it once for each of these values; it returns nothing."""
        if not many:
            return
        driver = asked.driver if isinstance(asked, Look) else _driver(asked)
        if driver is None:
            cast(Asked, asked).execute(self._statement, many)
            return
        compiled = self._compiled or self._in_words_of(asked)
        driver.executemany(compiled.text, map(compiled.values, many))

    def _in_words_of(self, asked: Looked) -> _Compiled:
        self._compiled = _compiled(self._statement, cast(Connection | Look, asked).dialect)
        return self._compiled


def _driver(asked: Asked) -> sqlite3.Connection | None:
    """SQLite's own connection, in the transaction that is under way or begins by this."""
    if not isinstance(asked, Connection) or asked.dialect.name != "sqlite":
        return None
    if not asked.in_transaction():
        asked.begin()
    return cast(sqlite3.Connection, asked.connection.driver_connection)


def _converted(row: Row, converts: _Converts) -> Row:
    values = list(row)
    for place, convert in converts:
        values[place] = convert(values[place])
    return tuple(values)


def _compiled(statement: _Statement, dialect: Dialect) -> _Compiled:
    made = statement.compile(dialect=dialect)
    names = tuple(made.positiontup or ())
    given = (made.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)
    read = (
        each.type.dialect_impl(dialect).result_processor(dialect, None)
        for each in statement.exported_columns
    )
    return _Compiled(
        text=str(made),
        in_order=_picked(names),
        given=_placed(given),
        read=_placed(read),
        fixed={name: bound.value for name, bound in made.binds.items() if not bound.required},
    )


def _picked(names: Sequence[str]) -> Callable[[Values], Row]:
    """What picks values by name, in this order: all at once where there are several."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda told: tuple([told[name] for name in names])


def _placed(converts: Iterable[_Convert | None]) -> _Converts:
    return tuple((place, each) for place, each in enumerate(converts) if each is not None)
