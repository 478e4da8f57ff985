"""How heavily a rule weighs, in the words of the command line."""

from forms.messages import N_
from validators.finding import Severity

SEVERITIES = {
    Severity.ERROR: N_("Fejl"),
    Severity.WARNING: N_("Advarsel"),
    Severity.INFO: N_("Oplysning"),
}
