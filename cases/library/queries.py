"""What is asked of the database about templates; the same few queries however many there are."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from cases.errors import TemplateNotFound
from cases.library.models import TemplateFileRecord, TemplateRecord, TemplateUseRecord
from cases.library.shelf import KeptTemplate, Shelf, TemplateUse
from cases.links import new_id
from cases.models import DraftRecord
from cases.people.models import PersonRecord
from documents.template_file import template_file
from documents.template_proof.isolated import report_from_json
from forms.grammar import FormDefinition
from forms.registry import UnknownForm, all_forms, form_of

_Chooser, _Withdrawer = aliased(PersonRecord), aliased(PersonRecord)


def shelves(session: Session) -> tuple[Shelf, ...]:
    """The shelf of every form there is, in their order."""
    templates: dict[str, list[KeptTemplate]] = {}
    for template in _templates(session):
        templates.setdefault(template.form.key, []).append(template)
    uses: dict[str, list[TemplateUse]] = {}
    for use in _uses(session):
        uses.setdefault(use.template_id, []).append(use)
    return tuple(_shelf(form, templates.get(form.key, []), uses) for form in all_forms())


def kept_template(session: Session, template_id: str) -> KeptTemplate:
    """One template; raises TemplateNotFound."""
    found = (each for each in _templates(session) if each.id == template_id)
    template = next(found, None)
    if template is None:
        raise TemplateNotFound
    return template


def is_chosen(session: Session, template: KeptTemplate, day: date) -> bool:
    """Whether the last word about that day is this template already."""
    form = template.form
    wanted = (
        select(TemplateUseRecord.template_id)
        .join(TemplateRecord, TemplateRecord.id == TemplateUseRecord.template_id)
        .where(
            TemplateRecord.form_id == form.id,
            TemplateRecord.form_version == form.version,
            TemplateUseRecord.from_day == day,
            TemplateUseRecord.withdrawn_at.is_(None),
        )
        .order_by(TemplateUseRecord.id.desc())
        .limit(1)
    )
    return session.scalar(wanted) == template.id


def draft_count(session: Session, form: FormDefinition) -> int:
    """How many drafts of a form there are, whosever they are."""
    wanted = select(func.count()).where(
        DraftRecord.form_id == form.id, DraftRecord.form_version == form.version
    )
    return session.scalars(wanted).one()


def use_record(session: Session, use_id: int) -> TemplateUseRecord:
    """The row of a decision that still holds, locked; raises TemplateNotFound."""
    record = session.get(TemplateUseRecord, use_id, with_for_update=True)
    if record is None or record.withdrawn_at is not None:
        raise TemplateNotFound
    return record


def add_template(session: Session, record: TemplateRecord, content: bytes) -> None:
    """Keep a template as the next one of its form, its bytes once."""
    if session.get(TemplateFileRecord, record.sha256) is None:
        session.add(TemplateFileRecord(sha256=record.sha256, content=content))
        session.flush()
    latest = select(func.max(TemplateRecord.number)).where(
        TemplateRecord.form_id == record.form_id,
        TemplateRecord.form_version == record.form_version,
    )
    record.id, record.number = new_id(), (session.scalar(latest) or 0) + 1
    session.add(record)
    session.flush()


def template_of_content(session: Session, form: FormDefinition, checksum: str) -> str | None:
    """The id of a form's template that has these bytes, None where none has."""
    return session.scalar(
        select(TemplateRecord.id)
        .where(
            TemplateRecord.form_id == form.id,
            TemplateRecord.form_version == form.version,
            TemplateRecord.sha256 == checksum,
        )
        .order_by(TemplateRecord.number.desc())
        .limit(1)
    )


def _shelf(
    form: FormDefinition, templates: list[KeptTemplate], uses: Mapping[str, list[TemplateUse]]
) -> Shelf:
    own = [use for each in templates for use in uses.get(each.id, ())]
    checksum = sha256(template_file(form).read_bytes()).hexdigest()
    ours = next((each.id for each in templates if each.is_ours and each.sha256 == checksum), None)
    return Shelf(
        form=form,
        templates=tuple(sorted(templates, key=lambda each: -each.number)),
        uses=tuple(sorted(own, key=lambda each: -each.id)),
        ours=ours,
    )


def _templates(session: Session) -> list[KeptTemplate]:
    wanted = (
        select(TemplateRecord, PersonRecord.name)
        .outerjoin(PersonRecord, PersonRecord.id == TemplateRecord.uploaded_by)
        .order_by(TemplateRecord.number)
    )
    made = (_template(record, name or "") for record, name in session.execute(wanted))
    return [each for each in made if each is not None]


def _template(record: TemplateRecord, by: str) -> KeptTemplate | None:
    """A row as a template; None of a form that is no longer there."""
    try:
        form = form_of(f"{record.form_id}@{record.form_version}")
    except UnknownForm:
        return None
    return KeptTemplate(
        id=record.id,
        form=form,
        number=record.number,
        name=record.name,
        sha256=record.sha256,
        size=record.size,
        report=report_from_json(json.loads(record.report)) if record.report else None,
        by=by,
        at=record.uploaded_at,
    )


def _uses(session: Session) -> list[TemplateUse]:
    wanted = (
        select(TemplateUseRecord, _Chooser.name, _Withdrawer.name)
        .join(_Chooser, _Chooser.id == TemplateUseRecord.chosen_by)
        .outerjoin(_Withdrawer, _Withdrawer.id == TemplateUseRecord.withdrawn_by)
        .order_by(TemplateUseRecord.id)
    )
    return [_use(*row) for row in session.execute(wanted)]


def _use(record: TemplateUseRecord, by: str, withdrawn_by: str | None) -> TemplateUse:
    return TemplateUse(
        id=record.id,
        template_id=record.template_id,
        from_day=record.from_day,
        by=by,
        at=record.chosen_at,
        withdrawn_by=withdrawn_by or "",
        withdrawn_at=record.withdrawn_at,
    )
