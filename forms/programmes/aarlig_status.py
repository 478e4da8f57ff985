"""The yearly status that a partnership or plan owes whoever it was agreed with."""

from forms.messages import N_
from forms.programmes.programme import Programme

AARLIG_STATUS = Programme(
    id="aarlig-status",
    title=N_("Årlig status for partnerskaber og planer"),
    funder=N_("Ministeriet eller fonden bag aftalen"),
    forms=("statusrapport@1",),
    reports=("statusrapport@1",),
)
