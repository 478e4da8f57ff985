"""The ministry's project sketch for local partnerships, as sent out in 2009."""

from forms.conditions import Is
from forms.formulas import Minus, Plus, Stated, Sum, Times
from forms.grammar import BudgetBox, Field, FormDefinition, Group, Proof, Section, Total
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice, Option
from forms.kinds.date import CalendarDay
from forms.kinds.email import Email
from forms.kinds.kommune import Kommune
from forms.kinds.line import Line
from forms.kinds.phone import Phone
from forms.kinds.prose import Prose
from forms.kinds.whole_number import WholeNumber
from forms.messages import N_

_HYPPIGHED = Choice(
    options=(
        Option(id="aarligt", label=N_("Årligt"), words=(N_("pr. år"), N_("om året"))),
        Option(id="engang", label=N_("Én gang"), words=(N_("engangsudgift"), N_("engangsbeløb"))),
    )
)
_BEVILGET = Choice(
    options=(
        Option(id="ja", label=N_("Ja"), words=(N_("bevilget"),)),
        Option(id="nej", label=N_("Nej"), words=(N_("ikke bevilget"),)),
    )
)
_STATUS = Choice(
    options=(
        Option(
            id="vedtaget",
            label=N_("Vedtaget"),
            words=(N_("vedtaget"), N_("besluttet"), N_("godkendt"), N_("tiltrådt")),
        ),
        Option(
            id="afventer",
            label=N_("Afventer behandling"),
            words=(
                N_("afventer"),
                N_("forventes behandlet"),
                N_("behandles på"),
                N_("behandles i"),
                N_("forelægges"),
                N_("ikke taget stilling"),
                N_("tager stilling"),
                N_("endnu ikke behandlet"),
                N_("endnu ikke vedtaget"),
            ),
        ),
    )
)

_KOMMUNE = Section(
    id="kommune",
    number="1",
    title=N_("Kommune"),
    box="kommune",
    items=(
        Field(
            id="kommune",
            label=N_("Kommune"),
            kind=Kommune(),
            guidance=N_("Navnet på den kommune, der søger."),
        ),
    ),
)

_KONTAKTPERSON = Section(
    id="kontaktperson",
    number="2",
    title=N_("Kontaktperson i kommunen: navn, adresse, e-mail, tlf. nr."),
    guidance=N_("Den medarbejder, som ministeriet kan ringe eller skrive til om skitsen."),
    items=(
        Field(
            id="kontaktperson.navn",
            label=N_("Navn"),
            kind=Line(),
            limit=200,
            aliases=(N_("Kontaktperson"), N_("Att."), N_("Kontakt")),
        ),
        Field(
            id="kontaktperson.stilling",
            label=N_("Stilling"),
            kind=Line(),
            is_required=False,
            limit=200,
            aliases=(N_("Titel"), N_("Funktion")),
        ),
        Field(
            id="kontaktperson.adresse",
            label=N_("Adresse"),
            kind=Prose(),
            guidance=N_("Vej og nummer, postnummer og by."),
            limit=500,
            aliases=(N_("Postadresse"),),
        ),
        Field(
            id="kontaktperson.email",
            label=N_("E-mail"),
            kind=Email(),
            aliases=(N_("Mail"), N_("E-post"), N_("Mailadresse")),
        ),
        Field(
            id="kontaktperson.telefon",
            label=N_("Tlf. nr."),
            kind=Phone(),
            aliases=(
                N_("Telefon"),
                N_("Tlf."),
                N_("Telefonnummer"),
                N_("Mobil"),
                N_("Mobiltelefon"),
                N_("Direkte tlf."),
            ),
        ),
    ),
)

_VISION = Section(
    id="vision",
    number="3",
    title=N_("Kommunens vision med partnerskabsaftalen"),
    box="vision",
    items=(
        Field(
            id="vision",
            label=N_("Vision"),
            kind=Prose(),
            guidance=N_("Hvad skal være anderledes i kommunen, når partnerskabet slutter?"),
            limit=20_000,
        ),
    ),
)

_UDFORDRINGER = Section(
    id="udfordringer",
    number="4",
    title=N_("Kommunens udfordringer i forhold til nydanske børn og unge"),
    box="udfordringer",
    items=(
        Field(
            id="udfordringer",
            label=N_("Udfordringer"),
            kind=Prose(),
            guidance=N_("Beskriv udfordringerne, og begrund valget af målgrupper."),
            limit=20_000,
        ),
    ),
)

_INDSATSOMRAADER = Section(
    id="indsatsomraader",
    number="5",
    title=N_("Indsatsområder"),
    box="indsatsomraader",
    items=(
        Field(
            id="indsatsomraader",
            label=N_("Indsatsområder"),
            kind=Prose(),
            guidance=N_(
                "Hvilke aktiviteter venter I at sætte i gang, og hvilke mål har I for dem?"
            ),
            limit=20_000,
        ),
    ),
)

_POSTER = Group(
    id="udgifter.poster",
    label=N_("Udgifter"),
    row_label=N_("Udgift"),
    guidance=N_("Én linje for hver udgift, årlig eller éngangs."),
    at_least=1,
    items=(
        Field(id="tekst", label=N_("Udgift til"), kind=Line(), limit=500),
        Field(id="beloeb", label=N_("Beløb"), kind=Amount()),
        Field(id="hyppighed", label=N_("Hyppighed"), kind=_HYPPIGHED),
    ),
)

_MEDFINANSIERING = Group(
    id="udgifter.medfinansiering",
    label=N_("Medfinansiering"),
    row_label=N_("Bidrag"),
    guidance=N_("Kommunens og andres bidrag, også dem, der endnu ikke er bevilget."),
    at_least=1,
    items=(
        Field(id="tekst", label=N_("Bidrag til"), kind=Line(), limit=500),
        Field(id="kilde", label=N_("Kilde"), kind=Line(), limit=200),
        Field(id="beloeb", label=N_("Beløb"), kind=Amount()),
        Field(id="hyppighed", label=N_("Hyppighed"), kind=_HYPPIGHED),
        Field(id="bevilget", label=N_("Bevilget"), kind=_BEVILGET),
    ),
)


def _over_the_years(group: str) -> Plus:
    """Yearly lines times the number of years, plus the lines that fall once."""
    yearly = Sum(f"{group}.beloeb", when=Is(f"{group}.hyppighed", "aarligt"))
    once = Sum(f"{group}.beloeb", when=Is(f"{group}.hyppighed", "engang"))
    return Plus((Times(Stated("udgifter.antal_aar"), yearly), once))


_UDGIFTER = Section(
    id="udgifter",
    number="6",
    title=N_("Udgifter"),
    box="udgifter.bemaerkninger",
    budget=BudgetBox(
        lines="udgifter.poster",
        shares="udgifter.medfinansiering",
        years="udgifter.antal_aar",
        total="udgifter.i_alt",
        share_total="udgifter.medfinansiering_i_alt",
        applied="udgifter.ansoegt_beloeb",
    ),
    guidance=N_("De samlede forventede udgifter og den forventede medfinansiering."),
    items=(
        _POSTER,
        Field(
            id="udgifter.antal_aar",
            label=N_("Antal år"),
            kind=WholeNumber(least=1, most=10, units=("år",)),
            guidance=N_("Hvor mange år de årlige beløb gælder for."),
        ),
        Field(
            id="udgifter.i_alt",
            label=N_("Udgifter i alt"),
            kind=Amount(),
            guidance=N_("Årlige udgifter gange antal år, plus éngangsudgifter."),
            aliases=(N_("Samlet budget"), N_("Samlede udgifter")),
        ),
        Total(
            id="udgifter.i_alt_beregnet",
            label=N_("Udgifter i alt, beregnet"),
            formula=_over_the_years("udgifter.poster"),
            stated="udgifter.i_alt",
            proof=Proof.YEARLY,
        ),
        _MEDFINANSIERING,
        Field(
            id="udgifter.medfinansiering_i_alt",
            label=N_("Medfinansiering i alt"),
            kind=Amount(),
            guidance=N_("Årlige bidrag gange antal år, plus éngangsbidrag."),
        ),
        Total(
            id="udgifter.medfinansiering_i_alt_beregnet",
            label=N_("Medfinansiering i alt, beregnet"),
            formula=_over_the_years("udgifter.medfinansiering"),
            stated="udgifter.medfinansiering_i_alt",
            proof=Proof.YEARLY,
            share_of="udgifter.i_alt",
            provisional_when=Is("udgifter.medfinansiering.bevilget", "nej"),
        ),
        Field(
            id="udgifter.ansoegt_beloeb",
            label=N_("Ansøgt beløb"),
            kind=Amount(),
            guidance=N_("Udgifter i alt minus medfinansiering i alt."),
        ),
        Total(
            id="udgifter.ansoegt_beloeb_beregnet",
            label=N_("Ansøgt beløb, beregnet"),
            formula=Minus(Stated("udgifter.i_alt"), Stated("udgifter.medfinansiering_i_alt")),
            stated="udgifter.ansoegt_beloeb",
            proof=Proof.DIFFERENCE,
        ),
        Field(
            id="udgifter.bemaerkninger",
            label=N_("Bemærkninger til udgifterne"),
            kind=Prose(),
            is_required=False,
            limit=20_000,
        ),
    ),
)

_ORGANISERING = Section(
    id="organisering",
    number="7",
    title=N_("Organisering"),
    box="organisering.beskrivelse",
    items=(
        Field(
            id="organisering.forvaltning",
            label=N_("Ansvarlig forvaltning"),
            kind=Line(),
            limit=500,
            aliases=(N_("Forvaltning"), N_("Ansvarlig afdeling")),
        ),
        Field(
            id="organisering.tovholder",
            label=N_("Tovholder"),
            kind=Line(),
            guidance=N_("Den, der har ansvaret for, at arbejdet skrider frem."),
            limit=500,
            aliases=(N_("Projektleder"), N_("Tovholder i kommunen")),
        ),
        Field(
            id="organisering.beskrivelse",
            label=N_("Beskrivelse af organiseringen"),
            kind=Prose(),
            guidance=N_(
                "Samarbejdet på tværs af forvaltninger, de lokale parter uden for kommunen, "
                "og hvordan der laves aftaler med dem."
            ),
            limit=20_000,
        ),
    ),
)

_KOMMENTARER = Section(
    id="kommentarer",
    number="8",
    title=N_("Eventuelle kommentarer"),
    box="kommentarer",
    items=(
        Field(
            id="kommentarer",
            label=N_("Kommentarer"),
            kind=Prose(),
            is_required=False,
            limit=20_000,
        ),
    ),
)

_TILKENDEGIVELSE = Section(
    id="tilkendegivelse",
    number="9",
    title=N_("Tilkendegivelse fra kommunalbestyrelsen"),
    box="tilkendegivelse.tekst",
    aliases=(
        N_("Tilkendegivelse fra kommunalbestyrelsen om indgåelse af partnerskab"),
        N_(
            "Tilkendegivelse fra kommunalbestyrelsen om indgåelse af partnerskab, "
            "herunder forventet medfinansiering fra kommunen"
        ),
        N_("Tilkendegivelse fra byrådet"),
    ),
    items=(
        Field(
            id="tilkendegivelse.tekst",
            label=N_("Tilkendegivelse"),
            kind=Prose(),
            guidance=N_(
                "Hvad kommunalbestyrelsen har besluttet, eller hvornår den tager stilling."
            ),
            limit=20_000,
        ),
        Field(id="tilkendegivelse.status", label=N_("Status"), kind=_STATUS),
        Field(
            id="tilkendegivelse.dato",
            label=N_("Vedtaget den"),
            kind=CalendarDay(),
            asked_when=Is("tilkendegivelse.status", "vedtaget"),
        ),
        Field(
            id="tilkendegivelse.medfinansiering",
            label=N_("Forventet medfinansiering fra kommunen"),
            kind=Amount(),
        ),
    ),
)

PROJEKTSKITSE_2009 = FormDefinition(
    id="projektskitse",
    version="2009",
    title=N_("Projektskitse for lokale partnerskaber"),
    programme="lokale-partnerskaber",
    sections=(
        _KOMMUNE,
        _KONTAKTPERSON,
        _VISION,
        _UDFORDRINGER,
        _INDSATSOMRAADER,
        _UDGIFTER,
        _ORGANISERING,
        _KOMMENTARER,
        _TILKENDEGIVELSE,
    ),
)
