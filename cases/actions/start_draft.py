"""Start a draft of a form."""

from datetime import datetime

from sqlalchemy.orm import Session

from cases.database import Database
from cases.draft import StartedDraft
from cases.events import DraftEvent, note
from cases.holder import Holder
from cases.links import hash_of, new_id, new_token
from cases.models import DraftRecord
from cases.queries import draft_of
from cases.saving import keep
from cases.storage import stored
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition


def start_draft(
    database: Database,
    holder: Holder,
    form: FormDefinition,
    *,
    now: datetime,
    answers: Answers | None = None,
) -> StartedDraft:
    """A new draft, empty or with answers, and the token of its secret link.

    It is owned by the holder's account; without one, the street lets the browser session hold
    its id. Raises DraftTooLarge.
    """
    token = new_token()
    with database.writing() as session:
        record = insert_draft(session, holder, form, new_id(), token, now)
        given = stored(form, normalised(form, answers or Answers()))
        if given:
            keep(session, record, {}, given, now, holder.person_id)
            session.refresh(record)
        return StartedDraft(draft=draft_of(session, record), link_token=token)


def insert_draft(
    session: Session,
    holder: Holder,
    form: FormDefinition,
    draft_id: str,
    token: str,
    now: datetime,
    *,
    case_id: str | None = None,
    area: str = "",
) -> DraftRecord:
    """The row of a new empty draft, at revision 0, alone or in a case."""
    record = DraftRecord(
        id=draft_id,
        form_id=form.id,
        form_version=form.version,
        programme=form.programme,
        owner_id=holder.applicant_id,
        link_hash=hash_of(token),
        case_id=case_id,
        area=area,
        revision=0,
        size=0,
        history_size=0,
        created_at=now,
        updated_at=now,
    )
    session.add(record)
    session.flush()
    note(session, DraftEvent.STARTED, record, holder, now)
    return record
