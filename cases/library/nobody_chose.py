"""Whether anybody ever chose a template, asked before all that talks with databases is loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

_FILE = "sqlite:///"
_SECONDS = 1
_TABLE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'template_uses'"
_USE = "SELECT 1 FROM template_uses LIMIT 1"


def nobody_chose(url: str) -> bool:
    """Whether an SQLite file is not there, or says at once that nobody ever chose a template.

    False wherever it takes more than that to know: the database itself then has to be asked.
    """
    name = url.removeprefix(_FILE)
    if name == url or "?" in name:
        return False
    if not Path(name).exists():
        return True
    try:
        with closing(_opened(name)) as connection:
            return _has_none(connection, _TABLE) or _has_none(connection, _USE)
    except sqlite3.Error:
        return False


def _opened(name: str) -> sqlite3.Connection:
    """The file for reading alone."""
    return sqlite3.connect(f"file:{quote(name)}?mode=ro", uri=True, timeout=_SECONDS)


def _has_none(connection: sqlite3.Connection, query: str) -> bool:
    return connection.execute(query).fetchone() is None
