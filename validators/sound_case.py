"""A correct case of several documents, that examples of rules across them start from."""

from collections.abc import Mapping

from validators.sound_answers import SOUND_ANSWERS

AGREEMENT = "samarbejdsaftale"
JOBS = "delaftale-beskaeftigelse"
SCHOOL = "delaftale-uddannelse"

_AGREEMENT: Mapping[str, str] = {
    "parter[2].navn": "Midtegnens Politi",
    "parter[2].type": "Politi",
    "organisering": (
        "En bestyrelse leder indsatsen efter regulativet af 11. december 2019. "
        "Dens opgaver står i kommissoriet, som er vedlagt som bilag."
    ),
    "indsatsomraader[1].omraade": "Uddannelse og livschancer",
    "indsatsomraader[1].problemkompleks": "For få børn læser godt, når de går ud af skolen.",
}
_JOBS: Mapping[str, str] = {
    "parter[2].navn": "Midtegnens Politi",
    "medarbejderressourcer[0].andel": "50%",
    "medarbejderressourcer[2].funktion": "Beboervejledere",
    "medarbejderressourcer[2].andel": "40% af samlet kapacitet",
}
_SCHOOL: Mapping[str, str] = {
    "indsatsomraade": "Uddannelse og livschancer",
    "navn": "Åparken",
    "periode": "1. oktober 2021 - 30. september 2025",
    "parter[0].navn": "Åby Boligforening",
    "parter[1].navn": "Åby Kommune, Børneenheden",
    "parter[2].navn": "Midtegnens Politi",
    "parter[3].navn": "Åby Skole",
    "delmaal[0].delmaal": "Flere børn læser godt",
    "delmaal[0].indikator": "Andel børn, der læser uden hjælp",
    "delmaal[0].baseline": "61,5% (2020)",
    "delmaal[0].datakilde": "Skolens prøver",
    "delmaal[1].delmaal": "Flere børn læser godt",
    "delmaal[1].indikator": "Akt.nær indikator: 40 børn går i læsegruppe",
    "delmaal[1].baseline": "0",
    "delmaal[1].datakilde": "Egen registrering",
    "delmaal[2].delmaal": "Flere forældre er med",
    "delmaal[2].indikator": "Akt.nær indikator: 12 fædre kommer i fædreklubben",
    "delmaal[2].baseline": "0",
    "delmaal[2].datakilde": "Egen registrering",
    "aktivitetsliste[0].navn": "Læsegruppe",
    "aktivitetsliste[1].navn": "Fædreklub (30+)",
    "medarbejderressourcer[0].funktion": "Leder",
    "medarbejderressourcer[0].andel": "50%",
    "medarbejderressourcer[1].funktion": "Beboervejledere",
    "medarbejderressourcer[1].andel": "60% af samlet kapacitet",
    "medarbejderressourcer[2].funktion": "Læsekoordinator",
    "medarbejderressourcer[2].timer": "9 timer ugentligt",
    "medarbejderressourcer[2].finansiering": "Åby Kommune betaler til og med 30.09.2025",
    "kommunal_sammenhaeng": "Skolen tilbyder i forvejen lektiehjælp om torsdagen.",
    "revision": "Denne delaftale ændres på et møde i bestyrelsen.",
    "aktiviteter[0].navn": "Læsegruppe",
    "aktiviteter[0].formaal": "Flere børn får lyst til at læse.",
    "aktiviteter[0].maalgruppe": "40 børn fra 6 til 9 år.",
    "aktiviteter[0].indhold": "En time efter skole hver dag.",
    "aktiviteter[0].ansvar": (
        "Åby Skole er ansvarlig for læsegruppen. Læsekoordinatoren bruger 9 timer om ugen på den."
    ),
    "aktiviteter[1].navn": "Fædreklub (30+)",
    "aktiviteter[1].formaal": "Flere fædre læser for deres børn.",
    "aktiviteter[1].maalgruppe": "12 fædre over 30 år.",
    "aktiviteter[1].indhold": "Fællesspisning en gang om måneden.",
    "aktiviteter[1].ansvar": "Beboervejlederne holder klubben.",
}
_BUDGET: Mapping[str, str] = {
    "poster[0].tekst": "Leder, jobvejleder, beboervejledere og læsekoordinator",
    "poster[0].aar1": "1.790.000",
    "udgifter_i_alt.aar1": "1.890.000",
    "finansiering[0].aar1": "1.400.000",
    "finansiering[1].aar1": "490.000",
    "finansiering_i_alt.aar1": "1.890.000",
    "poster[0].aar2": "1.790.000",
    "udgifter_i_alt.aar2": "1.890.000",
    "finansiering[0].aar2": "1.400.000",
    "finansiering[1].aar2": "490.000",
    "finansiering_i_alt.aar2": "1.890.000",
    "poster[0].aar3": "1.790.000",
    "udgifter_i_alt.aar3": "1.890.000",
    "finansiering[0].aar3": "1.400.000",
    "finansiering[1].aar3": "490.000",
    "finansiering_i_alt.aar3": "1.890.000",
    "poster[0].aar4": "1.790.000",
    "udgifter_i_alt.aar4": "1.890.000",
    "finansiering[0].aar4": "1.400.000",
    "finansiering[1].aar4": "490.000",
    "finansiering_i_alt.aar4": "1.890.000",
    "udgifter_i_alt.samlet": "7.560.000",
    "finansiering_i_alt.samlet": "7.560.000",
    "medarbejdere[2].funktion": "Beboervejledere",
    "medarbejdere[2].timer": "74 timer",
    "medarbejdere[2].aarsvaerk": "2",
    "medarbejdere[2].aarsloen": "450.000",
    "medarbejdere[3].funktion": "Læsekoordinator",
    "medarbejdere[3].timer": "9 timer",
    "medarbejdere[3].aarsvaerk": "0,24",
    "medarbejdere[3].aarsloen": "440.000",
}
_REPORT: Mapping[str, str] = {
    "kommune": "Holstebro",
    "partnerskab": "Åparken",
    "aar": "2022",
    "datagrundlag": "Jobcentrets tal fra december 2022.",
    "samlet_status": "Indsatsen følger planen.",
    "indsatser[0].omraade": "Beskæftigelse",
    "indsatser[0].aktivitet": "Jobklub",
    "indsatser[0].tilstand": "Aktiv",
    "indsatser[0].milepaele[0].milepael": "Jobklubben er åbnet",
    "indsatser[0].milepaele[0].aar": "2022",
    "indsatser[0].milepaele[0].status": "Ja",
    "indsatser[0].milepaele[0].farve": "Grøn",
    "indsatser[0].resultater[0].resultat": "Andel unge med fritidsjob",
    "indsatser[0].resultater[0].enhed": "Procent",
    "indsatser[0].resultater[0].baseline_aar": "2020",
    "indsatser[0].resultater[0].baseline": "12,4 %",
    "indsatser[0].resultater[0].vaerdier[0].aar": "2022",
    "indsatser[0].resultater[0].vaerdier[0].vaerdi": "15 %",
    "indsatser[0].vurdering": "Klubben er kommet godt i gang.",
    "indsatser[0].opfoelgning": "Den fortsætter.",
    "sammenfatning": "Intet er nyt eller lukket siden sidst.",
}

SOUND_CASE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    AGREEMENT: ("samarbejdsaftale", {**SOUND_ANSWERS["samarbejdsaftale"], **_AGREEMENT}),
    JOBS: ("delaftale", {**SOUND_ANSWERS["delaftale"], **_JOBS}),
    SCHOOL: ("delaftale", _SCHOOL),
    "budget": ("budget", {**SOUND_ANSWERS["budget"], **_BUDGET}),
    **{
        form: (form, SOUND_ANSWERS[form])
        for form in ("milepaelsplan", "beredskabsplan", "kommissorium", "indberetningsskema")
    },
    "statusrapport-2022": ("statusrapport", _REPORT),
}
"""By the name of each document its form, and what a person types at each path."""
