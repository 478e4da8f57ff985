"""Save what was changed in a section of a draft."""

from datetime import datetime

from cases.changing import save_changed
from cases.database import Database
from cases.draft import Saved
from cases.holder import Holder
from cases.queries import held_row
from cases.saving import Changed


def save_changes(
    database: Database,
    holder: Holder,
    draft_id: str,
    section: str,
    changed: Changed,
    *,
    unanswered: Changed,
    summed: frozenset[str],
    based_on: int,
    now: datetime,
) -> Saved:
    """Make these answers of the section of that id so, and leave all others alone.

    What the page sent before and never had an answer to is `unanswered`, so that it is in no
    conflict with itself.
    All answers of the section are told where one of these stands at an address of `summed`.
    Raises as `save_section` does.
    """
    with database.saving() as session:
        record = held_row(session, holder, draft_id)
        return save_changed(
            session,
            record,
            changed,
            section=section,
            unanswered=unanswered,
            summed=summed,
            based_on=based_on,
            now=now,
            by=holder.person_id,
        )
