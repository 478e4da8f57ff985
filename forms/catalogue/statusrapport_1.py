"""The yearly status of a partnership or plan: what was done, what came of it, and what is next.

Two layouts are met on paper: a note with the milestones and expected results of each activity by
year, and a report with fixed blocks for each project. Spellings of both are among the aliases.
"""

from forms.conditions import AnyOf, Is
from forms.grammar import Field, FormDefinition, Group, Section
from forms.kinds.amount import Amount
from forms.kinds.baseline import Baseline
from forms.kinds.choice import Choice, Option
from forms.kinds.kommune import Kommune
from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.kinds.whole_number import WholeNumber
from forms.messages import N_

_AAR = WholeNumber(least=1990, most=2100)
_TILSTAND = Choice(
    options=(
        Option(id="aktiv", label=N_("Aktiv"), words=(N_("i gang"),)),
        Option(id="aendret", label=N_("Ændret")),
        Option(id="lukket", label=N_("Lukket"), words=(N_("afsluttet"),)),
        Option(id="opgivet", label=N_("Opgivet")),
    )
)
_FARVE = Choice(
    options=(
        Option(id="groen", label=N_("Grøn")),
        Option(id="gul", label=N_("Gul")),
        Option(id="roed", label=N_("Rød")),
        Option(id="ingen", label=N_("Ingen farve"), words=(N_("ingen"),)),
    )
)
_ENHED = Choice(
    options=(
        Option(id="antal", label=N_("Antal")),
        Option(id="pct", label=N_("Procent"), words=("pct.", "%")),
        Option(id="procentpoint", label=N_("Procentpoint")),
        Option(id="karakter", label=N_("Karakter")),
    )
)
_IS_NOT_AS_AGREED = AnyOf(
    (
        Is("indsatser.tilstand", "aendret"),
        Is("indsatser.tilstand", "lukket"),
        Is("indsatser.tilstand", "opgivet"),
    )
)

_OM_RAPPORTEN = Section(
    id="rapport",
    number="1",
    title=N_("Om rapporten"),
    items=(
        Field(
            id="kommune",
            label=N_("Kommune"),
            kind=Kommune(),
            guidance=N_("Den kommune, som rapporten kommer fra."),
        ),
        Field(
            id="partnerskab",
            label=N_("Partnerskab eller plan"),
            kind=Line(),
            guidance=N_("Navnet på det, der gøres status over."),
            limit=300,
            aliases=(N_("Partnerskab"), N_("Partnerskabsaftale"), N_("Plan")),
        ),
        Field(
            id="aar",
            label=N_("Rapportens år"),
            kind=_AAR,
            guidance=N_("Det år, der gøres status over."),
            aliases=(N_("Statusår"), N_("Rapporteringsår")),
        ),
        Field(
            id="datagrundlag",
            label=N_("Datagrundlag"),
            kind=Prose(),
            guidance=N_("Hvor tallene kommer fra, og hvornår de er trukket."),
            limit=5_000,
        ),
    ),
)

_SAMLET_STATUS = Section(
    id="samlet_status",
    number="2",
    title=N_("Samlet status"),
    box="samlet_status",
    items=(
        Field(
            id="samlet_status",
            label=N_("Samlet status"),
            kind=Prose(),
            guidance=N_("Hvordan det går i det hele taget, set i forhold til det aftalte."),
            limit=10_000,
        ),
    ),
)

_MILEPAELE = Group(
    id="milepaele",
    label=N_("Milepæle"),
    row_label=N_("Milepæl"),
    guidance=N_("En linje for hver milepæl og det år, den skal være nået."),
    year="aar",
    items=(
        Field(
            id="milepael",
            label=N_("Milepæl"),
            kind=Line(),
            limit=500,
            aliases=(N_("Aktivitet og milepæle"), N_("Aktivitet og milepæl"), N_("Milepæle")),
        ),
        Field(id="aar", label=N_("År"), kind=_AAR),
        Field(
            id="status",
            label=N_("Status"),
            kind=Line(),
            guidance=N_("Er den nået? Ja, nej eller delvist."),
            is_required=False,
            limit=1_000,
        ),
        Field(
            id="farve",
            label=N_("Farve"),
            kind=_FARVE,
            guidance=N_("Grøn: som aftalt. Gul: usikker. Rød: ikke som aftalt."),
            is_required=False,
            aliases=(N_("Trafiklys"),),
        ),
        Field(
            id="kommentar",
            label=N_("Kommentar"),
            kind=Prose(),
            is_required=False,
            limit=500,
            aliases=(N_("Kommentarer"), N_("Bemærkninger")),
        ),
    ),
)

_RESULTATER = Group(
    id="resultater",
    label=N_("Resultater"),
    row_label=N_("Resultat"),
    guidance=N_("Det, der skal kunne måles, med det niveau, I begyndte på."),
    aliases=(N_("Succeskriterier"), N_("Succeskriterium")),
    items=(
        Field(
            id="resultat",
            label=N_("Resultat"),
            kind=Line(),
            limit=500,
            aliases=(N_("Forventede resultater"), N_("Forventet resultat"), N_("Indikator")),
        ),
        Field(id="enhed", label=N_("Enhed"), kind=_ENHED, is_required=False),
        Field(id="baseline_aar", label=N_("Baselineår"), kind=_AAR, is_required=False),
        Field(id="baseline", label=N_("Baseline"), kind=Baseline(), is_required=False),
        Field(
            id="maal",
            label=N_("Mål"),
            kind=Line(),
            is_required=False,
            limit=200,
            aliases=(N_("Måltal"),),
        ),
        Group(
            id="vaerdier",
            label=N_("Værdier"),
            row_label=N_("Værdi"),
            guidance=N_("Ét tal for hvert år."),
            at_most=30,
            year="aar",
            items=(
                Field(id="aar", label=N_("Målt i år"), kind=_AAR),
                Field(id="vaerdi", label=N_("Værdi"), kind=Baseline()),
            ),
        ),
        Field(
            id="udgaar",
            label=N_("Udgår, fordi"),
            kind=Line(),
            guidance=N_("Udfyldes kun, når resultatet ikke måles mere."),
            is_required=False,
            limit=500,
            aliases=(N_("Udgår"),),
        ),
    ),
)

_INDSATSER = Section(
    id="indsatser",
    number="3",
    title=N_("Indsatser"),
    guidance=N_("En side for hver indsats, også for dem, der er lukket siden sidst."),
    items=(
        Group(
            id="indsatser",
            label=N_("Indsatser"),
            row_label=N_("Indsats"),
            at_least=1,
            at_most=60,
            is_paged=True,
            aliases=(N_("Projekter"), N_("Aktiviteter")),
            items=(
                Field(
                    id="omraade",
                    label=N_("Indsatsområde"),
                    kind=Line(),
                    limit=300,
                    aliases=(N_("Område"), N_("Målgruppe")),
                ),
                Field(
                    id="aktivitet",
                    label=N_("Aktivitet"),
                    kind=Line(),
                    limit=300,
                    aliases=(N_("Projekt"), N_("Indsats")),
                ),
                Field(id="tilstand", label=N_("Tilstand"), kind=_TILSTAND),
                Field(
                    id="begrundelse",
                    label=N_("Begrundelse for ændringen"),
                    kind=Prose(),
                    guidance=N_("Hvorfor indsatsen er ændret, lukket eller opgivet."),
                    is_required=False,
                    asked_when=_IS_NOT_AS_AGREED,
                    limit=2_000,
                    aliases=(N_("Begrundelse"),),
                ),
                Field(
                    id="beskrivelse",
                    label=N_("Beskrivelse"),
                    kind=Prose(),
                    is_required=False,
                    limit=5_000,
                ),
                Field(
                    id="ansvarlig",
                    label=N_("Ansvarlig"),
                    kind=Line(),
                    is_required=False,
                    limit=300,
                ),
                _MILEPAELE,
                _RESULTATER,
                Field(
                    id="vurdering",
                    label=N_("Vurdering"),
                    kind=Prose(),
                    guidance=N_("Hvad der er nået, og hvad der ikke er."),
                    limit=5_000,
                ),
                Field(
                    id="opfoelgning",
                    label=N_("Opfølgning"),
                    kind=Prose(),
                    guidance=N_("Hvad I gør nu."),
                    limit=5_000,
                ),
            ),
        ),
    ),
)

_OEKONOMI = Section(
    id="oekonomi",
    number="4",
    title=N_("Budget og forbrug"),
    items=(
        Group(
            id="oekonomi",
            label=N_("Budget og forbrug"),
            row_label=N_("Budgetår"),
            guidance=N_("Det aftalte budget og det, der er brugt af det, år for år."),
            at_most=20,
            items=(
                Field(id="aar", label=N_("Budgetår"), kind=_AAR),
                Field(id="budget", label=N_("Budget"), kind=Amount()),
                Field(id="forbrug", label=N_("Forbrug"), kind=Amount(), aliases=(N_("Brugt"),)),
            ),
        ),
    ),
)

_SAMMENFATNING = Section(
    id="sammenfatning",
    number="5",
    title=N_("Sammenfatning"),
    box="sammenfatning",
    items=(
        Field(
            id="sammenfatning",
            label=N_("Sammenfatning"),
            kind=Prose(),
            guidance=N_("Hvad I har lært, og hvad der er nyt, lukket eller ændret siden sidst."),
            limit=10_000,
        ),
    ),
)

_INTERVIEWS = Section(
    id="interviews",
    number="6",
    title=N_("Interview"),
    items=(
        Group(
            id="interviews",
            label=N_("Interview"),
            row_label=N_("Interviewet person"),
            guidance=N_("De personer, som rapporten bygger på samtaler med."),
            at_most=100,
            items=(
                Field(id="navn", label=N_("Navn"), kind=Line(), limit=200),
                Field(id="rolle", label=N_("Rolle"), kind=Line(), is_required=False, limit=200),
            ),
        ),
    ),
)

STATUSRAPPORT_1 = FormDefinition(
    id="statusrapport",
    version="1",
    title=N_("Statusrapport"),
    programme="aarlig-status",
    aliases=(N_("Årlig status"), N_("Statusnotat"), N_("Status på partnerskabsaftalen")),
    year="aar",
    sections=(
        _OM_RAPPORTEN,
        _SAMLET_STATUS,
        _INDSATSER,
        _OEKONOMI,
        _SAMMENFATNING,
        _INTERVIEWS,
    ),
)
