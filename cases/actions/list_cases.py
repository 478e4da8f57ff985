"""List the cases a person holds."""

from cases.case import CaseSummary
from cases.case_queries import held_summaries
from cases.database import Database
from cases.holder import Holder


def list_cases(database: Database, holder: Holder) -> tuple[CaseSummary, ...]:
    """Every case the holder holds, the last changed first; ids that are gone are left out."""
    with database.reading() as session:
        return held_summaries(session, holder)
