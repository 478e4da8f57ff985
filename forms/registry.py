"""The forms and programmes we have, by id and version."""

from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.grammar import FormDefinition
from forms.programmes.lokale_partnerskaber import LOKALE_PARTNERSKABER
from forms.programmes.programme import Programme

_FORMS: tuple[FormDefinition, ...] = (PROJEKTSKITSE_2009,)
_PROGRAMMES: tuple[Programme, ...] = (LOKALE_PARTNERSKABER,)


class UnknownForm(KeyError):
    """There is no form of that id or version; `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnknownProgramme(KeyError):
    """There is no programme of that id; `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def all_forms() -> tuple[FormDefinition, ...]:
    """Every released version of every form, the newest version of a form last."""
    return _FORMS


def form_of(name: str) -> FormDefinition:
    """The form of `id` (its newest version) or `id@version`; raises UnknownForm."""
    matching = [form for form in _FORMS if name in (form.id, form.key)]
    if not matching:
        raise UnknownForm(name)
    return matching[-1]


def all_programmes() -> tuple[Programme, ...]:
    """Every programme."""
    return _PROGRAMMES


def programme_of(programme_id: str) -> Programme:
    """The programme of an id; raises UnknownProgramme."""
    for programme in _PROGRAMMES:
        if programme.id == programme_id:
            return programme
    raise UnknownProgramme(programme_id)
