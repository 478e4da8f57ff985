"""Landsbyggefonden's sub-agreement for one area, template of 2019-26."""

from dataclasses import replace

from forms.catalogue.lbf_omraader import OLDER_2015_18, OMRAADE, PROGRAMME, VERSION
from forms.conditions import Answered, Not
from forms.grammar import Field, FormDefinition, Group, Section
from forms.kinds.baseline import Baseline
from forms.kinds.line import Line
from forms.kinds.percent import Percentage
from forms.kinds.period import TimeSpan
from forms.kinds.prose import Prose
from forms.kinds.weekly_hours import WeeklyHours
from forms.messages import N_

_PARTER = Group(
    id="parter",
    label=N_("Delaftalens parter"),
    row_label=N_("Part"),
    guidance=N_("De organisationer, der er med til at gennemføre aktiviteterne."),
    at_least=1,
    is_listed=True,
    aliases=(N_("Primære aktører"),),
    items=(
        Field(
            id="navn",
            label=N_("Navn"),
            kind=Line(),
            limit=300,
            leads=(
                "Her oplistes delaftalens",
                "Det vil være naturligt, at disse",
            ),
        ),
    ),
)

_DELMAAL = Group(
    id="delmaal",
    label=N_("Delmål og indikatorer for indsatsområdet"),
    row_label=N_("Indikator"),
    guidance=N_(
        "Et delmål kan have flere indikatorer. Skriv »Akt.nær indikator« foran en, der kun hører "
        "til én aktivitet, og baseline med årstal, fx 12,4 pct. (2020)."
    ),
    at_least=1,
    merges="delmaal",
    items=(
        Field(id="delmaal", label=N_("Delmål"), kind=Line(), limit=1_000),
        Field(
            id="indikator",
            label=N_("Indikator"),
            kind=Line(),
            limit=1_000,
        ),
        Field(
            id="baseline",
            label=N_("Baseline boligområde/ målgruppe"),
            kind=Baseline(),
            is_required=False,
            aliases=(N_("Baseline boligområde"), N_("Baseline målgruppe"), N_("Baseline")),
        ),
        Field(
            id="anden_baseline",
            label=N_("Evt. anden baseline"),
            kind=Baseline(),
            is_required=False,
            aliases=(N_("Anden baseline"), N_("Baseline kommune")),
        ),
        Field(id="datakilde", label=N_("Datakilde"), kind=Line(), limit=500),
    ),
)

_AKTIVITETER_LABEL = N_(
    "Aktiviteter, som skal bidrage til indfrielsen af delmålene for indsatsområdet og "
    "understøtte opnåelsen af de overordnede mål jf. den strategiske samarbejdsaftale"
)

_AKTIVITETSLISTE = Group(
    id="aktivitetsliste",
    label=_AKTIVITETER_LABEL,
    row_label=N_("Aktivitet"),
    guidance=N_("Listen følger af aktivitetsskemaerne nedenfor."),
    is_listed=True,
    mirrors="aktiviteter",
    items=(
        Field(
            id="navn",
            label=N_("Navn"),
            kind=Line(),
            limit=300,
            leads=("Her oplistes de aktiviteter",),
        ),
        Field(
            id="beskrivelse", label=N_("Beskrivelse"), kind=Line(), is_required=False, limit=1_000
        ),
    ),
)

_MEDARBEJDERE = Group(
    id="medarbejderressourcer",
    label=N_("Medarbejderressourcer for indsatsområdet"),
    row_label=N_("Funktion"),
    guidance=N_(
        "Skriv for hver funktion enten en andel, fx 25 pct., eller timer om ugen, og hvem der "
        "betaler, hvis det er andre end Landsbyggefonden. Tallene skal passe med budgettet."
    ),
    at_least=1,
    is_listed=True,
    items=(
        Field(
            id="funktion",
            label=N_("Funktion"),
            kind=Line(),
            limit=300,
            leads=(
                "Her oplistes de medarbejdere",
                "Angivelserne skal stemme overens",
            ),
        ),
        Field(
            id="andel",
            label=N_("Andel af funktionen"),
            kind=Percentage(
                of=(
                    "af samlet kapacitet",
                    "af den samlede kapacitet",
                    "af funktionen",
                    "af stillingen",
                )
            ),
            is_required=False,
            aliases=(N_("Andel"),),
        ),
        Field(
            id="timer",
            label=N_("Timer om ugen"),
            kind=WeeklyHours(),
            asked_when=Not(Answered("medarbejderressourcer.andel")),
            aliases=(N_("Timer"), N_("Timer ugentligt")),
        ),
        Field(
            id="finansiering",
            label=N_("Finansiering"),
            kind=Line(),
            is_required=False,
            limit=300,
        ),
    ),
)

_AKTIVITETER = Group(
    id="aktiviteter",
    label=N_("Aktivitetsskemaer"),
    row_label=N_("Aktivitet"),
    guidance=N_("Ét skema for hver aktivitet."),
    at_least=1,
    items=(
        Field(id="navn", label=N_("Aktivitetsnavn"), kind=Line(), limit=300),
        Field(
            id="formaal",
            label=N_("Formål"),
            kind=Prose(),
            guidance=N_("Kort og i punkter: hvilke delmål støtter aktiviteten?"),
            limit=10_000,
            leads=(
                "Her beskrives formålet",
                "Beskrivelsen bedes holdt",
            ),
        ),
        Field(
            id="maalgruppe",
            label=N_("Målgruppe(r)"),
            kind=Prose(),
            guidance=N_("Hvem, hvor mange og hvor gamle?"),
            limit=10_000,
            aliases=(N_("Målgruppe"), N_("Målgrupper")),
            leads=("Beskrivelse af målgruppen/målgrupperne",),
        ),
        Field(
            id="indhold",
            label=N_("Indhold og praksis"),
            kind=Prose(),
            guidance=N_("Hvad sker der, og hvordan lever det videre bagefter?"),
            limit=20_000,
            leads=(
                "Kort beskrivelse af aktivitetens indhold",
                "Kan beskrives i punktform",
            ),
        ),
        Field(
            id="ansvar",
            label=N_("Ansvars- og rollefordeling"),
            kind=Prose(),
            guidance=N_("Hvilke organisationer og funktioner gør hvad?"),
            limit=10_000,
            leads=(
                "Her anføres ansvars",
                "I beskrivelsen skal der sættes",
            ),
        ),
    ),
)

# What is difficult in an area stood in its sub-agreement; since 2019 it stands in the agreement.
_OLDER = replace(
    OLDER_2015_18,
    labels=(*OLDER_2015_18.labels, "Problemkompleks", "Problemkompleks for indsatsområdet"),
)

DELAFTALE_2019_26 = FormDefinition(
    id="delaftale",
    version=VERSION,
    title=N_("Delaftale for indsatsområdet"),
    programme=PROGRAMME,
    aliases=(N_("Delaftale"), N_("Delaftale for indsatsområde")),
    older=(_OLDER,),
    sections=(
        Section(
            id="indsatsomraade",
            number="",
            title=N_("Indsatsområde"),
            intro=("Bestyrelsen for den boligsociale indsats har ansvar",),
            items=(
                Field(
                    id="indsatsomraade",
                    label=N_("Indsatsområde"),
                    kind=OMRAADE,
                    aliases=(
                        N_("Delaftale for indsatsområdet"),
                        N_("Delaftale for indsatsområde"),
                        N_("Delaftale"),
                    ),
                    leads=("Vejledende tekst er fremhævet",),
                ),
                Field(
                    id="navn",
                    label=N_("Navn på den boligsociale indsats, som delaftalen vedrører"),
                    kind=Line(),
                    limit=300,
                    aliases=(N_("Navn på den boligsociale indsats"), N_("Helhedsplanens navn")),
                ),
                Field(
                    id="periode",
                    label=N_("Delaftalen gælder fra - til"),
                    kind=TimeSpan(),
                    aliases=(N_("Delaftalen gælder fra"), N_("Delaftalens periode")),
                ),
            ),
        ),
        Section(id="parter", number="", title=N_("Delaftalens parter"), items=(_PARTER,)),
        Section(
            id="delmaal",
            number="",
            title=N_("Delmål og indikatorer for indsatsområdet"),
            intro=("Der skal opsættes delmål", "Delmål og de dertil knyttede"),
            items=(_DELMAAL,),
        ),
        Section(
            id="aktiviteter",
            number="",
            title=N_("Aktiviteter"),
            aliases=(
                _AKTIVITETER_LABEL,
                N_("Aktiviteter, som skal bidrage til indfrielsen af delmålene for indsatsområdet"),
            ),
            items=(_AKTIVITETSLISTE, _AKTIVITETER),
        ),
        Section(
            id="medarbejderressourcer",
            number="",
            title=N_("Medarbejderressourcer for indsatsområdet"),
            items=(_MEDARBEJDERE,),
        ),
        Section(
            id="kommunal_sammenhaeng",
            number="",
            title=N_("Sammenhæng med den kommunale indsats i boligområdet"),
            box="kommunal_sammenhaeng",
            items=(
                Field(
                    id="kommunal_sammenhaeng",
                    label=N_("Sammenhæng med den kommunale indsats i boligområdet"),
                    kind=Prose(),
                    guidance=N_("Hvordan aktiviteterne supplerer det, kommunen allerede gør."),
                    limit=20_000,
                    leads=("Her redegøres for, hvordan",),
                ),
            ),
        ),
        Section(
            id="revision",
            number="",
            title=N_("Revision af delaftalen"),
            intro=("Eventuelle reviderede aftaler skal",),
            box="revision",
            items=(
                Field(
                    id="revision",
                    label=N_("Revision af delaftalen"),
                    kind=Prose(),
                    guidance=N_("Hvordan delaftalen ændres undervejs, og hvem der beslutter det."),
                    limit=10_000,
                    leads=("Her beskrives lokale aftaler",),
                ),
            ),
        ),
    ),
)
