"""Give a draft a new secret link."""

from datetime import datetime

from cases.access import Reach
from cases.database import Database
from cases.errors import NotAllowed
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.links import hash_of, new_token
from cases.queries import held_record


def rotate_link(database: Database, holder: Holder, draft_id: str, *, now: datetime) -> str:
    """The token of the new link, shown this once; the old link opens nothing from now on.

    Raises DraftNotFound, and NotAllowed for one that an organisation owns: a link would say
    nothing of who came.
    """
    token = new_token()
    with database.writing() as session:
        record = held_record(session, holder, draft_id, Reach.OWN)
        if record.owner_id is not None:
            raise NotAllowed
        record.link_hash = hash_of(token)
        note(session, DraftEvent.LINK_ROTATED, record, holder, now)
    return token
