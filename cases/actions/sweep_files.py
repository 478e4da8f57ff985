"""Take away files that nothing tells of."""

from datetime import datetime

from cases.database import Database
from cases.file_store import FileStore
from cases.laying import CLAIM, take_away


def sweep_files(database: Database, store: FileStore, *, now: datetime) -> int:
    """How many files were left over from what was broken off; others may be served meanwhile.

    Raises StoreDown.
    """
    there = list(store.names())
    return take_away(database, store, there, now=now) + store.tidy(before=now - CLAIM)
