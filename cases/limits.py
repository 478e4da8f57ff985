"""How often somebody may have the service work hard, counted for all its processes together."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum

from cases.database import COUNTING, Database
from cases.errors import StorageBusy, StorageFull, TooManyAttempts, TooMuchWork
from cases.people.queries import count_attempt


class Work(StrEnum):
    """What costs more than to show a page."""

    UPLOAD = "upload"
    MAKING = "making"
    EXPORT = "export"


MOST: Mapping[Work, int] = {Work.UPLOAD: 150, Work.MAKING: 300, Work.EXPORT: 60}
"""How often one person may ask within the quarter of an hour that attempts are counted in."""
SHARED_TIMES = 10
"""As many people as may have to share an address without an account."""


def count_work(database: Database, work: Work, who: str, *, times: int, now: datetime) -> None:
    """Count that somebody asks for work; `times` as much is allowed where several are one `who`.

    Where it cannot be counted, because the disk is full, it is done all the same: what was written
    must be had then too. Raises TooMuchWork.
    """
    with suppress(StorageBusy, StorageFull), database.writing() as session:
        session.connection(execution_options={COUNTING: True})
        try:
            count_attempt(session, f"{work} {who}", now, most=times * MOST[work])
        except TooManyAttempts:
            raise TooMuchWork from None
