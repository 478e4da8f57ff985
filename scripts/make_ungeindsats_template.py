"""Lay out the first version of docx_templates/ungeindsats_tilmelding.docx.

The whole sign-up must fit three pages, so boxes and margins are small. From then on the template
is edited in Word. Run again only to start over: `PYTHONPATH=. python
scripts/make_ungeindsats_template.py docx_templates/ungeindsats_tilmelding.docx`.
"""

import sys

from docx.shared import Pt
from word_layout import Layout, box, gap, heading, new_layout, pairs, rows, subheading, text, title


def make() -> Layout:
    """The whole template."""
    layout = new_layout("ungeindsats_tilmelding@2010")
    title(layout)
    text(
        layout,
        "Tilmeldingen skal være hos KL senest den {{ form.frist }} og må højst fylde tre A4-sider.",
    )
    heading(layout, "begrundelse")
    pairs(layout, "begrundelse", ("kommune",))
    for address in ("begrundelse", "erfaringer"):
        gap(layout)
        box(layout, address)
    heading(layout, "deltagere")
    pairs(layout, "deltagere", tuple(f"kontaktperson.{n}" for n in ("navn", "email", "telefon")))
    subheading(layout, "repraesentanter")
    columns = {"navn": 5.6, "stilling": 5.6, "email": 5.8}
    rows(layout, "repraesentanter", "r", columns)
    gap(layout)
    pairs(layout, "deltagere", ("direktionsmedlem",))
    gap(layout)
    box(layout, "deltagerbetaling_accepteret")
    heading(layout, "maal")
    guide = text(layout, "{{ vejledning.maal }}", style="Vejledning")
    guide.paragraph_format.keep_with_next = True
    rows(layout, "maal", "m", {"delmaal": 8.0, "nuvaerende": 4.5, "maal": 4.5})
    end(layout)
    return layout


def end(layout: Layout) -> None:
    """The paragraph that must follow a table, too small to begin a page of its own."""
    last = layout.document.add_paragraph()
    last.paragraph_format.space_after = Pt(0)
    last.paragraph_format.line_spacing = Pt(1)


if __name__ == "__main__":
    make().document.save(sys.argv[1])
