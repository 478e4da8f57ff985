"""The forms and programmes we have, by id and version."""

from forms.catalogue.budget_2019_26 import BUDGET_2019_26
from forms.catalogue.delaftale_2019_26 import DELAFTALE_2019_26
from forms.catalogue.lbf_bilag_2019_26 import (
    BEREDSKABSPLAN_2019_26,
    INDBERETNINGSSKEMA_2019_26,
    KOMMISSORIUM_2019_26,
    MILEPAELSPLAN_2019_26,
)
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.catalogue.samarbejdsaftale_2019_26 import SAMARBEJDSAFTALE_2019_26
from forms.catalogue.statusrapport_1 import STATUSRAPPORT_1
from forms.catalogue.ungeindsats_tilmelding_2010 import UNGEINDSATS_TILMELDING_2010
from forms.grammar import FormDefinition
from forms.programmes.aarlig_status import AARLIG_STATUS
from forms.programmes.kl_ungeindsats import KL_UNGEINDSATS
from forms.programmes.lbf_boligsocial_2019_26 import LBF_BOLIGSOCIAL_2019_26
from forms.programmes.lokale_partnerskaber import LOKALE_PARTNERSKABER
from forms.programmes.programme import Programme

_FORMS: tuple[FormDefinition, ...] = (
    PROJEKTSKITSE_2009,
    SAMARBEJDSAFTALE_2019_26,
    DELAFTALE_2019_26,
    BUDGET_2019_26,
    MILEPAELSPLAN_2019_26,
    BEREDSKABSPLAN_2019_26,
    KOMMISSORIUM_2019_26,
    INDBERETNINGSSKEMA_2019_26,
    UNGEINDSATS_TILMELDING_2010,
    STATUSRAPPORT_1,
)
_PROGRAMMES: tuple[Programme, ...] = (
    LOKALE_PARTNERSKABER,
    LBF_BOLIGSOCIAL_2019_26,
    KL_UNGEINDSATS,
    AARLIG_STATUS,
)
# A later version of a form takes its bare name over from the former.
_NAMED = {name: form for form in _FORMS for name in (form.id, form.key)}


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
    found = _NAMED.get(name)
    if found is None:
        raise UnknownForm(name)
    return found


def all_programmes() -> tuple[Programme, ...]:
    """Every programme."""
    return _PROGRAMMES


def programme_of(programme_id: str) -> Programme:
    """The programme of an id; raises UnknownProgramme."""
    for programme in _PROGRAMMES:
        if programme.id == programme_id:
            return programme
    raise UnknownProgramme(programme_id)
