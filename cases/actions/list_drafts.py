"""List the drafts a person holds."""

from cases.database import Database
from cases.draft import DraftSummary
from cases.holder import Holder
from cases.queries import held_records, summary_of


def list_drafts(database: Database, holder: Holder) -> tuple[DraftSummary, ...]:
    """Every draft the holder holds, the last changed first; ids that are gone are left out."""
    with database.reading() as session:
        return tuple(summary_of(record) for record in held_records(session, holder))
