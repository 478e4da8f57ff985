"""Save what was changed in a section of a draft."""

from datetime import datetime

from cases.changing import Changed, save_changed
from cases.database import Database
from cases.draft import Saved
from cases.holder import Holder
from cases.queries import held_row


def save_changes(
    database: Database,
    holder: Holder,
    draft_id: str,
    section: str,
    changed: Changed,
    *,
    summed: frozenset[str],
    based_on: int,
    now: datetime,
) -> Saved:
    """Make these answers of the section of that id so, and leave all others alone.

    All answers of the section are told where one of these stands at an address of `summed`.
    Raises as `save_section` does.
    """
    with database.connection() as session:
        record = held_row(session, holder, draft_id)
        return save_changed(
            session,
            record,
            changed,
            section=section,
            summed=summed,
            based_on=based_on,
            now=now,
            by=holder.person_id,
        )
