"""What a person wrote on a page that could not be kept, by the names they know it by."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.grammar import Field, FormDefinition
from forms.kinds.kind import Control
from forms.levels import BadAnswers
from forms.messages import N_
from forms.outline import outline
from forms.path import BadPath, Path
from forms.registry import all_forms
from web.conflicts import CHOICE, YOURS
from web.pages.options import options_of
from web.wording import label_of

# What was chosen and not written, what opens something, and what only the service reads.
_NEVER_SHOWN = frozenset(
    {
        *("csrf_token", "password", "present", "proof", "code", "secret", "vouched", "username"),
        *("form", "programme", "area", "section", "fund", "fil", "nummer", "rettes", "til"),
        *("take", "both", "punkt", "roller", "dokument", "sagsbehandler", "afgoerelse", "sted"),
        *("formular", "sti", "dato"),
    }
)
_OTHER = N_("Andet")
# The questions that are none of a form, as their pages ask them.
_NAMES = {
    "navn": N_("Navn"),
    "email": N_("E-mailadresse"),
    "organisation": N_("Organisation"),
    "tekst": N_("Tekst"),
    "svar": N_("Det har vi gjort"),
    "grund": N_("Begrundelse"),
    "begrundelse": N_("Begrundelse"),
    "beloeb": N_("Beløb i kroner"),
    "frist": N_("Rettes senest den"),
    "modtaget": N_("Modtaget den"),
    "fra": N_("Fra hvilken dag?"),
    "modtager": N_("Modtagerens navn"),
    "hilsen": N_("Brevet begynder med »Kære«"),
    "afsender": N_("Dit navn"),
    "kontor": N_("Dit kontor"),
    "indledning": N_("Først i brevet"),
    "slut": N_("Sidst i brevet"),
}
_MOST_ASKED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedText:
    """A text as it was typed, or a choice by its label, with the question it answers."""

    label: str
    text: str


def typed_texts() -> tuple[TypedText, ...]:
    """What stands in the post under way; passwords and codes are never shown again.

    The draft may be out of reach, so which form it is of is told by what it asks.
    """
    pairs = list(_pairs())
    form = _form_asking([name for name, _ in pairs])
    return (*(_told(form, name, text) for name, text in pairs), *_carried())


def _pairs() -> Iterator[tuple[str, str]]:
    for name, text in request.form.items(multi=True):
        is_ours = name[:1] == "_" or name in _NEVER_SHOWN or name.startswith(CHOICE)
        if text.strip() and not is_ours:
            yield name, text


def _told(form: FormDefinition | None, name: str, text: str) -> TypedText:
    placed = None if form is None else _question(form, name)
    if form is None or placed is None:
        return TypedText(label=gettext(_NAMES.get(name, _OTHER)), text=text)
    path, field = placed
    return TypedText(label=label_of(form, path), text=_shown(field, text))


def _shown(field: Field, text: str) -> str:
    """The text as it was typed; a choice by its label."""
    label = dict(options_of(field.kind)).get(text)
    return gettext(label) if label and field.kind.control is Control.CHOICE else text


def _form_asking(names: list[str]) -> FormDefinition | None:
    """The form with the page that asks most of these questions; None where no form has the page."""
    section = (request.view_args or {}).get("section_id")
    able = [form for form in all_forms() if any(each.id == section for each in form.sections)]

    def asked(form: FormDefinition) -> int:
        return sum(_question(form, name) is not None for name in names[:_MOST_ASKED])

    return max(able, key=asked, default=None)


def _question(form: FormDefinition, name: str) -> tuple[Path, Field] | None:
    try:
        path = Path.parse(name)
    except BadPath:
        return None
    placed = outline(form).get(path.address)
    is_field = placed is not None and isinstance(placed.item, Field)
    return (path, placed.field) if placed is not None and is_field else None


def _carried() -> tuple[TypedText, ...]:
    """What a page that shows two versions carries of the person's own."""
    named = [name.removeprefix(CHOICE) for name in request.form if name.startswith(CHOICE)]
    form, answers = _form_asking(named), Answers()
    if form is None or YOURS not in request.form:
        return ()
    try:
        answers = answers_from_json(form, json.loads(request.form[YOURS]))
    except (BadAnswers, ValueError, RecursionError):
        return (TypedText(label=gettext(_OTHER), text=request.form[YOURS]),)
    return tuple(
        TypedText(
            label=label_of(form, path), text=outline(form).at(path.address).field.kind.format(value)
        )
        for path, value in answers.items()
    )
