"""The sign-up to the municipalities' youth partnership, as KL invited to it in 2010.

The invitation has no official boxes; it asks for three parts on at most three pages together.
"""

from forms.grammar import Field, FixedRow, FormDefinition, Group, Section
from forms.kinds.email import Email
from forms.kinds.kommune import Kommune
from forms.kinds.line import Line
from forms.kinds.phone import Phone
from forms.kinds.prose import Prose
from forms.kinds.tick import Tick
from forms.messages import N_

_BEGRUNDELSE = Section(
    id="begrundelse",
    number="1",
    title=N_("Kommunens begrundelse og erfaringer"),
    items=(
        Field(
            id="kommune",
            label=N_("Kommune"),
            kind=Kommune(),
            guidance=N_("Navnet på den kommune, der melder sig til."),
        ),
        Field(
            id="begrundelse",
            label=N_("Begrundelse for at deltage"),
            kind=Prose(),
            guidance=N_("Hvad I vil opnå, og hvorfor det skal være sammen med andre kommuner."),
            limit=6_000,
            aliases=(N_("Begrundelse"), N_("Hvorfor vil kommunen deltage?")),
        ),
        Field(
            id="erfaringer",
            label=N_("Kommunens erfaringer"),
            kind=Prose(),
            guidance=N_("Hvad I allerede har prøvet over for de unge, og hvad der virkede."),
            limit=6_000,
            aliases=(N_("Erfaringer"), N_("Erfaringer med ungeindsatsen")),
        ),
    ),
)

_REPRAESENTANTER = Group(
    id="repraesentanter",
    label=N_("Faste repræsentanter"),
    row_label=N_("Repræsentant"),
    guidance=N_("De to, der møder hver gang."),
    at_least=2,
    at_most=2,
    aliases=(N_("Repræsentanter"),),
    items=(
        Field(id="navn", label=N_("Navn"), kind=Line(), limit=200),
        Field(id="stilling", label=N_("Stilling"), kind=Line(), limit=200, aliases=(N_("Titel"),)),
        Field(id="email", label=N_("E-mail"), kind=Email(), aliases=(N_("Mail"), N_("E-post"))),
    ),
)

_DELTAGERE = Section(
    id="deltagere",
    number="2",
    title=N_("Deltagere og deltagerbetaling"),
    guidance=N_("Første møde er fredag den 29. oktober 2010 kl. 10-13."),
    items=(
        Field(
            id="kontaktperson.navn",
            label=N_("Kontaktperson"),
            kind=Line(),
            guidance=N_("Den, vi kan ringe eller skrive til om tilmeldingen."),
            limit=200,
            aliases=(N_("Kontaktpersonens navn"),),
        ),
        Field(
            id="kontaktperson.email",
            label=N_("Kontaktpersonens e-mail"),
            kind=Email(),
        ),
        Field(
            id="kontaktperson.telefon",
            label=N_("Kontaktpersonens telefon"),
            kind=Phone(),
            aliases=(N_("Telefon"), N_("Tlf."), N_("Tlf. nr.")),
        ),
        _REPRAESENTANTER,
        Field(
            id="direktionsmedlem",
            label=N_("Medlem af direktionen"),
            kind=Line(),
            guidance=N_("Navn og stilling på det medlem af direktionen, der kommer til mødet."),
            limit=300,
            aliases=(N_("Direktionsmedlem"),),
        ),
        Field(
            id="deltagerbetaling_accepteret",
            label=N_("Kommunen betaler 80.000 kr. for at deltage"),
            kind=Tick(),
            guidance=N_("Beløbet betales i to rater: 40.000 kr. i 2011 og 40.000 kr. i 2012."),
            aliases=(N_("Deltagerbetaling accepteret"), N_("Deltagerbetaling")),
        ),
    ),
)


def _goal(text: str) -> FixedRow:
    return FixedRow(given=(("delmaal", text),))


_MAAL = Section(
    id="maal",
    number="3",
    title=N_("Kommunens mål for ungeindsatsen"),
    items=(
        Group(
            id="maal",
            label=N_("Mål"),
            row_label=N_("Delmål"),
            guidance=N_(
                "De tre første delmål er fælles for alle kommuner. Tilføj gerne jeres egne."
            ),
            at_most=15,
            fixed_rows=(
                _goal(N_("Flere unge får en erhvervskompetencegivende uddannelse")),
                _goal(N_("Færre unge er på offentlig forsørgelse")),
                _goal(N_("Færre under 30 år får førtidspension")),
            ),
            items=(
                Field(id="delmaal", label=N_("Delmål"), kind=Line(), limit=300),
                Field(
                    id="nuvaerende",
                    label=N_("Nuværende niveau"),
                    kind=Line(),
                    is_required=False,
                    limit=200,
                    aliases=(N_("Nuværende"), N_("I dag")),
                ),
                Field(
                    id="maal",
                    label=N_("Kommunens mål"),
                    kind=Line(),
                    is_required=False,
                    limit=200,
                    aliases=(N_("Måltal"),),
                ),
            ),
        ),
    ),
)

UNGEINDSATS_TILMELDING_2010 = FormDefinition(
    id="ungeindsats_tilmelding",
    version="2010",
    title=N_("Tilmelding til partnerskab om ungeindsatsen"),
    programme="kl-ungeindsats",
    aliases=(N_("Tilmelding til KL's partnerskab om ungeindsatsen"),),
    sections=(_BEGRUNDELSE, _DELTAGERE, _MAAL),
)
