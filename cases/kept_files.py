"""Which of the kept files rows tell of: the others are left over."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.life.models import SentFileRecord
from cases.models import ReviewFileRecord

_TOLD_IN = (ReviewFileRecord.sha256, SentFileRecord.sha256)


def files_told_of(session: Session) -> set[str]:
    """The checksums of every file that anything refers to."""
    return {name for column in _TOLD_IN for name in session.scalars(select(column)) if name}
