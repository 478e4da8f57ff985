"""Which of the kept files rows tell of: the others are left over."""

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cases.life.models import SentFileRecord
from cases.models import JobFileRecord, ReviewFileRecord

_LASTING = (ReviewFileRecord.sha256, SentFileRecord.sha256)
_PASSING = (JobFileRecord.sha256,)


def files_told_of(session: Session) -> set[str]:
    """The checksums of every file that anything refers to."""
    return _told_in(session, *_LASTING, *_PASSING)


def files_of_backup(session: Session) -> set[str]:
    """Those that a backup keeps: the rows of work under way are in none."""
    return _told_in(session, *_LASTING)


def _told_in(session: Session, *columns: InstrumentedAttribute[str]) -> set[str]:
    return {name for column in columns for name in session.scalars(select(column)) if name}
