"""Lay up a changed template."""

import json
from datetime import datetime
from hashlib import sha256

from cases.database import Database, take_turn
from cases.errors import CaseError, NotAllowed
from cases.holder import Holder
from cases.library.events import TemplateEvent, note_template
from cases.library.models import TemplateRecord
from cases.library.queries import add_template, template_of_content
from cases.library.shelf import may_change
from documents.template_proof.isolated import prove_isolated, report_to_json
from documents.template_proof.report import TemplateReport
from forms.grammar import FormDefinition

LONGEST_NAME = 120


class TemplateUnfit(CaseError):
    """The template has errors, which the report names; it was not kept."""

    def __init__(self, report: TemplateReport) -> None:
        super().__init__(f"{len(report.errors)} errors stand in the template")
        self.report = report


def upload_template(
    database: Database,
    holder: Holder,
    form: FormDefinition,
    *,
    name: str,
    content: bytes,
    now: datetime,
) -> str:
    """The id of the template, which is not used for anything yet; of one that is there, its id.

    It is looked at and tried out before any transaction. Raises NotAllowed, TemplateUnfit,
    IsolationFailed for a file that could not be looked at, and IsolationBusy.
    """
    if not may_change(holder, form):
        raise NotAllowed
    report = prove_isolated(form, content)
    if not report.is_fit:
        raise TemplateUnfit(report)
    checksum = sha256(content).hexdigest()
    with database.writing() as session:
        take_turn(session, f"template {form.key}")
        known = template_of_content(session, form, checksum)
        if known is not None:
            return known
        record = TemplateRecord(
            form_id=form.id,
            form_version=form.version,
            name=name[:LONGEST_NAME],
            sha256=checksum,
            size=len(content),
            report=json.dumps(report_to_json(report)),
            uploaded_by=holder.person_id,
            uploaded_at=now,
        )
        add_template(session, record, content)
        event = TemplateEvent.UPLOADED
        note_template(session, event, record.id, form, holder.person_id, now)
        return record.id
