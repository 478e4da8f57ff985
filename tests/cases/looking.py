"""Looking into a database past the service, as one who has got hold of it."""

import pytest
from sqlalchemy import MetaData
from sqlalchemy.exc import DBAPIError

from cases.database import Database


def dumped(database: Database) -> str:
    """Every value of every row."""
    with database.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        rows = [row for table in tables.sorted_tables for row in connection.execute(table.select())]
    return "\n".join(map(repr, rows))


def refuses(database: Database, statement: str) -> None:
    """Holds that the database itself will not do what is asked."""
    with database.engine.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
        connection.exec_driver_sql(statement)
