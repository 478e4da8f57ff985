"""Have the example draft ready."""

from datetime import datetime

from cases.actions.start_draft import insert_draft
from cases.database import Database
from cases.draft import Draft
from cases.example import example_answers, example_form
from cases.holder import Holder
from cases.links import new_token
from cases.models import DraftRecord
from cases.queries import draft_of
from cases.saving import keep
from cases.storage import stored

EXAMPLE_ID = "eksempel-projektskitse"


def example_draft(database: Database, *, now: datetime) -> Draft:
    """The draft `EXAMPLE_ID`, made the first time and left as it is after that.

    Nobody holds it: the street decides who is shown it. Its link is not known to anyone.
    """
    with database.writing() as session:
        record = session.get(DraftRecord, EXAMPLE_ID)
        if record is None:
            form = example_form()
            record = insert_draft(session, Holder(), form, EXAMPLE_ID, new_token(), now)
            keep(session, record, {}, stored(form, example_answers()), now, None)
            session.refresh(record)
        return draft_of(session, record)
