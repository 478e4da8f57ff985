"""Lay out the first version of the proof of totals: a table of sums for each document.

From then on it is edited in Word. Run again only to start over:
`PYTHONPATH=. python scripts/make_kontrol_template.py docx_templates`.
"""

import sys
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.table import Table, _Cell
from word_layout import (
    ACROSS,
    PALE,
    Layout,
    drop_leftovers,
    keep_whole,
    new_layout,
    new_table,
    put,
    shade,
    text,
)

_HEADS = ("Sum", "Regnestykke", "Angivet", "Beregnet", "Forskel", "Afrunding")
_WIDTHS = (4.6, 9.6, 2.95, 2.95, 2.8, 2.8)
_NUMBERS = ("angivet", "beregnet", "forskel", "afrunding")


def main(folder: str) -> None:
    """Write `kontrol.docx` to the folder."""
    layout = new_layout("budget", width=ACROSS)
    document = layout.document
    document.sections[0].header.paragraphs[0].text = "Kontrol af summer · {{ sag }}"
    text(layout, "Kontrol af summer", style="Title")
    text(layout, "{{ sag }}")
    text(
        layout,
        "Hver sum med sit regnestykke, det angivne beløb, forskellen og den sætning eller celle, "
        "den står i. Afrunding er, hvor meget beløbene kan være rundet af, som de er skrevet.",
        style="Vejledning",
    )
    text(layout, "{%p for d in dokumenter %}")
    text(layout, "{{ d.titel }}", style="Heading 1")
    text(layout, "{%p if d.fil %}")
    text(layout, "Fil: {{ d.fil }}", style="Vejledning").paragraph_format.keep_with_next = True
    text(layout, "{%p endif %}")
    _lay_table(layout)
    text(layout, "{%p endfor %}")
    drop_leftovers(layout)
    document.core_properties.author = ""
    document.save(str(Path(folder) / "kontrol.docx"))


def _lay_table(layout: Layout) -> None:
    table = new_table(layout, "Summer i {{ d.titel }}", _WIDTHS, 4)
    for cell, words in zip(table.rows[0].cells, _HEADS, strict=True):
        put(cell, words, "Ledetekst")
        shade(cell, PALE)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _loop(table, 1, "{%tr for p in d.summer %}")
    keep_whole(table.rows[2])
    name, reckoning, *numbers = table.rows[2].cells
    put(name, "{{ p.navn }}", "Svar")
    name.add_paragraph("{{ p.tegn }} {{ p.resultat }}", style="Ledetekst")
    _lay_reckoning(reckoning)
    for cell, field in zip(numbers, _NUMBERS, strict=True):
        put(cell, f"{{{{ p.{field} }}}}", "Svar")
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _loop(table, 3, "{%tr endfor %}")


def _lay_reckoning(cell: _Cell) -> None:
    put(cell, "{{ p.regnestykke }}", "Svar")
    for group, style in (("linjer", "Vejledning"), ("bemaerkninger", "Svar")):
        cell.add_paragraph(f"{{%p for linje in p.{group} %}}")
        cell.add_paragraph("{{ linje }}", style=style)
        cell.add_paragraph("{%p endfor %}")
    for name in ("citat", "sted"):
        cell.add_paragraph(f"{{%p if p.{name} %}}")
        cell.add_paragraph(f"{{{{ p.{name} }}}}", style="Vejledning")
        cell.add_paragraph("{%p endif %}")


def _loop(table: Table, row: int, tag: str) -> None:
    table.rows[row].cells[0].paragraphs[0].text = tag


if __name__ == "__main__":
    main(sys.argv[1])
