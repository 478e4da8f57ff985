"""What a database's driver says when it cannot go on, as the domain says it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from cases.errors import StorageBusy, StorageFull

# Where a quota or a limit of the file is reached, SQLite says only that it could not write.
_FULL_CODES = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
)
_FULL_SQLSTATE = "53100"
_BUSY_SQLSTATES = ("55P03", "40001", "40P01")


@contextmanager
def domain_errors() -> Iterator[None]:
    """Raise StorageFull and StorageBusy in place of what the driver raises for them."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise_known(error)
        raise


def raise_known(error: DBAPIError | sqlite3.Error) -> None:
    """Raise the domain's error of a driver's, where it has one."""
    known = _domain_error(getattr(error, "orig", error))
    if known is not None:
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
