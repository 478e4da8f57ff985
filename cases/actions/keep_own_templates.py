"""Keep the templates that come with the service, so that former ones can still be fetched."""

from datetime import datetime
from hashlib import sha256

from cases.database import Database, take_turn
from cases.library.models import TemplateRecord
from cases.library.queries import add_template, shelves
from documents.template_file import template_file
from forms.registry import all_forms


def keep_own_templates(database: Database, *, now: datetime) -> int:
    """How many of ours were new or changed by an update; for before anybody is served."""
    kept = 0
    with database.writing() as session:
        take_turn(session, "our own templates")
        there = {shelf.form.key: shelf.ours for shelf in shelves(session)}
        for form in all_forms():
            if there[form.key] is not None:
                continue
            file = template_file(form)
            content = file.read_bytes()
            record = TemplateRecord(
                form_id=form.id,
                form_version=form.version,
                name=file.name,
                sha256=sha256(content).hexdigest(),
                size=len(content),
                report="",
                uploaded_by=None,
                uploaded_at=now,
            )
            add_template(session, record, content)
            kept += 1
    return kept
