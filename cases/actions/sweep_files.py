"""Take away files that no review tells of."""

from sqlalchemy import select

from cases.database import Database
from cases.file_store import FileStore
from cases.models import ReviewFileRecord


def sweep_files(database: Database, store: FileStore) -> int:
    """How many files were left over from what was broken off; for before anybody is served."""
    with database.writing() as session:
        wanted = set(session.scalars(select(ReviewFileRecord.sha256)))
        return store.sweep(wanted)
