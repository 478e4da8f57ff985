"""The attachments of a case under Landsbyggefonden's programme 2019-26 that are forms of their own.

The fund has no official template for them; the boxes follow what its regulativ asks for.
"""

from forms.catalogue.lbf_omraader import OMRAADE, PROGRAMME, VERSION
from forms.grammar import Field, FormDefinition, Group, Item, Section
from forms.kinds.choice import Choice, Option
from forms.kinds.date import CalendarDay
from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.kinds.whole_number import WholeNumber
from forms.messages import N_

_GRAD = Choice(
    options=(
        Option(id="lav", label=N_("Lav")),
        Option(id="middel", label=N_("Middel"), words=("mellem",)),
        Option(id="hoej", label=N_("Høj"), words=("stor",)),
    )
)


def _single_table(form_id: str, title: str, guidance: str, group: Group) -> FormDefinition:
    """A form that is one table under its title."""
    section = Section(id=group.id, number="", title=group.label, guidance=guidance, items=(group,))
    return FormDefinition(
        id=form_id, version=VERSION, title=title, programme=PROGRAMME, sections=(section,)
    )


MILEPAELSPLAN_2019_26 = _single_table(
    "milepaelsplan",
    N_("Milepælsplan"),
    N_("De vigtigste skridt i indsatsen, og hvornår de er nået."),
    Group(
        id="milepaele",
        label=N_("Milepæle"),
        row_label=N_("Milepæl"),
        at_least=1,
        items=(
            Field(id="milepael", label=N_("Milepæl"), kind=Line(), limit=500),
            Field(id="indsatsomraade", label=N_("Indsatsområde"), kind=OMRAADE, is_required=False),
            Field(id="aktivitet", label=N_("Aktivitet"), kind=Line(), is_required=False, limit=300),
            Field(id="ansvarlig", label=N_("Ansvarlig"), kind=Line(), limit=300),
            Field(id="dato", label=N_("Dato"), kind=CalendarDay()),
        ),
    ),
)

BEREDSKABSPLAN_2019_26 = _single_table(
    "beredskabsplan",
    N_("Beredskabsplan"),
    N_("Hvad der kan gå galt, og hvad I gør, hvis det sker."),
    Group(
        id="risici",
        label=N_("Risici"),
        row_label=N_("Risiko"),
        at_least=1,
        items=(
            Field(id="risiko", label=N_("Risiko"), kind=Line(), limit=1_000),
            Field(id="sandsynlighed", label=N_("Sandsynlighed"), kind=_GRAD),
            Field(id="konsekvens", label=N_("Konsekvens"), kind=_GRAD),
            Field(id="handling", label=N_("Handling"), kind=Prose(), limit=5_000),
            Field(id="ansvarlig", label=N_("Ansvarlig"), kind=Line(), limit=300),
        ),
    ),
)

INDBERETNINGSSKEMA_2019_26 = _single_table(
    "indberetningsskema",
    N_("Indberetningsskema"),
    N_("De boligafdelinger, som indsatsen omfatter."),
    Group(
        id="afdelinger",
        label=N_("Afdelinger"),
        row_label=N_("Afdeling"),
        at_least=1,
        items=(
            Field(id="boligorganisation", label=N_("Boligorganisation"), kind=Line(), limit=300),
            Field(id="afdeling", label=N_("Afdeling"), kind=Line(), limit=300),
            Field(id="adresse", label=N_("Adresse"), kind=Line(), limit=500),
            Field(id="boliger", label=N_("Boliger"), kind=WholeNumber(least=1, most=100_000)),
            Field(id="beboere", label=N_("Beboere"), kind=WholeNumber(least=0, most=1_000_000)),
        ),
    ),
)


def _answer(field_id: str, label: str, guidance: str) -> Section:
    item: Item = Field(id=field_id, label=label, kind=Prose(), guidance=guidance, limit=10_000)
    return Section(id=field_id, number="", title=label, box=field_id, items=(item,))


_MEDLEMMER = Group(
    id="medlemmer",
    label=N_("Medlemmer"),
    row_label=N_("Medlem"),
    at_least=1,
    items=(
        Field(id="navn", label=N_("Navn"), kind=Line(), limit=200),
        Field(id="organisation", label=N_("Organisation"), kind=Line(), limit=300),
        Field(id="rolle", label=N_("Rolle"), kind=Line(), is_required=False, limit=200),
    ),
)

KOMMISSORIUM_2019_26 = FormDefinition(
    id="kommissorium",
    version=VERSION,
    title=N_("Kommissorium for bestyrelsen"),
    programme=PROGRAMME,
    aliases=(N_("Kommissorium"),),
    sections=(
        _answer("formaal", N_("Formål"), N_("Hvorfor bestyrelsen er der, og hvad den afgør.")),
        Section(id="medlemmer", number="", title=N_("Medlemmer"), items=(_MEDLEMMER,)),
        _answer("formandskab", N_("Formandskab"), N_("Hvem der leder, og hvordan de vælges.")),
        _answer("opgaver", N_("Opgaver"), N_("Bestyrelsens opgaver i løbet af indsatsen.")),
        _answer("moeder", N_("Møder"), N_("Hvor tit bestyrelsen mødes, og hvem der indkalder.")),
        _answer(
            "sekretariat",
            N_("Sekretariatsbetjening"),
            N_("Hvem der forbereder møderne og følger op på dem."),
        ),
        Section(
            id="regulativ",
            number="",
            title=N_("Regulativ"),
            items=(
                Field(
                    id="regulativ_dato",
                    label=N_("Regulativets dato"),
                    kind=CalendarDay(),
                    guidance=N_("Datoen på det regulativ, som kommissoriet bygger på."),
                ),
            ),
        ),
    ),
)
