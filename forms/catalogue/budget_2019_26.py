"""The budget of a housing-social effort under Landsbyggefonden's programme 2019-26.

The fund asks for a workbook; this is what stands in it: expenses, staff and financing by year.
"""

from typing import TypeAlias

from forms.catalogue.lbf_omraader import OMRAADE, PROGRAMME, VERSION
from forms.conditions import AnyOf, Condition, Is
from forms.formulas import Plus, Sum
from forms.grammar import Field, FormDefinition, Group, Proof, Section, Total
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice, Option
from forms.kinds.line import Line
from forms.kinds.number import Number
from forms.kinds.weekly_hours import WeeklyHours
from forms.messages import N_
from forms.programmes.lbf_boligsocial_2019_26 import LBF_BOLIGSOCIAL_2019_26

_YEARS = (
    ("aar1", N_("År 1")),
    ("aar2", N_("År 2")),
    ("aar3", N_("År 3")),
    ("aar4", N_("År 4")),
)
_WHOLE = "samlet"
_Totals: TypeAlias = tuple[tuple[str, str, str], ...]
_EXPENSES: _Totals = (
    ("aar1", N_("Udgifter i alt, år 1"), N_("Udgifter år 1, beregnet")),
    ("aar2", N_("Udgifter i alt, år 2"), N_("Udgifter år 2, beregnet")),
    ("aar3", N_("Udgifter i alt, år 3"), N_("Udgifter år 3, beregnet")),
    ("aar4", N_("Udgifter i alt, år 4"), N_("Udgifter år 4, beregnet")),
    ("samlet", N_("Udgifter i alt"), N_("Udgifter i alt, beregnet")),
)
_FINANCING: _Totals = (
    ("aar1", N_("Finansiering i alt, år 1"), N_("Finansiering år 1, beregnet")),
    ("aar2", N_("Finansiering i alt, år 2"), N_("Finansiering år 2, beregnet")),
    ("aar3", N_("Finansiering i alt, år 3"), N_("Finansiering år 3, beregnet")),
    ("aar4", N_("Finansiering i alt, år 4"), N_("Finansiering år 4, beregnet")),
    ("samlet", N_("Finansiering i alt"), N_("Finansiering i alt, beregnet")),
)
_KATEGORI = Choice(options=LBF_BOLIGSOCIAL_2019_26.categories)
_KILDE = Choice(
    options=(
        Option(id="lbf", label=N_("Landsbyggefonden"), words=("lbf",)),
        Option(id="kommune_kontant", label=N_("Kommunen, kontant")),
        Option(id="kommune_medgaaet_tid", label=N_("Kommunen, medgået tid")),
        Option(id="boligorganisation", label=N_("Boligorganisation"), words=("boligselskab",)),
        Option(id="andre", label=N_("Andre")),
    )
)
_LOCAL = AnyOf(
    tuple(Is("finansiering.kilde", option.id) for option in _KILDE.options if option.id != "lbf")
)


def _by_year() -> tuple[Field, ...]:
    """An amount for each year; any of them may be empty."""
    return tuple(
        Field(id=year, label=label, kind=Amount(), is_required=False) for year, label in _YEARS
    )


def _stated(name: str, totals: _Totals) -> tuple[Field, ...]:
    """The totals people type: one a year, which may be empty, and all years together."""
    return tuple(
        Field(id=f"{name}.{spot}", label=label, kind=Amount(), is_required=spot == _WHOLE)
        for spot, label, _ in totals
    )


def _all_years(group: str, when: Condition | None = None) -> Plus:
    return Plus(tuple(Sum(f"{group}.{year}", when=when) for year, _ in _YEARS))


def _proved(name: str, group: str, totals: _Totals) -> tuple[Total, ...]:
    """What the rows of a group come to, beside each total people type."""
    return tuple(
        Total(
            id=f"{name}_beregnet.{spot}",
            label=label,
            formula=_all_years(group) if spot == _WHOLE else Sum(f"{group}.{spot}"),
            stated=f"{name}.{spot}",
        )
        for spot, _, label in totals
    )


_UDGIFTER = Section(
    id="udgifter",
    number="1",
    title=N_("Udgifter"),
    guidance=N_("Alle beløb i kroner. Årene tælles fra den dag, indsatsen begynder."),
    items=(
        Group(
            id="poster",
            label=N_("Udgifter"),
            row_label=N_("Udgift"),
            at_least=1,
            items=(
                Field(
                    id="kategori",
                    label=N_("Kategori"),
                    kind=_KATEGORI,
                    aliases=("Udgiftskategori", "Udgiftstype", "Udgiftsart", "Art"),
                ),
                Field(
                    id="tekst",
                    label=N_("Udgift til"),
                    kind=Line(),
                    limit=500,
                    aliases=("Beskrivelse", "Tekst", "Post", "Udgiftspost", "Budgetpost"),
                ),
                Field(
                    id="indsatsomraade",
                    label=N_("Indsatsområde"),
                    kind=OMRAADE,
                    is_required=False,
                    aliases=("Område",),
                ),
                *_by_year(),
            ),
        ),
        *_stated("udgifter_i_alt", _EXPENSES),
        *_proved("udgifter_i_alt", "poster", _EXPENSES),
    ),
)

_MEDARBEJDERE = Section(
    id="medarbejdere",
    number="2",
    title=N_("Medarbejdere"),
    guidance=N_("37 timer om ugen er ét årsværk."),
    items=(
        Group(
            id="medarbejdere",
            label=N_("Medarbejdere"),
            row_label=N_("Funktion"),
            at_least=1,
            items=(
                Field(
                    id="funktion",
                    label=N_("Funktion"),
                    kind=Line(),
                    limit=300,
                    aliases=("Stilling", "Stillingsbetegnelse", "Medarbejder"),
                ),
                Field(
                    id="timer",
                    label=N_("Timer om ugen"),
                    kind=WeeklyHours(),
                    aliases=("Timer pr. uge", "Timer/uge", "Ugentlige timer", "Timer"),
                ),
                Field(
                    id="aarsvaerk",
                    label=N_("Årsværk"),
                    kind=Number(most=1_000, units=("årsværk",)),
                    aliases=("Antal årsværk", "Fuldtidsstillinger"),
                ),
                Field(
                    id="aarsloen",
                    label=N_("Årsløn"),
                    kind=Amount(),
                    aliases=("Løn pr. år", "Årlig løn", "Løn om året"),
                ),
            ),
        ),
    ),
)

_FINANSIERING = Section(
    id="finansiering",
    number="3",
    title=N_("Finansiering"),
    guidance=N_("Penge, der ikke går gennem budgettet, tæller ikke med i den lokale andel."),
    items=(
        Group(
            id="finansiering",
            label=N_("Finansiering"),
            row_label=N_("Kilde"),
            at_least=1,
            items=(
                Field(
                    id="kilde",
                    label=N_("Kilde"),
                    kind=_KILDE,
                    aliases=("Finansieringskilde", "Bidragyder", "Tilskudsyder"),
                ),
                *_by_year(),
            ),
        ),
        *_stated("finansiering_i_alt", _FINANCING),
        *_proved("finansiering_i_alt", "finansiering", _FINANCING),
        Total(
            id="finansiering_af_udgifter",
            label=N_("Finansiering, som udgifterne skal svare til"),
            formula=_all_years("finansiering"),
            stated="udgifter_i_alt.samlet",
            proof=Proof.FINANCING,
        ),
        Total(
            id="lokal_finansiering",
            label=N_("Heraf lokal finansiering"),
            formula=_all_years("finansiering", when=_LOCAL),
            proof=Proof.LOCAL_SHARE,
            share_of="finansiering_i_alt_beregnet.samlet",
        ),
    ),
)

BUDGET_2019_26 = FormDefinition(
    id="budget",
    version=VERSION,
    title=N_("Budget for den boligsociale indsats"),
    programme=PROGRAMME,
    aliases=(N_("Budget"),),
    has_workbook=True,
    sections=(_UDGIFTER, _MEDARBEJDERE, _FINANSIERING),
)
