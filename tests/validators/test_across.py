"""A correct case with one slip gives that one finding, at the slip."""

import pytest

from tests.validators.cases import case_with, told

A, J, S, B = "samarbejdsaftale", "delaftale-beskaeftigelse", "delaftale-uddannelse", "budget"
STAFF = "medarbejderressourcer"

SLIPS = [
    # The place, what is typed there, and the rule and place that is found.
    (f"{A}:periode", "30.09.2025 - 01.10.2021", f"DAT002 {A}:periode"),
    (f"{S}:periode", "1.10.2021 - 30.9.2021", f"DAT002 {S}:periode"),
    (f"{A}:periode", "01.10.21 - 01.10.25", f"DAT003 {A}:periode"),
    (f"{S}:periode", "2021-25", f"DAT003 {S}:periode"),
    (f"{S}:periode", "1.11.2021 - 30.9.2025", f"DAT004 {S}:periode"),
    (f"{A}:periode", "1.10.2021 - 30.6.2025", f"DAT004 {A}:periode"),
    (f"{S}:parter[2].navn", "Åby Skole", f"PAR001 {S}:parter"),
    (
        f"{A}:parter[3].navn",
        "Vestegnens Boligselskab",
        [f"PAR001 {J}:parter", f"PAR001 {S}:parter"],
    ),
    (f"{S}:parter[0].navn", "ÅbyBoligforening", f"PAR002 {S}:parter[0].navn"),
    (f"{J}:parter[1].navn", "Aaby Komune", [f"PAR001 {J}:parter"]),
    (f"{J}:parter[1].navn", "Åby Komune", f"PAR002 {J}:parter[1].navn"),
    (f"{A}:parter[2].navn", "Midt-Egnens Politi", f"PAR002 {A}:parter[2].navn"),
    (f"{S}:parter[2].navn", "Politiet", f"PAR002 {S}:parter[2].navn"),
    (
        f"{S}:aktiviteter[1].ansvar",
        "Ansvarlig: Åby Ungdomsskole",
        f"PAR003 {S}:aktiviteter[1].ansvar",
    ),
    (
        f"{S}:aktiviteter[1].ansvar",
        "Her er ABC ansvarlige for rekrutteringen.",
        f"PAR003 {S}:aktiviteter[1].ansvar",
    ),
    (f"{S}:navn", "Åparken for alle", f"NAM001 {S}:navn"),
    (f"{S}:indsatsomraade", "Kriminalitetsforebyggelse", f"ARE001 {S}:indsatsomraade"),
    (f"{A}:indsatsomraader[1].omraade", "Beskæftigelse", f"ARE001 {S}:indsatsomraade"),
    (f"{S}:aktivitetsliste[2].navn", "Gadeidræt", f"ACT001 {S}:aktivitetsliste[2].navn"),
    (f"{S}:aktivitetsliste[0].navn", "", f"ACT002 {S}:aktiviteter[0].navn"),
    (f"{S}:aktivitetsliste[1].navn", "Fædreklub", f"ACT003 {S}:aktivitetsliste[1].navn"),
    (f"{S}:aktiviteter[0].navn", "Læsegrupper", f"ACT003 {S}:aktivitetsliste[0].navn"),
    (f"{S}:delmaal[1].indikator", "Andel børn med bøger", f"ACT004 {S}:aktiviteter[0].navn"),
    (
        f"{A}:indikatorer[4].baseline_omraade",
        "38,8%",
        f"IND002 {A}:indikatorer[4].baseline_omraade",
    ),
    (f"{A}:indikatorer[4].baseline_kommune", "21", f"IND002 {A}:indikatorer[4].baseline_kommune"),
    (f"{A}:indikatorer[4].baseline_omraade", "", f"IND003 {A}:indikatorer[4].baseline_omraade"),
    (f"{S}:delmaal[0].baseline", "Opgøres ikke", f"IND003 {S}:delmaal[0].baseline"),
    (f"{A}:indikatorer[4].datakilde", "?", f"IND004 {A}:indikatorer[4].datakilde"),
    (f"{S}:delmaal[0].datakilde", "", f"IND004 {S}:delmaal[0].datakilde"),
    (f"{S}:{STAFF}[1].andel", "62%", f"STA001 {J}:{STAFF}[2].andel"),
    (f"{S}:{STAFF}[1].andel", "50%", f"STA002 {J}:{STAFF}[2].andel"),
    (f"{S}:{STAFF}[1].funktion", "Beboerrådgivere", f"STA003 {S}:{STAFF}[1].funktion"),
    (f"{J}:{STAFF}[1].timer", "38 timer", f"STA004 {J}:{STAFF}[1].timer"),
    (f"{B}:medarbejdere[1].funktion", "Kok", f"STA004 {J}:{STAFF}[1].funktion"),
    (f"{B}:medarbejdere[2].aarsvaerk", "1,5", f"STA004 {B}:medarbejdere[2].timer"),
    (f"{B}:medarbejdere[3].timer", "12", f"STA004 {B}:medarbejdere[3].timer"),
    (
        f"{S}:aktiviteter[0].ansvar",
        "Åby Skole er ansvarlig. Læsekoordinatoren er her 7,5 timer pr. uge.",
        f"STA005 {S}:{STAFF}[2].timer",
    ),
    (
        f"{S}:kommunal_sammenhaeng",
        "Skolens lektiehjælp er finansieret af Børnefonden 2021-23.",
        f"FIN001 {S}:kommunal_sammenhaeng",
    ),
    (
        f"{J}:{STAFF}[1].finansiering",
        "Jobcentret, ultimo 2022",
        f"FIN001 {J}:{STAFF}[1].finansiering",
    ),
    (f"{J}:revision", "Se bilag 7.", f"ATT002 {J}:revision"),
    (
        f"{A}:samspil",
        "Kommunen følger regulativet af 20. marts 2015.",
        f"REG001 {A}:samspil",
    ),
    (f"{S}:revision", "Denne samarbejdsaftale ændres på et møde.", f"TXT004 {S}:revision"),
    (f"{S}:revision", "Denne\nsamarbejdsaftale ændres på et møde.", f"TXT004 {S}:revision"),
    (f"{A}:revision", "Nærværende delaftales mål ændres.", f"TXT004 {A}:revision"),
    (f"{B}:finansiering[1].kilde", "Landsbyggefonden", f"BUD005 {B}:lokal_finansiering"),
]
NO_SLIPS = [
    (f"{A}:periode", "oktober 2021 - september 2025"),
    (f"{S}:parter[0].navn", "Åby Boligforening, Afdeling 3 (Åparken)"),
    (f"{S}:parter[4].navn", "Foreningen Fodbold"),
    (f"{S}:{STAFF}[1].funktion", "Beboervejledere (to personer)"),
    (f"{S}:{STAFF}[0].andel", "49%"),
    (f"{S}:delmaal[0].baseline", "0"),
    (f"{J}:revision", "Helhedsplanen er ansvarlig, indtil 30.9.2025."),
    (f"{S}:aktiviteter[1].ansvar", "Helhedsplanen har ansvaret. Beboervejlederne står for maden."),
    (f"{S}:aktiviteter[1].ansvar", "Børneenheden (BE) er ansvarlig for at finde fædrene."),
    (
        f"{S}:aktiviteter[1].ansvar",
        "Det er en del af samarbejdet, hvorfor Åby Kommune vil have det primære ansvar for det.",
    ),
    (f"{S}:aktiviteter[1].ansvar", "Klubben er ansvarlig. Parterne har et fælles ansvar."),
    (f"{J}:revision", "Se milepælsplanen, der er vedlagt som bilag."),
    (f"{J}:revision", "Aftalen har flere bilag i sin mappe."),
    (f"{A}:samspil", "Fonden betaler til og med 2023, siger Landsbyggefonden."),
    (f"{A}:samspil", "Kommunen betalte en park i 2015-17 og har bevilget 2000 kr. til den."),
    (f"{A}:samspil", "Regulativet gælder. Aftalen er af 1. maj 2020."),
    (f"{B}:medarbejdere[3].aarsvaerk", "0,2"),
    (f"{S}:aktiviteter[0].indhold", "Læsekoordinatoren er her 7,5 timer pr. uge."),
]


def _expected(found: str | list[str]) -> list[str]:
    return [found] if isinstance(found, str) else found


@pytest.mark.parametrize(("place", "typed", "found"), SLIPS)
def test_one_slip_is_one_finding_at_its_place(
    place: str, typed: str, found: str | list[str]
) -> None:
    assert told(case_with({place: typed})) == _expected(found)


@pytest.mark.parametrize(("place", "typed"), NO_SLIPS)
def test_what_people_mean_the_same_by_is_no_slip(place: str, typed: str) -> None:
    assert told(case_with({place: typed})) == []
