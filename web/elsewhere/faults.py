"""What can go wrong on the way to a provider and back, each with what the person is told."""

from enum import Enum

from flask_babel import gettext

from forms.messages import N_


class Fault(Enum):
    """Why nobody was signed in; nothing of what the provider said is told or logged."""

    DOWN = "down"
    STRAY = "stray"
    DECLINED = "declined"
    SPENT = "spent"
    UNPROVEN = "unproven"
    LATE = "late"
    LEVEL = "level"


class ProviderFailed(Exception):
    """Nobody was vouched for."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


_SENTENCES = {
    Fault.DOWN: N_("%(label)s svarer ikke lige nu. Vent et øjeblik, og prøv igen."),
    Fault.STRAY: N_(
        "Dette log ind blev ikke begyndt i denne browser, er brugt eller er for gammelt. Begynd "
        "forfra."
    ),
    Fault.DECLINED: N_("Du blev ikke logget ind hos %(label)s. Prøv igen, hvis det var en fejl."),
    Fault.SPENT: N_("Svaret fra %(label)s er brugt eller for gammelt. Begynd forfra."),
    Fault.UNPROVEN: N_(
        "Svaret fra %(label)s kan ikke efterprøves, så ingen er logget ind. Prøv igen, og sig det "
        "til den, der driver tjenesten, hvis det sker igen."
    ),
    Fault.LATE: N_("Svaret fra %(label)s er udløbet. Begynd forfra."),
    Fault.LEVEL: N_(
        "Du loggede ind hos %(label)s på en måde, der ikke er sikker nok her. Prøv igen, og vælg "
        "en sikrere måde."
    ),
}


def sentence_of(fault: Fault, label: str) -> str:
    """What happened and what to do, in the reader's language."""
    return gettext(_SENTENCES[fault]) % {"label": label}


def status_of(fault: Fault) -> int:
    """The status a fault is answered with."""
    return 503 if fault is Fault.DOWN else 422
