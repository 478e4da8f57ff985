"""Lay out the first version of docx_templates/projektskitse.docx.

From then on the template is edited in Word. Run again only to start over:
`python scripts/make_projektskitse_template.py docx_templates/projektskitse.docx`.
"""

import copy
import sys
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

INK, PALE, LINE = RGBColor(0x14, 0x3C, 0x5A), "EAF1F6", "7F97A8"
GREY = RGBColor(0x55, 0x5F, 0x68)
WIDTH = 17.0


def make() -> WordDocument:
    """The whole template."""
    document = Document()
    drop_old_styles(document)
    lay_page(document)
    lay_styles(document)
    lay_margins(document)
    lay_title(document)
    lay_contact(document)
    for section in ("vision", "udfordringer", "indsatsomraader"):
        heading(document, section)
        box(document, section)
    lay_expenses(document)
    lay_organisation(document)
    heading(document, "kommentarer")
    box(document, "kommentarer")
    lay_decision(document)
    return document


def drop_old_styles(document: WordDocument) -> None:
    """The copy of all styles that only Word 2010 reads, and that would contradict ours."""
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.rels.pop(name)


def lay_page(document: WordDocument) -> None:
    """A4 with room for the boxes."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def lay_styles(document: WordDocument) -> None:
    """Danish, one typeface, real headings, and styles for what stands in the boxes."""
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    for old in [each for each in styles if each.name.startswith(("List", "Light", "Medium"))]:
        old.delete()
    set_style(document, "Normal", size=10.5, after=4)
    set_style(document, "Title", size=22, colour=INK, bold=True, after=4)
    set_style(document, "Heading 1", size=13, colour=INK, bold=True, before=16, after=5)
    set_style(document, "Heading 2", size=11, colour=INK, bold=True, before=12, after=4)
    set_style(document, "Header", size=8.5, colour=GREY, after=0)
    set_style(document, "Footer", size=8.5, colour=GREY, after=0)
    for name, kind in (("Ledetekst", "label"), ("Vejledning", "guide"), ("Svar", "answer")):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        style.paragraph_format.space_before = Pt(2 if kind != "guide" else 0)
        style.paragraph_format.space_after = Pt(2)
    set_style(document, "Ledetekst", size=9.5, colour=INK, bold=True, after=2)
    set_style(document, "Vejledning", size=9, colour=GREY, after=2)
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), "PlaceholderText")
    placeholder.font.color.rgb = GREY


def set_style(
    document: WordDocument,
    name: str,
    *,
    size: float,
    colour: RGBColor | None = None,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    """One paragraph style in the form's typeface."""
    style = document.styles[name]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.12
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def lay_margins(document: WordDocument) -> None:
    """The title above, the page number below."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ form.titel }}"
    footer = section.footer.paragraphs[0]
    clear_tabs(document, "Footer")
    tabs = document.styles["Footer"].paragraph_format.tab_stops
    tabs.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run("\tSide ")
    page_field(footer, "PAGE")
    footer.add_run(" af ")
    page_field(footer, "NUMPAGES")
    section.different_first_page_header_footer = True
    first = section.first_page_footer.paragraphs[0]
    first.style = document.styles["Footer"]
    for child in list(footer._p):
        if child.tag != qn("w:pPr") or first._p.pPr is None:
            first._p.append(copy.deepcopy(child))


def clear_tabs(document: WordDocument, name: str) -> None:
    """The stops of Word's own style are for a narrower page."""
    for stops in list(document.styles[name].element.iter(qn("w:tabs"))):
        stops.getparent().remove(stops)


def page_field(paragraph: Paragraph, code: str) -> None:
    """A field Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def lay_title(document: WordDocument) -> None:
    """Title, deadline, and the kommune."""
    document.add_paragraph("{{ form.titel }}", style="Title")
    document.add_paragraph(
        "Skitsen skal være hos ministeriet senest den {{ form.frist }}. "
        "Kommer den senere, bliver den ikke behandlet."
    )
    document.add_paragraph(
        "Skriv i felterne. I tabellerne kan I tilføje så mange linjer, I har brug for.",
        style="Vejledning",
    )
    heading(document, "kommune")
    pairs(document, "{{ afsnit.kommune.titel }}", ("kommune",))


def lay_contact(document: WordDocument) -> None:
    """Label beside answer, a line each."""
    heading(document, "kontaktperson", has_guidance=True)
    names = ("navn", "stilling", "adresse", "email", "telefon")
    title = "{{ afsnit.kontaktperson.titel }}"
    pairs(document, title, tuple(f"kontaktperson.{name}" for name in names))


def lay_expenses(document: WordDocument) -> None:
    """Both tables of the budget, each with its sums below."""
    heading(document, "udgifter", has_guidance=True)
    subheading(document, "udgifter.poster")
    rows(document, "udgifter.poster", "p", {"tekst": 9.6, "beloeb": 3.8, "hyppighed": 3.6})
    gap(document)
    sums(document, "udgifter.poster", ("udgifter.antal_aar", "udgifter.i_alt"))
    subheading(document, "udgifter.medfinansiering")
    columns = {"tekst": 5.2, "kilde": 3.8, "beloeb": 3.2, "hyppighed": 2.6, "bevilget": 2.2}
    rows(document, "udgifter.medfinansiering", "m", columns)
    gap(document)
    stated = ("udgifter.medfinansiering_i_alt", "udgifter.ansoegt_beloeb")
    sums(document, "udgifter.medfinansiering", stated)
    gap(document)
    box(document, "udgifter.bemaerkninger")


def lay_organisation(document: WordDocument) -> None:
    """Who is responsible, and how the work is organised."""
    heading(document, "organisering")
    title = "{{ afsnit.organisering.titel }}"
    pairs(document, title, ("organisering.forvaltning", "organisering.tovholder"))
    gap(document)
    box(document, "organisering.beskrivelse")


def lay_decision(document: WordDocument) -> None:
    """The council's word, its state and what the kommune pays."""
    heading(document, "tilkendegivelse")
    box(document, "tilkendegivelse.tekst")
    gap(document)
    names = ("status", "dato", "medfinansiering")
    title = "{{ afsnit.tilkendegivelse.titel }}"
    pairs(document, title, tuple(f"tilkendegivelse.{name}" for name in names))


def heading(document: WordDocument, section: str, *, has_guidance: bool = False) -> None:
    """The section's number and title, and its guidance where it has any."""
    text = f"{{{{ afsnit.{section}.nummer }}}}. {{{{ afsnit.{section}.titel }}}}"
    document.add_paragraph(text, style="Heading 1")
    if has_guidance:
        guidance = document.add_paragraph(
            f"{{{{ afsnit.{section}.vejledning }}}}", style="Vejledning"
        )
        guidance.paragraph_format.keep_with_next = True


def subheading(document: WordDocument, group: str) -> None:
    """The name of a table and its guidance."""
    document.add_paragraph(f"{{{{ label.{group} }}}}", style="Heading 2")
    guidance = document.add_paragraph(f"{{{{ vejledning.{group} }}}}", style="Vejledning")
    guidance.paragraph_format.keep_with_next = True


def gap(document: WordDocument) -> None:
    """A little air, so that two tables do not grow together."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)


def pairs(document: WordDocument, title: str, fields: Sequence[str]) -> None:
    """Label and answer in neighbouring cells."""
    table = new_table(document, title, (5.2, WIDTH - 5.2), len(fields))
    for row, address in zip(table.rows, fields, strict=True):
        put_label(row.cells[0], address)
        put(row.cells[1], f"{{{{r {address} }}}}", "Svar")


def box(document: WordDocument, address: str) -> None:
    """Label and guidance, and under them a box for text of any length."""
    table = new_table(document, f"{{{{ label.{address} }}}}", (WIDTH,), 2)
    put_label(table.rows[0].cells[0], address)
    guidance = (
        table.rows[0].cells[0].add_paragraph(f"{{{{ vejledning.{address} }}}}", style="Vejledning")
    )
    for paragraph in (*table.rows[0].cells[0].paragraphs, guidance):
        paragraph.paragraph_format.keep_with_next = True
    put(table.rows[1].cells[0], f"{{{{r {address} }}}}", "Svar")
    least_height(table.rows[1]._tr, Cm(2.6))


def rows(document: WordDocument, group: str, variable: str, columns: dict[str, float]) -> None:
    """A row an entry, the header repeated on each page."""
    table = new_table(document, f"{{{{ label.{group} }}}}", tuple(columns.values()), 4)
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        put_label(cell, f"{group}.{name}")
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    put(table.rows[1].cells[0], f"{{%tr for {variable} in {group} %}}", "Svar")
    for cell, name in zip(table.rows[2].cells, columns, strict=True):
        put(cell, f"{{{{r {variable}.{name} }}}}", "Svar")
    put(table.rows[3].cells[0], "{%tr endfor %}", "Svar")


def sums(document: WordDocument, group: str, fields: Sequence[str]) -> None:
    """A number as stated, and beside it what the lines come to."""
    table = new_table(document, f"{{{{ label.{group} }}}}", (5.2, 5.6, 6.2), len(fields))
    for row, address in zip(table.rows, fields, strict=True):
        put_label(row.cells[0], address)
        put(row.cells[1], f"{{{{r {address} }}}}", "Svar")
        if address == "udgifter.antal_aar":
            shade(row.cells[2], PALE)
            continue
        put(row.cells[2], f"{{{{ label.{address}_beregnet }}}}: ", "Vejledning")
        row.cells[2].paragraphs[0].add_run(f"{{{{ {address}_beregnet }}}}")
        shade(row.cells[2], PALE)


def put_label(cell: _Cell, address: str) -> None:
    """A field's label in a tinted cell."""
    put(cell, f"{{{{ label.{address} }}}}", "Ledetekst")
    shade(cell, PALE)


def put(cell: _Cell, text: str, style: str) -> None:
    """Text in a cell's first paragraph."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)


def new_table(document: WordDocument, caption: str, widths: Sequence[float], height: int) -> Table:
    """A bordered table of fixed widths, named for those who hear it read aloud."""
    table = document.add_table(rows=height, cols=len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    properties.append(borders())
    properties.append(cell_margins())
    properties.append(valued("w:tblCaption", caption))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit")) if height > 2 else None
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    properties.append(indent())
    order(properties)
    return table


def indent() -> BaseOxmlElement:
    """The borders stand where the text of the page begins."""
    element = OxmlElement("w:tblInd")
    element.set(qn("w:w"), "110")
    element.set(qn("w:type"), "dxa")
    return element


def order(properties: BaseOxmlElement) -> None:
    """The properties of a table in the order the schema asks for."""
    names = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar")
    places = {qn(f"w:{name}"): place for place, name in enumerate((*names, "tblLook"))}
    children = sorted(properties, key=lambda child: places.get(child.tag, len(places)))
    for child in children:
        properties.append(child)


def borders() -> BaseOxmlElement:
    """Thin lines around and between the cells."""
    element = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = valued(f"w:{side}", "single")
        line.set(qn("w:sz"), "6")
        line.set(qn("w:color"), LINE)
        element.append(line)
    return element


def cell_margins() -> BaseOxmlElement:
    """Air around the text."""
    element = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "110"), ("bottom", "40"), ("right", "110")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        element.append(margin)
    return element


def shade(cell: _Cell, fill: str) -> None:
    """Tint a cell."""
    shading = valued("w:shd", "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)


def least_height(row: BaseOxmlElement, height: Cm) -> None:
    """Room to write by hand, growing with the text."""
    element = valued("w:trHeight", str(int(height.twips)))
    element.set(qn("w:hRule"), "atLeast")
    row.get_or_add_trPr().append(element)


def valued(name: str, value: str) -> BaseOxmlElement:
    """An element that is a value."""
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


if __name__ == "__main__":
    make().save(sys.argv[1])
