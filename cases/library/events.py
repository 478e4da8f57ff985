"""The trail of what happened to templates."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cases.library.models import TemplateEventRecord
from forms.grammar import FormDefinition


class TemplateEvent(StrEnum):
    """What the trail of templates tells of."""

    UPLOADED = "template_uploaded"
    TAKEN_INTO_USE = "template_taken_into_use"
    TAKEN_BACK = "template_taken_back"


def note_template(
    session: Session,
    event: TemplateEvent,
    template_id: str,
    form: FormDefinition,
    actor_id: str | None,
    now: datetime,
) -> None:
    """Add an event to the trail."""
    session.execute(
        insert(TemplateEventRecord).values(
            at=now,
            kind=event.value,
            template_id=template_id,
            programme=form.programme,
            actor_id=actor_id,
        )
    )
