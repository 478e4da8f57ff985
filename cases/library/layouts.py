"""Which template each form is laid out by on a day."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import StorageBusy
from cases.library.models import TemplateFileRecord, TemplateRecord, TemplateUseRecord
from cases.life.deadlines import HERE
from documents.template import Template, TemplateFault, compiled_once
from forms.grammar import FormDefinition

_LOG = logging.getLogger(__name__)


class Layouts:
    """The templates that staff chose, by the key of their form; of other forms ours are used.

    A template is read and compiled when it is first asked for, once in the process. One that no
    longer fits its form, as after an update, is told of in the log, and ours is used instead.
    """

    def __init__(self, chosen: Mapping[str, str], load: Callable[[str], bytes]) -> None:
        self._chosen, self._load = chosen, load

    def of(self, form: FormDefinition) -> Template | None:
        """The template that was chosen for a form; None for ours."""
        checksum = self._chosen.get(form.key)
        if checksum is None:
            return None
        try:
            template = compiled_once(form, checksum, lambda: self._load(checksum))
        except TemplateFault as fault:
            _LOG.error("template %s of %s: %s", checksum, form.key, fault)
            return None
        if template.plans is None:
            _LOG.error("template %s of %s holds more than names and loops", checksum, form.key)
            return None
        return template

    def content_of(self, form: FormDefinition) -> bytes:
        """The bytes of what was chosen, for a process that compiles it itself; empty for ours."""
        return self._load(self._chosen[form.key]) if self.of(form) is not None else b""


def content_where_prepared(url: str, form: FormDefinition, now: datetime) -> bytes:
    """The template chosen for a form, for a command that may be given before there are tables.

    Empty for ours. Raises StorageBusy where the database does not answer.
    """
    database = Database(url)
    try:
        if not inspect(database.engine).has_table(TemplateUseRecord.__tablename__):
            return b""
        return layouts(database, now).content_of(form)
    except OperationalError as error:
        raise StorageBusy from error
    finally:
        database.dispose()


def layouts(database: Database, now: datetime) -> Layouts:
    """The templates in use at an hour."""

    def load(checksum: str) -> bytes:
        with database.reading() as session:
            return template_content(session, checksum)

    with database.reading() as session:
        return Layouts(_chosen(session, danish_day(now)), load)


def layouts_in(session: Session, now: datetime) -> Layouts:
    """The same for the middle of a transaction; to be used within it."""
    chosen = _chosen(session, danish_day(now))
    return Layouts(chosen, lambda checksum: template_content(session, checksum))


def template_content(session: Session, checksum: str) -> bytes:
    """The bytes of a template, as they were laid up."""
    wanted = select(TemplateFileRecord.content).where(TemplateFileRecord.sha256 == checksum)
    return session.scalars(wanted).one()


def danish_day(now: datetime) -> date:
    """The day it is in Denmark."""
    return now.astimezone(HERE).date()


def _chosen(session: Session, day: date) -> dict[str, str]:
    """The checksum of each form's template: the latest day counts, and of those the latest word."""
    wanted = (
        select(TemplateRecord.form_id, TemplateRecord.form_version, TemplateRecord.sha256)
        .join(TemplateUseRecord, TemplateUseRecord.template_id == TemplateRecord.id)
        .where(TemplateUseRecord.from_day <= day, TemplateUseRecord.withdrawn_at.is_(None))
        .order_by(TemplateUseRecord.from_day, TemplateUseRecord.id)
    )
    return {f"{form}@{version}": checksum for form, version, checksum in session.execute(wanted)}
