"""A template for the example form, with rows inside blocks and rows the form itself has."""

import io

from docx import Document
from docx.document import Document as WordDocument

LABELLED = ("navn", "accept", "antal_aar", "rest.i_alt", "rest.brugt")


def example_template(*, without: str = "", also: str = "") -> bytes:
    """The template; `without` leaves one tag out, `also` adds a paragraph."""
    document = Document()
    document.add_heading("{{ form.titel }}", level=0)
    document.add_heading("{{ afsnit.stamdata.nummer }}. {{ afsnit.stamdata.titel }}")
    table = document.add_table(rows=0, cols=2)
    for address in LABELLED:
        cells = table.add_row().cells
        cells[0].text = f"{{{{ label.{address} }}}}"
        cells[1].text = f"{{{{r {address} }}}}" if address != without else ""
    cells = table.add_row().cells
    cells[0].text = "{{ label.rest.beregnet }}"
    cells[1].text = "{{ rest.beregnet }} og {{ rest.pr_aar }}"
    _lay_blocks(document)
    columns = ("delmaal", "tal")
    _lay_rows(document, "maal", "m", columns)
    if also:
        document.add_paragraph(also)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_blocks(document: WordDocument) -> None:
    document.add_paragraph("{%p for i in indsatser %}")
    document.add_paragraph("{{ label.indsatser }}")
    _lay_rows(document, "i.milepaele", "m", ("milepael", "aar", "kommentar"))
    document.add_paragraph()
    table = document.add_table(rows=0, cols=2)
    for name in ("aktivitet", "tilstand", "begrundelse"):
        cells = table.add_row().cells
        cells[0].text = f"{{{{ label.indsatser.{name} }}}}"
        cells[1].text = f"{{{{r i.{name} }}}}"
    document.add_paragraph()
    _lay_rows(document, "i.udgifter", "u", ("beloeb",))
    document.add_paragraph("I alt {{ i.sum }}")
    document.add_paragraph("{%p endfor %}")


def _lay_rows(document: WordDocument, group: str, variable: str, columns: tuple[str, ...]) -> None:
    table = document.add_table(rows=4, cols=len(columns))
    address = group.replace("i.", "indsatser.", 1) if group.startswith("i.") else group
    rows = table.rows
    for cell, name in zip(rows[0].cells, columns, strict=True):
        cell.text = f"{{{{ label.{address}.{name} }}}}"
    rows[1].cells[0].text = f"{{%tr for {variable} in {group} %}}"
    for cell, name in zip(rows[2].cells, columns, strict=True):
        cell.text = f"{{{{r {variable}.{name} }}}}"
    rows[3].cells[0].text = "{%tr endfor %}"
