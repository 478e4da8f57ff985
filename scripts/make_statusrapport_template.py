"""Lay out the first version of docx_templates/statusrapport.docx.

From then on the template is edited in Word. Run again only to start over:
`PYTHONPATH=. python scripts/make_statusrapport_template.py docx_templates/statusrapport.docx`.
"""

import sys
from collections.abc import Mapping, Sequence

from docx.oxml import OxmlElement
from docx.table import Table
from word_layout import (
    ACROSS,
    Layout,
    box,
    gap,
    heading,
    keep_whole,
    new_layout,
    new_table,
    pairs,
    picture,
    put,
    put_label,
    rows,
    text,
    title,
)

EFFORT = "indsatser"
_LABELS = 5.2


def make() -> Layout:
    """The whole template, across: milestones and results need their columns."""
    layout = new_layout("statusrapport@1", width=ACROSS)
    title(layout)
    heading(layout, "rapport")
    pairs(layout, "rapport", ("kommune", "partnerskab", "aar"))
    gap(layout)
    box(layout, "datagrundlag")
    heading(layout, "samlet_status")
    box(layout, "samlet_status")
    heading(layout, EFFORT)
    lay_efforts(layout)
    picture(layout, EFFORT)
    heading(layout, "oekonomi")
    text(layout, "{{ vejledning.oekonomi }}", style="Vejledning")
    rows(layout, "oekonomi", "o", {"aar": 5.2, "budget": 10.2, "forbrug": 10.3})
    picture(layout, "oekonomi")
    heading(layout, "sammenfatning")
    box(layout, "sammenfatning")
    heading(layout, "interviews")
    text(layout, "{{ vejledning.interviews }}", style="Vejledning")
    rows(layout, "interviews", "p", {"navn": 12.85, "rolle": 12.85})
    return layout


def lay_efforts(layout: Layout) -> None:
    """A sheet for each effort: what it is, its milestones, its results, and what to do."""
    document = layout.document
    document.add_paragraph("{%p for i in indsatser %}")
    document.add_paragraph("Indsats", style="Heading 2")
    lay_pairs(layout, ("omraade", "aktivitet", "tilstand", "ansvarlig"))
    lay_boxes(layout, ("begrundelse", "beskrivelse"))
    document.add_paragraph("{{ label.indsatser.milepaele }}", style="Heading 3")
    columns = {"milepael": 8.2, "aar": 1.8, "status": 4.7, "farve": 2.8, "kommentar": 8.2}
    lay_rows(layout, "milepaele", "m", columns)
    document.add_paragraph("{{ label.indsatser.resultater }}", style="Heading 3")
    lay_results(layout)
    lay_boxes(layout, ("vurdering", "opfoelgning"))
    document.add_paragraph("{%p endfor %}")


def lay_pairs(layout: Layout, names: Sequence[str]) -> None:
    """Label and answer in neighbouring cells."""
    table = new_table(
        layout, "{{ label.indsatser }}", (_LABELS, layout.width - _LABELS), len(names)
    )
    for row, name in zip(table.rows, names, strict=True):
        put_label(row.cells[0], f"{EFFORT}.{name}")
        put(row.cells[1], f"{{{{r i.{name} }}}}", "Svar")


def lay_boxes(layout: Layout, names: Sequence[str]) -> None:
    """Boxes that grow with their text, label and guidance over each."""
    gap(layout)
    table = new_table(layout, "{{ label.indsatser }}", (layout.width,), 2 * len(names))
    for place, name in enumerate(names):
        label, answer = table.rows[2 * place : 2 * place + 2]
        put_label(label.cells[0], f"{EFFORT}.{name}")
        if layout.guidance(f"{EFFORT}.{name}"):
            words = f"{{{{ vejledning.{EFFORT}.{name} }}}}"
            label.cells[0].add_paragraph(words, style="Vejledning")
        for paragraph in label.cells[0].paragraphs:
            paragraph.paragraph_format.keep_with_next = True
        keep_whole(label)
        put(answer.cells[0], f"{{{{r i.{name} }}}}", "Svar")


def lay_rows(layout: Layout, group: str, variable: str, columns: Mapping[str, float]) -> None:
    """A row an entry of a group inside the effort."""
    table = new_table(layout, f"{{{{ label.{EFFORT}.{group} }}}}", tuple(columns.values()), 4)
    lay_head(table, f"{EFFORT}.{group}", tuple(columns))
    put(table.rows[1].cells[0], f"{{%tr for {variable} in i.{group} %}}", "Svar")
    for cell, name in zip(table.rows[2].cells, columns, strict=True):
        put(cell, f"{{{{r {variable}.{name} }}}}", "Svar")
    put(table.rows[3].cells[0], "{%tr endfor %}", "Svar")


def lay_head(table: Table, group: str, names: Sequence[str]) -> None:
    """The labels of the columns, again on each page."""
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        put_label(cell, f"{group}.{name}")
    keep_whole(table.rows[0])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def lay_results(layout: Layout) -> None:
    """A row for each result, and under it one for each year it was measured in."""
    columns = {
        "resultat": 8.2,
        "enhed": 3.2,
        "baseline_aar": 2.4,
        "baseline": 3.7,
        "maal": 3.7,
        "udgaar": 4.5,
    }
    group = f"{EFFORT}.resultater"
    table = new_table(layout, f"{{{{ label.{group} }}}}", tuple(columns.values()), 7)
    lay_head(table, group, tuple(columns))
    put(table.rows[1].cells[0], "{%tr for r in i.resultater %}", "Svar")
    for cell, name in zip(table.rows[2].cells, columns, strict=True):
        put(cell, f"{{{{r r.{name} }}}}", "Svar")
    put(table.rows[3].cells[0], "{%tr for v in r.vaerdier %}", "Svar")
    lay_value(table)
    put(table.rows[5].cells[0], "{%tr endfor %}", "Svar")
    put(table.rows[6].cells[0], "{%tr endfor %}", "Svar")


def lay_value(table: Table) -> None:
    """The year and its value, each after its label."""
    cells = table.rows[4].cells
    value = cells[3].merge(cells[5])
    put_label(cells[0], f"{EFFORT}.resultater.vaerdier.aar")
    put(cells[1], "{{r v.aar }}", "Svar")
    put_label(cells[2], f"{EFFORT}.resultater.vaerdier.vaerdi")
    put(value, "{{r v.vaerdi }}", "Svar")
    keep_whole(table.rows[4])


if __name__ == "__main__":
    make().document.save(sys.argv[1])
