"""Open a draft, by its id or by its secret link."""

from cases.database import Database
from cases.draft import Draft
from cases.holder import Holder
from cases.links import hash_of
from cases.queries import held_draft, linked_draft


def open_draft(database: Database, holder: Holder, draft_id: str) -> Draft:
    """The draft of an id; raises DraftNotFound, also for one that somebody else holds."""
    with database.looking() as asked:
        return held_draft(asked, holder, draft_id)


def open_link(database: Database, token: str) -> Draft:
    """The draft of a secret link, whoever follows it; raises DraftNotFound."""
    with database.reading() as session:
        return linked_draft(session, hash_of(token))
