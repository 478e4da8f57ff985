"""Which of the kept files rows tell of: the others are left over."""

from collections.abc import Set as AbstractSet

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.file_store import FileStore
from cases.life.models import SentFileRecord
from cases.models import ReviewFileRecord

_TOLD_IN = (ReviewFileRecord.sha256, SentFileRecord.sha256)


def files_told_of(session: Session) -> set[str]:
    """The checksums of every file that anything refers to."""
    return {name for column in _TOLD_IN for name in session.scalars(select(column)) if name}


def let_go(database: Database, store: FileStore, names: AbstractSet[str]) -> None:
    """Take away files whose rows are gone, but for those that anything else refers to.

    In a transaction of its own, after the rows are surely gone, while nobody adds others.
    """
    if names:
        with database.writing() as session:
            store.remove(names - files_told_of(session))
