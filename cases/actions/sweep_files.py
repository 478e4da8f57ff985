"""Take away files that no row tells of."""

from sqlalchemy import select

from cases.database import Database
from cases.file_store import FileStore
from cases.life.models import SentFileRecord
from cases.models import ReviewFileRecord


def sweep_files(database: Database, store: FileStore) -> int:
    """How many files were left over from what was broken off; for before anybody is served."""
    with database.writing() as session:
        reviewed = set(session.scalars(select(ReviewFileRecord.sha256)))
        sent = set(session.scalars(select(SentFileRecord.sha256)))
        return store.sweep(reviewed | sent)
