"""The ministry's local partnerships of 2009."""

from datetime import date

from forms.formulas import Stated
from forms.messages import N_
from forms.programmes.programme import AppliedFor, Programme

LOKALE_PARTNERSKABER = Programme(
    id="lokale-partnerskaber",
    title=N_("Lokale partnerskaber"),
    funder=N_("Integrationsministeriet"),
    forms=("projektskitse@2009",),
    deadline=date(2009, 5, 25),
    deadline_source=N_("Projektskitsens første side: en skitse modtaget senere behandles ikke."),
    applied_for=AppliedFor(form="projektskitse", formula=Stated("udgifter.ansoegt_beloeb")),
)
