"""Lay out the first version of docx_templates/projektskitse.docx.

From then on the template is edited in Word. Run again only to start over:
`PYTHONPATH=. python scripts/make_projektskitse_template.py docx_templates/projektskitse.docx`.
"""

import sys

from word_layout import (
    Layout,
    box,
    gap,
    heading,
    new_layout,
    pairs,
    rows,
    subheading,
    sums,
    text,
    title,
)


def make() -> Layout:
    """The whole template."""
    layout = new_layout("projektskitse@2009")
    lay_title(layout)
    heading(layout, "kontaktperson")
    names = ("navn", "stilling", "adresse", "email", "telefon")
    pairs(layout, "kontaktperson", tuple(f"kontaktperson.{name}" for name in names))
    for section in ("vision", "udfordringer", "indsatsomraader"):
        heading(layout, section)
        box(layout, section)
    lay_expenses(layout)
    lay_organisation(layout)
    heading(layout, "kommentarer")
    box(layout, "kommentarer")
    lay_decision(layout)
    return layout


def lay_title(layout: Layout) -> None:
    """Title, deadline, and the kommune."""
    title(layout)
    text(
        layout,
        "Skitsen skal være hos ministeriet senest den {{ form.frist }}. "
        "Kommer den senere, bliver den ikke behandlet.",
    )
    text(
        layout,
        "Skriv i felterne. I tabellerne kan I tilføje så mange linjer, I har brug for.",
        style="Vejledning",
    )
    heading(layout, "kommune")
    pairs(layout, "kommune", ("kommune",))


def lay_expenses(layout: Layout) -> None:
    """Both tables of the budget, each with its sums below."""
    heading(layout, "udgifter")
    subheading(layout, "udgifter.poster")
    rows(layout, "udgifter.poster", "p", {"tekst": 9.6, "beloeb": 3.8, "hyppighed": 3.6})
    gap(layout)
    sums(layout, "label.udgifter.poster", ("udgifter.antal_aar", "udgifter.i_alt"))
    subheading(layout, "udgifter.medfinansiering")
    columns = {"tekst": 5.2, "kilde": 3.8, "beloeb": 3.2, "hyppighed": 2.6, "bevilget": 2.2}
    rows(layout, "udgifter.medfinansiering", "m", columns)
    gap(layout)
    stated = ("udgifter.medfinansiering_i_alt", "udgifter.ansoegt_beloeb")
    sums(layout, "label.udgifter.medfinansiering", stated)
    gap(layout)
    box(layout, "udgifter.bemaerkninger")


def lay_organisation(layout: Layout) -> None:
    """Who is responsible, and how the work is organised."""
    heading(layout, "organisering")
    pairs(layout, "organisering", ("organisering.forvaltning", "organisering.tovholder"))
    gap(layout)
    box(layout, "organisering.beskrivelse")


def lay_decision(layout: Layout) -> None:
    """The council's word, its state and what the kommune pays."""
    heading(layout, "tilkendegivelse")
    box(layout, "tilkendegivelse.tekst")
    gap(layout)
    names = ("status", "dato", "medfinansiering")
    pairs(layout, "tilkendegivelse", tuple(f"tilkendegivelse.{name}" for name in names))


if __name__ == "__main__":
    make().document.save(sys.argv[1])
