"""The people of the example, who are on one's own machine only."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.holder import Role

DOMAIN = "eksempel.example"
FUND = "Fonden (eksempel)"
_KOMMUNE, _PARTNER = "Åby Kommune (eksempel)", "Åby Skole (eksempel)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A person of the example; every one is invented."""

    name: str
    organisation: str
    role: Role


PEOPLE: Mapping[str, Invented] = {
    "skriver": Invented(name="Signe Skriver", organisation=_KOMMUNE, role=Role.WRITER),
    "godkender": Invented(name="Gorm Godkender", organisation=_KOMMUNE, role=Role.APPROVER),
    "partner": Invented(name="Pia Partner", organisation=_PARTNER, role=Role.WRITER),
    "sagsbehandler": Invented(name="Silas Sagsbehandler", organisation=FUND, role=Role.OFFICER),
    "medarbejder": Invented(name="Mette Medarbejder", organisation=FUND, role=Role.STAFF),
    "revisor": Invented(name="Rikke Revisor", organisation=FUND, role=Role.AUDITOR),
}
