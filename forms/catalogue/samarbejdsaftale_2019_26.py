"""Landsbyggefonden's strategic agreement on a housing-social effort, template of 2019-26."""

from forms.catalogue.lbf_omraader import OLDER_2015_18, OMRAADE, PROGRAMME, VERSION
from forms.grammar import Field, FixedRow, FormDefinition, Group, Section
from forms.kinds.baseline import Baseline
from forms.kinds.choice import Choice, Option
from forms.kinds.cvr import Cvr
from forms.kinds.line import Line
from forms.kinds.period import TimeSpan
from forms.kinds.prose import Prose
from forms.messages import N_

_PARTTYPE = Choice(
    options=(
        Option(
            id="boligorganisation",
            label=N_("Boligorganisation"),
            words=("boligorganisation", "boligselskab", "boligforening", "almennyttig"),
        ),
        Option(id="kommune", label=N_("Kommune"), words=("kommune",)),
        Option(id="politi", label=N_("Politi"), words=("politi",)),
        Option(id="anden", label=N_("Anden")),
    )
)

_PARTER = Group(
    id="parter",
    label=N_("Aftalens parter"),
    row_label=N_("Part"),
    guidance=N_("Mindst én boligorganisation og kommunen."),
    at_least=2,
    is_listed=True,
    items=(
        Field(id="navn", label=N_("Navn"), kind=Line(), limit=300),
        Field(id="type", label=N_("Type"), kind=_PARTTYPE, is_required=False),
        Field(id="cvr", label=N_("CVR-nummer"), kind=Cvr(), is_required=False),
    ),
)

_BOERN = N_("Fagligt løft af børn og unge")
_ARBEJDE = N_("Tilknytning til arbejdsmarkedet")
_TRYGHED = N_("Et liv uden kriminalitet og med tryghed")
_DELTAGELSE = N_("Fællesskab og deltagelse")


def _indicator(maal: str, indikator: str) -> FixedRow:
    return FixedRow(given=(("maal", maal), ("indikator", indikator)))


_INDIKATORER = Group(
    id="indikatorer",
    label=N_("Overordnede mål og indikatorer for den boligsociale indsats"),
    row_label=N_("Indikator"),
    guidance=N_(
        "Skriv baseline med årstal, fx 90,7 pct. (2019), og »Opgøres ikke«, hvor kommunen ikke har "
        "et tal. De står i LBF - Boligsociale Data; de to med stjerne i Trygheds-survey VIVE/LBF."
    ),
    takes_own_rows=False,
    merges="maal",
    fixed_rows=(
        _indicator(_BOERN, N_("Andel 1-5-årige i dagtilbud")),
        _indicator(_BOERN, N_("Karaktergennemsnit i dansk og matematik i 9. klasse")),
        _indicator(
            _BOERN,
            N_("Andel 18-29-årige med grundskole som højeste uddannelse og ikke i gang"),
        ),
        _indicator(_ARBEJDE, N_("Andel 15-29-årige i restgruppen")),
        _indicator(_ARBEJDE, N_("Andel 18-64-årige uden tilknytning til arbejdsmarkedet")),
        _indicator(_TRYGHED, N_("Andel 15-29-årige sigtet mindst én gang")),
        _indicator(_TRYGHED, N_("Andel beboere over 18 år, der føler sig trygge*")),
        _indicator(_DELTAGELSE, N_("Andel over 18 år, der laver frivilligt arbejde*")),
        _indicator(_DELTAGELSE, N_("Andel stemmeberettigede, der har stemt")),
    ),
    items=(
        Field(id="maal", label=N_("Mål"), kind=Line()),
        Field(id="indikator", label=N_("Indikator"), kind=Line()),
        Field(id="baseline_omraade", label=N_("Baseline boligområde"), kind=Baseline()),
        Field(id="baseline_kommune", label=N_("Baseline kommune"), kind=Baseline()),
        Field(id="datakilde", label=N_("Datakilde"), kind=Line(), limit=500),
    ),
)

_INDSATSOMRAADER = Group(
    id="indsatsomraader",
    label=N_("Indsatsområder"),
    row_label=N_("Indsatsområde"),
    guidance=N_("Vælg de områder, indsatsen arbejder med; hvert får sin delaftale."),
    at_least=1,
    at_most=4,
    items=(
        Field(id="omraade", label=N_("Indsatsområde"), kind=OMRAADE),
        Field(
            id="problemkompleks",
            label=N_("Problemkompleks for indsatsområdet"),
            kind=Prose(),
            guidance=N_("Hvilke problemer der er her, hvem de rammer, og hvad der ligger bag."),
            limit=20_000,
            aliases=(N_("Problemkompleks"),),
            leads=("Her beskrives områdets problemkompleks",),
        ),
    ),
)


def _prose_section(section_id: str, number: str, title: str, guidance: str) -> Section:
    """A numbered heading with one box of prose under it."""
    answer = Field(id=section_id, label=title, kind=Prose(), guidance=guidance, limit=30_000)
    return Section(id=section_id, number=number, title=title, box=section_id, items=(answer,))


_STAMDATA = Section(
    id="stamdata",
    number="",
    title=N_("Aftalen"),
    items=(
        Field(
            id="omraadets_navn",
            label=N_("Områdets navn"),
            kind=Line(),
            limit=300,
            aliases=(N_("Boligområdets navn"), N_("Navn på boligområdet")),
        ),
        _PARTER,
        Field(
            id="periode",
            label=N_("Samarbejdsaftalen gælder fra - til"),
            kind=TimeSpan(),
            aliases=(N_("Samarbejdsaftalen gælder fra"), N_("Aftalen gælder fra")),
        ),
    ),
)

_BOLIGOMRAADET = Section(
    id="boligomraadet",
    number="1",
    title=N_("Kort om boligområdet"),
    box="boligomraadet",
    items=(
        Field(
            id="boligomraadet",
            label=N_("Kort om boligområdet"),
            kind=Prose(),
            guidance=N_("Beboere, bygninger, beliggenhed og udvikling i korte træk."),
            limit=30_000,
        ),
        Group(
            id="boligomraader",
            label=N_("Boligområder og afdelinger"),
            row_label=N_("Boligområde"),
            items=(
                Field(id="navn", label=N_("Boligområde"), kind=Line(), limit=300),
                Field(id="afdelinger", label=N_("Afdelinger"), kind=Line(), limit=500),
                Field(
                    id="boligorganisation", label=N_("Boligorganisation"), kind=Line(), limit=300
                ),
            ),
        ),
    ),
)

_ORGANISERING = Section(
    id="organisering",
    number="3",
    title=N_("Organisering"),
    box="organisering",
    items=(
        Field(
            id="organisering",
            label=N_("Organisering"),
            kind=Prose(),
            guidance=N_("Bestyrelsen, ledelsen, det daglige arbejde og hvem der er med hvor."),
            limit=30_000,
        ),
        Group(
            id="organisation",
            label=N_("Organisationsdiagram"),
            row_label=N_("Led"),
            guidance=N_("Ét led i hver linje, og hvilket led det hører under."),
            items=(
                Field(id="navn", label=N_("Led"), kind=Line(), limit=200),
                Field(
                    id="under",
                    label=N_("Hører under"),
                    kind=Line(),
                    is_required=False,
                    limit=200,
                ),
                Field(
                    id="beskrivelse",
                    label=N_("Beskrivelse"),
                    kind=Line(),
                    is_required=False,
                    limit=500,
                ),
            ),
        ),
    ),
)

SAMARBEJDSAFTALE_2019_26 = FormDefinition(
    id="samarbejdsaftale",
    version=VERSION,
    title=N_("Strategisk samarbejdsaftale om boligsocial indsats"),
    programme=PROGRAMME,
    aliases=(
        N_("Samarbejdsaftale"),
        N_("Strategisk samarbejdsaftale"),
        N_("Boligsocial samarbejdsaftale"),
    ),
    older=(OLDER_2015_18,),
    sections=(
        _STAMDATA,
        _BOLIGOMRAADET,
        _prose_section(
            "vision",
            "2",
            N_("Vision for boligområdet"),
            N_("Hvordan boligområdet skal være, når indsatsen slutter."),
        ),
        _ORGANISERING,
        _prose_section(
            "samspil",
            "4",
            N_("Samspil med centrale tiltag og indsatser i boligområdet"),
            N_("Andre planer og indsatser i området, og hvordan de støtter hinanden."),
        ),
        Section(
            id="indikatorer",
            number="5",
            title=N_("Overordnede mål og indikatorer for den boligsociale indsats"),
            items=(_INDIKATORER,),
        ),
        Section(
            id="indsatsomraader",
            number="6",
            title=N_("Indsatsområder"),
            items=(_INDSATSOMRAADER,),
        ),
        _prose_section(
            "lokal_evaluering",
            "7",
            N_("Lokal evaluering"),
            N_("Hvad der evalueres lokalt, hvordan, og hvem der følger op."),
        ),
        Section(
            id="revision",
            number="8",
            title=N_("Revision af samarbejdsaftalen"),
            box="revision",
            items=(
                Field(
                    id="revision",
                    label=N_("Revision af samarbejdsaftalen"),
                    kind=Prose(),
                    guidance=N_("Ændringer af aftalen skal godkendes af fonden."),
                    is_required=False,
                    limit=10_000,
                ),
            ),
        ),
    ),
)
