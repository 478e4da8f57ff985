"""What a person names on the command line: a form, a programme, a day."""

from datetime import date
from typing import TYPE_CHECKING

from cli.language import Translate
from cli.terminal import Mistake
from forms.grammar import FormDefinition
from forms.kinds.date import CalendarDay
from forms.messages import N_
from forms.registry import (
    UnknownForm,
    UnknownProgramme,
    all_forms,
    all_programmes,
    form_of,
    programme_of,
)

if TYPE_CHECKING:
    from forms.programmes.programme import Programme


def named_form(name: str, translate: Translate) -> FormDefinition:
    """The form of `id` or `id@version`; raises Mistake, naming those there are."""
    try:
        return form_of(name)
    except UnknownForm as error:
        known = dict.fromkeys(name for form in all_forms() for name in (form.id, form.key))
        sentence = N_("Der er ingen formular, der hedder %(name)s. Vælg en af disse: %(known)s.")
        raise _unknown(sentence, name, tuple(known), translate) from error


def named_programme(name: str | None, translate: Translate) -> "Programme | None":
    """The programme of an id, None for none; raises Mistake, naming those there are."""
    if name is None:
        return None
    try:
        return programme_of(name)
    except UnknownProgramme as error:
        known = tuple(programme.id for programme in all_programmes())
        sentence = N_("Der er ingen pulje, der hedder %(name)s. Vælg en af disse: %(known)s.")
        raise _unknown(sentence, name, known, translate) from error


def named_day(text: str | None, translate: Translate) -> date | None:
    """A day in Danish or ISO spelling, None for none; raises Mistake."""
    if text is None:
        return None
    day = CalendarDay().parse(text)
    if not isinstance(day, date):
        sentence = N_("%(text)s er ikke en dato. Skriv den som 2009-05-25 eller 25.5.2009.")
        raise Mistake(translate(sentence) % {"text": text}, translate)
    return day


def _unknown(sentence: str, name: str, known: tuple[str, ...], translate: Translate) -> Mistake:
    return Mistake(translate(sentence) % {"name": name, "known": ", ".join(known)}, translate)
