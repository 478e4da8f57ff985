"""Statements that every page or save asks, put to SQLite's driver as they are.

SQLite answers such a one sooner than SQLAlchemy hands it over: it is compiled once, and only its
values are converted each time. Other databases, and sessions, are asked as always.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.sql.dml import UpdateBase

from cases.database import Asked, Looked
from cases.look import Look

Values: TypeAlias = Mapping[str, object]
Row: TypeAlias = tuple[Any, ...]
_Convert: TypeAlias = Callable[[Any], Any]
_Statement: TypeAlias = Select[*tuple[Any, ...]] | UpdateBase


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """A statement in SQLite's words, with the names of its values in their order.

    `given` and `read` convert what is not stored as it is: values by name, columns by place.
    `fixed` are the values that the statement has itself.
    """

    text: str
    names: tuple[str, ...]
    given: Mapping[str, _Convert]
    read: Mapping[int, _Convert]
    fixed: Values

    def values(self, told: Values) -> tuple[object, ...]:
        given = self.given
        if self.fixed:
            told = {**self.fixed, **told}
        return tuple([given[n](told[n]) if n in given else told[n] for n in self.names])

    def row(self, found: Row) -> Row:
        values = list(found)
        for place, convert in self.read.items():
            values[place] = convert(values[place])
        return tuple(values)


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
        return [compiled.row(each) for each in found] if compiled.read else found

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


def _compiled(statement: _Statement, dialect: Dialect) -> _Compiled:
    made = statement.compile(dialect=dialect)
    given = (
        (name, bound.type.dialect_impl(dialect).bind_processor(dialect))
        for name, bound in made.binds.items()
    )
    columns = enumerate(statement.exported_columns)
    read = (
        (place, each.type.dialect_impl(dialect).result_processor(dialect, None))
        for place, each in columns
    )
    return _Compiled(
        text=str(made),
        names=tuple(made.positiontup or ()),
        given={name: convert for name, convert in given if convert is not None},
        read={place: convert for place, convert in read if convert is not None},
        fixed={name: bound.value for name, bound in made.binds.items() if not bound.required},
    )
