"""Take a template into use from a day on, and take that back."""

from datetime import date, datetime

from cases.database import Database, take_turn
from cases.errors import NotAllowed, TemplateNotFound, TooEarly
from cases.holder import Holder
from cases.library.events import TemplateEvent, note_template
from cases.library.layouts import danish_day
from cases.library.models import TemplateUseRecord
from cases.library.queries import is_chosen, kept_template, use_record
from cases.library.shelf import may_change


def use_template(
    database: Database, holder: Holder, template_id: str, from_day: date, *, now: datetime
) -> None:
    """Lay out a form by a template from a day on; documents made before stay as they are.

    Nothing happens where that is decided already. Raises TemplateNotFound, NotAllowed, and
    TooEarly for a day that has passed in Denmark.
    """
    with database.writing() as session:
        template = kept_template(session, template_id)
        if not may_change(holder, template.form) or holder.person_id is None:
            raise NotAllowed
        if not template.is_fit:
            raise TemplateNotFound
        if from_day < danish_day(now):
            raise TooEarly
        take_turn(session, f"template {template.form.key}")
        if is_chosen(session, template, from_day):
            return
        session.add(
            TemplateUseRecord(
                template_id=template.id,
                from_day=from_day,
                chosen_by=holder.person_id,
                chosen_at=now,
            )
        )
        event = TemplateEvent.TAKEN_INTO_USE
        note_template(session, event, template.id, template.form, holder.person_id, now)


def take_template_back(database: Database, holder: Holder, use_id: int, *, now: datetime) -> None:
    """Let a decision hold no longer: what was in use before it is again.

    Raises TemplateNotFound, also where it was taken back already, and NotAllowed.
    """
    with database.writing() as session:
        record = use_record(session, use_id)
        template = kept_template(session, record.template_id)
        if not may_change(holder, template.form):
            raise NotAllowed
        record.withdrawn_by, record.withdrawn_at = holder.person_id, now
        event = TemplateEvent.TAKEN_BACK
        note_template(session, event, template.id, template.form, holder.person_id, now)
