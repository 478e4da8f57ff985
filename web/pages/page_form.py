"""The WTForms form of a section: it parses what was posted and holds it; our components draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from forms.answers import Answers
from forms.grammar import Field, FormDefinition, Section
from forms.kinds.kind import Control, Kind
from forms.path import Path
from web.pages.options import options_of, text_shown
from web.pages.rows import ROWS_NAME, Rows, fields_of, rows_of_post

END_NAME = "_end"
Asked: TypeAlias = Mapping[str, tuple[Path, Field]]
"""The fields of a page by their names."""

_MOST_LETTERS_KEPT = 20_000
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
        self.asked: Asked = {str(path): (path, field) for path, field in fields_of(section, rows)}
        super().__init__({name: _unbound(field.kind) for name, (_, field) in self.asked.items()})

    def text(self, path: Path) -> str:
        """What stands in a field, as typed."""
        return self.typed(str(path))

    def typed(self, name: str) -> str:
        """What stands in the field of a name, as typed."""
        return self[name].data or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPage:
    """What a page sends while it is typed in: it is read as `PageForm` reads it, and never drawn.

    To bind WTForms' fields takes longer than all else that is done with such a post.
    """

    section: Section
    rows: Rows
    asked: Asked
    posted: MultiDict[str, str]

    def typed(self, name: str) -> str:
        """What stands in the field of a name, as typed."""
        return self.posted.get(name, "")


def form_of_answers(section: Section, answers: Answers, rows: Rows) -> PageForm:
    """The form a page is drawn from; what could not be read stands as it was typed."""
    form = PageForm(section, rows)
    form.process(data=dict(_texts(form.asked, answers)))
    return form


def form_of_post(section: Section, posted: MultiDict[str, str]) -> PageForm:
    """The form that was posted; raises CutShort, or TooManyRows before anything is bound."""
    form = PageForm(section, rows_of_post(section, _names_in(posted)))
    form.process(posted)
    return form


def page_of_post(
    definition: FormDefinition, section: Section, posted: MultiDict[str, str]
) -> PostedPage:
    """As `form_of_post`, for a page that is not drawn again."""
    names = _names_in(posted)
    is_long = sum(map(len, names)) > _MOST_LETTERS_KEPT
    named = _asked_by.__wrapped__ if is_long else _asked_by
    rows, asked = named(definition, section.id, names)
    return PostedPage(section=section, rows=rows, asked=asked, posted=posted)


def answers_of(form: PageForm | PostedPage, rows: Rows | None = None) -> Answers:
    """The typed answers of a posted page, of some of its rows where `rows` says so."""
    kept = None if rows is None else {str(path) for path, _ in fields_of(form.section, rows)}
    values = (
        (path, field.kind.parse(form.typed(name)))
        for name, (path, field) in form.asked.items()
        if kept is None or name in kept
    )
    return Answers((path, value) for path, value in values if value is not None)


def _names_in(posted: MultiDict[str, str]) -> tuple[str, ...]:
    """The names that tell of rows; raises CutShort."""
    if END_NAME not in posted:
        raise CutShort
    return (*posted, *(f"{row}.x" for row in posted.getlist(ROWS_NAME)))


@lru_cache(maxsize=256)
def _asked_by(
    definition: FormDefinition, section_id: str, names: tuple[str, ...]
) -> tuple[Rows, Asked]:
    """The rows and fields that a post speaks of; a page sends the same names time after time."""
    section = next(each for each in definition.sections if each.id == section_id)
    rows = rows_of_post(section, names)
    return rows, {str(path): (path, field) for path, field in fields_of(section, rows)}


def _texts(asked: Asked, answers: Answers) -> Mapping[str, str]:
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
