"""Find what is left of a thing that is gone."""

from collections.abc import Collection

from cases.database import Database
from cases.holder import Holder
from cases.retention.tombstones import Tombstone, own_tombstone


def find_tombstone(database: Database, holder: Holder, ids: Collection[str]) -> Tombstone | None:
    """The tombstone of one of these; None also for who it never belonged to."""
    with database.reading() as session:
        return own_tombstone(session, holder, ids)
