"""The WTForms form of a section: it parses what was posted and holds it; our components draw it."""

from collections.abc import Mapping
from functools import cache

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import Field, FormDefinition, Section
from forms.kinds.kind import Control, Kind
from forms.outline import outline
from forms.path import Path
from web.pages.options import options_of, text_shown
from web.pages.rows import ROWS_NAME, Rows, fields_of, rows_of_post

END_NAME = "_end"
_FIELDS = {
    Control.LINE: StringField,
    Control.DATE: StringField,
    Control.TICK: StringField,
    Control.TEXT: TextAreaField,
}


class CutShort(Exception):
    """The post lacks its last field: it was cut on the way, and saving it would lose answers."""


class PageForm(BaseForm):
    """One flat WTForms field for each path on the page; names are paths, so no row is renumbered.

    A `FieldList` would drop rows over its limit and close gaps without a word.
    """

    def __init__(self, section: Section, rows: Rows) -> None:
        self.section = section
        self.rows = rows
        self.asked: dict[str, tuple[Path, Field]] = {
            str(path): (path, field) for path, field in fields_of(section, rows)
        }
        super().__init__({name: _unbound(field.kind) for name, (_, field) in self.asked.items()})

    def text(self, path: Path) -> str:
        """What stands in a field, as typed."""
        return self[str(path)].data or ""


def form_of_answers(section: Section, answers: Answers, rows: Rows) -> PageForm:
    """The form a page is drawn from; what could not be read stands as it was typed."""
    form = PageForm(section, rows)
    form.process(data=dict(_texts(form.asked, answers)))
    return form


def form_of_post(section: Section, posted: MultiDict[str, str]) -> PageForm:
    """The form that was posted; raises CutShort, or TooManyRows before anything is bound."""
    if END_NAME not in posted:
        raise CutShort
    named = [*posted.keys(), *(f"{row}.x" for row in posted.getlist(ROWS_NAME))]
    form = PageForm(section, rows_of_post(section, named))
    form.process(posted)
    return form


def answers_of(form: PageForm, rows: Rows | None = None) -> Answers:
    """The typed answers of a posted page, of some of its rows where `rows` says so."""
    kept = None if rows is None else {str(path) for path, _ in fields_of(form.section, rows)}
    values = (
        (path, field.kind.parse(form.text(path)))
        for name, (path, field) in form.asked.items()
        if kept is None or name in kept
    )
    return Answers((path, value) for path, value in values if value is not None)


def with_page(
    definition: FormDefinition, answers: Answers, section: Section, page: Answers
) -> Answers:
    """The answers of a form with those of one section put in place of the former ones."""
    others = (
        (path, value)
        for path, value in answers.items()
        if section_of(definition, path) is not section
    )
    return normalised(definition, Answers([*others, *page.items()]))


def section_of(definition: FormDefinition, path: Path) -> Section:
    """The section that a path belongs to; KeyError when the form has no such path."""
    return outline(definition).at(path.address).section


def _texts(asked: Mapping[str, tuple[Path, Field]], answers: Answers) -> Mapping[str, str]:
    texts = {}
    for name, (path, field) in asked.items():
        value = answers.get(path)
        if value is not None:
            texts[name] = text_shown(field.kind, value)
    return texts


@cache
def _unbound(kind: Kind) -> UnboundField:
    if kind.control is Control.CHOICE:
        choices = [SelectChoice(value, label) for value, label in options_of(kind)]
        return RadioField(choices=choices, validate_choice=False)
    return _FIELDS[kind.control]()
