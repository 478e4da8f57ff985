"""Take files along from the folder they were kept in to where they are kept now."""

from dataclasses import dataclass

from cases.database import Database
from cases.file_store import FileStore
from cases.kept_files import files_told_of
from cases.shelf import FileGone, FileTooLarge


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many files are where they are to be, and the checksums of those that cannot be."""

    files: int
    missing: tuple[str, ...]


def move_files(database: Database, source: FileStore, target: FileStore) -> Moved:
    """Copy every file that a row tells of; the old ones stay until somebody takes them away.

    May be broken off and begun again. Raises StorageFull and StoreDown.
    """
    with database.reading() as session:
        wanted = sorted(files_told_of(session))
    missing = tuple(name for name in wanted if not _is_taken_along(source, target, name))
    return Moved(files=len(wanted) - len(missing), missing=missing)


def _is_taken_along(source: FileStore, target: FileStore, name: str) -> bool:
    if target.holds(name):
        return True
    try:
        with source.open(name) as kept:
            target.put_open(kept)
    except (FileGone, FileTooLarge):
        return False
    return True
