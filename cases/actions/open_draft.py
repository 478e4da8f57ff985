"""Open a draft, by its id or by its secret link."""

from cases.access import Reach, reach_of_draft
from cases.database import Database
from cases.draft import Draft, DraftSummary
from cases.holder import Holder
from cases.links import hash_of
from cases.queries import held_draft, held_row_to_read, linked_draft, summary_of


def open_draft(database: Database, holder: Holder, draft_id: str) -> Draft:
    """The draft of an id; raises DraftNotFound, also for one that somebody else holds."""
    with database.looking() as asked:
        return held_draft(asked, holder, draft_id)


def open_summary(database: Database, holder: Holder, draft_id: str) -> DraftSummary:
    """A draft without its answers, which most of what saves does not ask for; as `open_draft`."""
    with database.looking() as asked:
        return summary_of(held_row_to_read(asked, holder, draft_id))


def is_read_alone(database: Database, holder: Holder, draft_id: str) -> bool:
    """Whether the person may read a draft and not write in it; raises DraftNotFound."""
    with database.looking() as asked:
        row = held_row_to_read(asked, holder, draft_id)
        return reach_of_draft(asked, holder, row) < Reach.WRITE


def open_link(database: Database, token: str) -> Draft:
    """The draft of a secret link, whoever follows it; raises DraftNotFound."""
    with database.reading() as session:
        return linked_draft(session, hash_of(token))
