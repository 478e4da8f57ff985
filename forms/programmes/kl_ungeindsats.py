"""The municipalities' partnership on young people, signed up for in 2010."""

from datetime import date
from decimal import Decimal

from forms.messages import N_
from forms.programmes.programme import Programme, Threshold

_INDBYDELSE = N_("Indbydelsen til partnerskabet, 2010")

KL_UNGEINDSATS = Programme(
    id="kl-ungeindsats",
    title=N_("Partnerskab om ungeindsatsen"),
    funder=N_("KL"),
    forms=("ungeindsats_tilmelding@2010",),
    deadline=date(2010, 10, 1),
    deadline_source=_INDBYDELSE,
    most_pages=Threshold(number=Decimal(3), source=_INDBYDELSE, valid_from=date(2010, 1, 1)),
)
