"""Take away files that nothing tells of."""

from cases.database import Database
from cases.file_store import FileStore
from cases.kept_files import files_told_of


def sweep_files(database: Database, store: FileStore) -> int:
    """How many files were left over from what was broken off; for before anybody is served."""
    with database.writing() as session:
        return store.sweep(files_told_of(session))
