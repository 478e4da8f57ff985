"""A form made to hold every joint of the grammar: nested rows, fixed rows, conditions, totals."""

from forms.conditions import AllOf, Answered, AnyOf, Is, Not
from forms.formulas import Minus, Plus, Stated, Sum, Times
from forms.grammar import (
    Attachment,
    Field,
    FixedRow,
    FormDefinition,
    Group,
    Proof,
    Section,
    Total,
)
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice, Option
from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.kinds.tick import Tick
from forms.kinds.whole_number import WholeNumber

TILSTAND = Choice(options=(Option(id="aktiv", label="Aktiv"), Option(id="lukket", label="Lukket")))

MILEPAELE = Group(
    id="milepaele",
    label="Milepæle",
    row_label="Milepæl",
    items=(
        Field(id="milepael", label="Milepæl", kind=Line()),
        Field(id="aar", label="År", kind=WholeNumber(least=2000, most=2100)),
        Field(
            id="kommentar",
            label="Kommentar",
            kind=Line(),
            asked_when=AllOf(
                (Is("indsatser.tilstand", "lukket"), Answered("indsatser.milepaele.aar"))
            ),
        ),
    ),
)
INDSATSER = Group(
    id="indsatser",
    label="Indsatser",
    row_label="Indsats",
    at_least=1,
    items=(
        Field(id="aktivitet", label="Aktivitet", kind=Line()),
        Field(id="tilstand", label="Tilstand", kind=TILSTAND),
        Field(
            id="begrundelse",
            label="Begrundelse",
            kind=Prose(),
            asked_when=Not(Is("indsatser.tilstand", "aktiv")),
        ),
        MILEPAELE,
        Group(
            id="udgifter",
            label="Udgifter",
            row_label="Udgift",
            items=(Field(id="beloeb", label="Beløb", kind=Amount()),),
        ),
        Total(id="sum", label="Sum", formula=Sum("indsatser.udgifter.beloeb")),
    ),
)
MAAL = Group(
    id="maal",
    label="Mål",
    row_label="Mål",
    merges="delmaal",
    fixed_rows=(
        FixedRow(given=(("delmaal", "Flere i arbejde"),)),
        FixedRow(given=(("delmaal", "Færre på forsørgelse"),)),
    ),
    items=(
        Field(id="delmaal", label="Delmål", kind=Line()),
        Field(id="tal", label="Mål", kind=WholeNumber()),
    ),
)
EXAMPLE_FORM = FormDefinition(
    id="oevelse",
    version="1",
    title="Øvelse",
    programme="oevelser",
    sections=(
        Section(
            id="stamdata",
            number="1",
            title="Stamdata",
            items=(
                Field(id="navn", label="Navn", kind=Line()),
                Field(id="accept", label="Accepteret", kind=Tick(), is_required=False),
                Field(id="antal_aar", label="Antal år", kind=WholeNumber()),
                Field(id="rest.i_alt", label="I alt", kind=Amount()),
                Field(id="rest.brugt", label="Brugt", kind=Amount()),
                Total(
                    id="rest.beregnet",
                    label="Rest",
                    formula=Minus(
                        Stated("rest.i_alt"), Plus((Stated("rest.brugt"), Stated("antal_aar")))
                    ),
                    proof=Proof.DIFFERENCE,
                ),
                Total(
                    id="rest.pr_aar",
                    label="Gange år",
                    formula=Times(Stated("antal_aar"), Stated("rest.brugt")),
                ),
            ),
        ),
        Section(id="indsatser", number="2", title="Indsatser", items=(INDSATSER,)),
        Section(id="maal", number="3", title="Mål", items=(MAAL,)),
    ),
    attachments=(
        Attachment(
            id="plan",
            label="Plan",
            asked_when=AnyOf((Answered("navn"), Is("accept", value=True))),
        ),
    ),
)
