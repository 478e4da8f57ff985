"""Open a draft, by its id or by its secret link."""

from cases.access import Reach, reach_of_draft
from cases.database import Database
from cases.draft import Draft, DraftForm, DraftSummary
from cases.holder import Holder
from cases.links import hash_of
from cases.memory import Memory
from cases.queries import held_draft, held_row_to_read, linked_draft, summary_of

_FORMS: Memory[DraftForm] = Memory(1_024)


def open_draft(database: Database, holder: Holder, draft_id: str) -> Draft:
    """The draft of an id; raises DraftNotFound, also for one that somebody else holds."""
    with database.looking() as asked:
        return held_draft(asked, database.url, holder, draft_id)


def open_summary(database: Database, holder: Holder, draft_id: str) -> DraftSummary:
    """A draft without its answers, which most of what saves does not ask for; as `open_draft`."""
    with database.looking() as asked:
        return summary_of(held_row_to_read(asked, holder, draft_id))


def form_of_draft(database: Database, holder: Holder, draft_id: str) -> DraftForm:
    """The form of a draft, which never changes: asked for once of who reached it; as `open_draft`.

    Whether the draft is still there and still reached is for whoever reads or writes it to ask.
    """
    return _FORMS.get(
        (database.url, holder, draft_id),
        lambda: DraftForm(id=draft_id, form=open_summary(database, holder, draft_id).form),
    )


def is_read_alone(database: Database, holder: Holder, draft_id: str) -> bool:
    """Whether the person may read a draft and not write in it; raises DraftNotFound."""
    with database.looking() as asked:
        row = held_row_to_read(asked, holder, draft_id)
        return reach_of_draft(asked, holder, row) < Reach.WRITE


def open_link(database: Database, token: str) -> Draft:
    """The draft of a secret link, whoever follows it; raises DraftNotFound."""
    with database.reading() as session:
        return linked_draft(session, hash_of(token))
