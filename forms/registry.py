"""The forms and programmes we have, by id and version."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.grammar import FormDefinition
    from forms.programmes.programme import Programme

_FORMS = {
    "projektskitse@2009": "projektskitse_2009.PROJEKTSKITSE_2009",
    "samarbejdsaftale@2019-26": "samarbejdsaftale_2019_26.SAMARBEJDSAFTALE_2019_26",
    "delaftale@2019-26": "delaftale_2019_26.DELAFTALE_2019_26",
    "budget@2019-26": "budget_2019_26.BUDGET_2019_26",
    "milepaelsplan@2019-26": "lbf_bilag_2019_26.MILEPAELSPLAN_2019_26",
    "beredskabsplan@2019-26": "lbf_bilag_2019_26.BEREDSKABSPLAN_2019_26",
    "kommissorium@2019-26": "lbf_bilag_2019_26.KOMMISSORIUM_2019_26",
    "indberetningsskema@2019-26": "lbf_bilag_2019_26.INDBERETNINGSSKEMA_2019_26",
    "ungeindsats_tilmelding@2010": "ungeindsats_tilmelding_2010.UNGEINDSATS_TILMELDING_2010",
    "statusrapport@1": "statusrapport_1.STATUSRAPPORT_1",
}
"""Where in the catalogue each form stands: who asks for one loads no other."""

_PROGRAMMES = {
    "lokale-partnerskaber": "lokale_partnerskaber.LOKALE_PARTNERSKABER",
    "lbf-boligsocial-2019-26": "lbf_boligsocial_2019_26.LBF_BOLIGSOCIAL_2019_26",
    "kl-ungeindsats": "kl_ungeindsats.KL_UNGEINDSATS",
    "aarlig-status": "aarlig_status.AARLIG_STATUS",
}
# A later version of a form takes its bare name over from the former.
_NAMED = {name: key for key in _FORMS for name in (key.partition("@")[0], key)}


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


@cache
def all_forms() -> "tuple[FormDefinition, ...]":
    """Every released version of every form, the newest version of a form last."""
    return tuple(map(form_of, _FORMS))


@cache
def form_of(name: str) -> "FormDefinition":
    """The form of `id` (its newest version) or `id@version`; raises UnknownForm."""
    key = _NAMED.get(name)
    if key is None:
        raise UnknownForm(name)
    form: FormDefinition = _standing(f"forms.catalogue.{_FORMS[key]}")
    return form


@cache
def all_programmes() -> "tuple[Programme, ...]":
    """Every programme."""
    return tuple(map(programme_of, _PROGRAMMES))


@cache
def programme_of(programme_id: str) -> "Programme":
    """The programme of an id; raises UnknownProgramme."""
    place = _PROGRAMMES.get(programme_id)
    if place is None:
        raise UnknownProgramme(programme_id)
    programme: Programme = _standing(f"forms.programmes.{place}")
    return programme


def _standing(place: str) -> Any:
    """What stands under a name in a module."""
    module, _, name = place.rpartition(".")
    return getattr(import_module(module), name)
