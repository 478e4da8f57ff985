"""Look into the library of templates."""

from cases.database import Database
from cases.errors import NotAllowed, TemplateNotFound
from cases.holder import Holder, Role
from cases.library.layouts import template_content
from cases.library.queries import draft_count, kept_template, shelves
from cases.library.shelf import KeptTemplate, Shelf, TemplateUse
from forms.grammar import FormDefinition


def see_library(database: Database, holder: Holder) -> tuple[Shelf, ...]:
    """The shelf of every form; raises NotAllowed for who is not staff."""
    _refuse_others(holder)
    with database.reading() as session:
        return shelves(session)


def see_shelf(database: Database, holder: Holder, form: FormDefinition) -> Shelf:
    """The shelf of one form; raises NotAllowed."""
    return next(each for each in see_library(database, holder) if each.form is form)


def see_template(database: Database, holder: Holder, template_id: str) -> KeptTemplate:
    """One template; raises NotAllowed and TemplateNotFound."""
    _refuse_others(holder)
    with database.reading() as session:
        return kept_template(session, template_id)


def count_drafts(database: Database, holder: Holder, form: FormDefinition) -> int:
    """How many drafts a change of the form's template will be seen in; raises NotAllowed."""
    _refuse_others(holder)
    with database.reading() as session:
        return draft_count(session, form)


def see_use(database: Database, holder: Holder, use_id: int) -> tuple[Shelf, TemplateUse]:
    """A decision that still holds, with the shelf it is of; raises NotAllowed, TemplateNotFound."""
    for shelf in see_library(database, holder):
        for use in shelf.uses:
            if use.id == use_id and use.withdrawn_at is None:
                return shelf, use
    raise TemplateNotFound


def fetch_template(database: Database, holder: Holder, template_id: str) -> bytes:
    """The bytes of a template as they were laid up; raises NotAllowed and TemplateNotFound."""
    _refuse_others(holder)
    with database.reading() as session:
        return template_content(session, kept_template(session, template_id).sha256)


def _refuse_others(holder: Holder) -> None:
    if Role.STAFF not in holder.roles:
        raise NotAllowed
