"""The parts that the first versions of all templates are laid out of.

What is laid out follows the form: a guidance that the form does not give leaves no empty line, a
stated number has the computed one beside it.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from forms.grammar import Field, FormDefinition, Group, Section
from forms.kinds.kind import Control
from forms.outline import Placed, outline
from forms.registry import form_of

INK, PALE, LINE = RGBColor(0x14, 0x3C, 0x5A), "EAF1F6", "7F97A8"
GREY = RGBColor(0x55, 0x5F, 0x68)
UPRIGHT, ACROSS = 17.0, 25.7
_LABELS = 5.2
_WRITING_ROOM = Cm(2.6)
_LONG = frozenset({Control.TEXT, Control.CHOICES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A template in the making; `width` is that of the text in centimetres."""

    form: FormDefinition
    document: WordDocument
    width: float

    def section(self, section_id: str) -> Section:
        """A section of the form; StopIteration for one it does not have."""
        return next(each for each in self.form.sections if each.id == section_id)

    def placed(self, address: str) -> Placed:
        """The item at an address; KeyError for one the form does not have."""
        return outline(self.form).at(address)

    def guidance(self, address: str) -> str:
        """The guidance of a field or group, empty where the form gives none."""
        item = self.placed(address).item
        return item.guidance if isinstance(item, Field | Group) else ""


def new_layout(form: str, *, width: float = UPRIGHT) -> Layout:
    """An empty A4 page in the house's styles, upright or across, titled for its form."""
    layout = Layout(form=form_of(form), document=Document(), width=width)
    _drop_old_styles(layout.document)
    _lay_page(layout)
    _lay_styles(layout.document)
    _lay_margins(layout)
    return layout


def title(layout: Layout) -> None:
    """The form's title."""
    layout.document.add_paragraph("{{ form.titel }}", style="Title")


def text(layout: Layout, words: str, *, style: str = "Normal") -> Paragraph:
    """A paragraph of the template's own words."""
    return layout.document.add_paragraph(words, style=style)


def heading(layout: Layout, section: str) -> None:
    """The section's number and title, and its guidance where it has any."""
    layout.document.add_paragraph(_title_of(layout, section), style="Heading 1")
    if layout.section(section).guidance:
        _guide(layout, f"afsnit.{section}.vejledning")


def subheading(layout: Layout, group: str) -> None:
    """The name of a table and its guidance."""
    layout.document.add_paragraph(f"{{{{ label.{group} }}}}", style="Heading 2")
    if layout.guidance(group):
        _guide(layout, f"vejledning.{group}")


def picture(layout: Layout, group: str) -> None:
    """What the rows of a group show, where there are any."""
    layout.document.add_paragraph(f"{{{{p billede.{group} }}}}")


def gap(layout: Layout) -> None:
    """A little air, so that two tables do not grow together."""
    paragraph = layout.document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)


def drop_leftovers(layout: Layout) -> None:
    """The picture and the list of sources that an empty document of the library has."""
    part = layout.document.part
    for relations in (part.package.rels, part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml")):
                relations.pop(name)


def pairs(layout: Layout, section: str, fields: Sequence[str]) -> None:
    """Label and answer in neighbouring cells."""
    caption = f"{{{{ afsnit.{section}.titel }}}}"
    table = new_table(layout, caption, (_LABELS, layout.width - _LABELS), len(fields))
    for row, address in zip(table.rows, fields, strict=True):
        put_label(row.cells[0], address)
        put(row.cells[1], f"{{{{r {address} }}}}", "Svar")


def box(layout: Layout, address: str) -> None:
    """Label and guidance, and under them a box for an answer of any length."""
    table = new_table(layout, f"{{{{ label.{address} }}}}", (layout.width,), 2)
    _stack(layout, table.rows, address, f"{{{{r {address} }}}}")


def section_box(layout: Layout, section: str) -> None:
    """A box whose label is the section's own heading, as the fund's forms have it."""
    address = layout.section(section).box or section
    table = new_table(layout, f"{{{{ afsnit.{section}.titel }}}}", (layout.width,), 2)
    _stack(layout, table.rows, address, f"{{{{r {address} }}}}")
    label = table.rows[0].cells[0].paragraphs[0]
    label.clear()
    label.style = "Heading 1"
    label.add_run(_title_of(layout, section))
    label.paragraph_format.space_before = Pt(2)
    gap(layout)


def sheet(layout: Layout, group: str, variable: str, *, name: str) -> None:
    """A table for each row of a group under a name, its fields one under the other."""
    document, fields = layout.document, _fields_of(layout, group)
    document.add_paragraph(f"{{%p for {variable} in {group} %}}")
    document.add_paragraph(name, style="Heading 2")
    table = new_table(layout, f"{{{{ label.{group} }}}}", (layout.width,), 2 * len(fields))
    for place, field in enumerate(fields):
        pair = table.rows[2 * place : 2 * place + 2]
        _stack(layout, pair, f"{group}.{field.id}", f"{{{{r {variable}.{field.id} }}}}")
    gap(layout)
    document.add_paragraph("{%p endfor %}")


def stack(layout: Layout, group: str, variable: str) -> None:
    """One table in which each row of a group is its fields one under the other."""
    fields = _fields_of(layout, group)
    table = new_table(layout, f"{{{{ label.{group} }}}}", (layout.width,), 2 * len(fields) + 2)
    put(table.rows[0].cells[0], f"{{%tr for {variable} in {group} %}}", "Svar")
    for place, field in enumerate(fields):
        pair = table.rows[2 * place + 1 : 2 * place + 3]
        _stack(layout, pair, f"{group}.{field.id}", f"{{{{r {variable}.{field.id} }}}}")
    put(table.rows[-1].cells[0], "{%tr endfor %}", "Svar")


def rows(layout: Layout, group: str, variable: str, columns: Mapping[str, float]) -> None:
    """A row an entry, the header repeated on each page; short rows stay on one page."""
    table = new_table(layout, f"{{{{ label.{group} }}}}", tuple(columns.values()), 4)
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        put_label(cell, f"{group}.{name}")
    keep_whole(table.rows[0])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    put(table.rows[1].cells[0], f"{{%tr for {variable} in {group} %}}", "Svar")
    for cell, name in zip(table.rows[2].cells, columns, strict=True):
        put(cell, f"{{{{r {variable}.{name} }}}}", "Svar")
    if not any(field.kind.control in _LONG for field in _fields_of(layout, group)):
        keep_whole(table.rows[2])
    put(table.rows[3].cells[0], "{%tr endfor %}", "Svar")


def sums(layout: Layout, caption: str, fields: Sequence[str]) -> None:
    """A number as stated, and beside it what the lines come to, where the form computes it."""
    widths = (_LABELS, 5.6, layout.width - _LABELS - 5.6)
    table = new_table(layout, f"{{{{ {caption} }}}}", widths, len(fields))
    totals = reversed(list(outline(layout.form).totals()))
    computed = {each.total.stated: each.address for each in totals}
    for row, address in zip(table.rows, fields, strict=True):
        keep_whole(row)
        put_label(row.cells[0], address)
        put(row.cells[1], f"{{{{r {address} }}}}", "Svar")
        shade(row.cells[2], PALE)
        if address in computed:
            put(row.cells[2], f"{{{{ label.{computed[address]} }}}}: ", "Vejledning")
            row.cells[2].paragraphs[0].add_run(f"{{{{ {computed[address]} }}}}")


def put_label(cell: _Cell, address: str) -> None:
    """A field's label in a tinted cell."""
    put(cell, f"{{{{ label.{address} }}}}", "Ledetekst")
    shade(cell, PALE)


def put(cell: _Cell, words: str, style: str) -> None:
    """Text in a cell's first paragraph."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(words)


def new_table(layout: Layout, caption: str, widths: Sequence[float], height: int) -> Table:
    """A bordered table of fixed widths, named for those who hear it read aloud."""
    table = layout.document.add_table(rows=height, cols=len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    properties.append(_borders())
    properties.append(_cell_margins())
    properties.append(_valued("w:tblCaption", caption))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    properties.append(_indent())
    _order(properties)
    return table


def keep_whole(row: _Row) -> None:
    """A row that does not break over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(cell: _Cell, fill: str) -> None:
    """Tint a cell."""
    shading = _valued("w:shd", "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)


def _stack(layout: Layout, pair: Sequence[_Row], address: str, tag: str) -> None:
    """A label with its guidance in one row, kept with the answer in the next."""
    label, answer = pair
    put_label(label.cells[0], address)
    keep_whole(label)
    if layout.guidance(address):
        label.cells[0].add_paragraph(f"{{{{ vejledning.{address} }}}}", style="Vejledning")
    for paragraph in label.cells[0].paragraphs:
        paragraph.paragraph_format.keep_with_next = True
    put(answer.cells[0], tag, "Svar")
    if layout.placed(address).field.kind.control in _LONG:
        _least_height(answer._tr, _WRITING_ROOM)


def _fields_of(layout: Layout, group: str) -> tuple[Field, ...]:
    items = layout.placed(group).group.items
    return tuple(item for item in items if isinstance(item, Field))


def _title_of(layout: Layout, section: str) -> str:
    words = f"{{{{ afsnit.{section}.titel }}}}"
    has_number = bool(layout.section(section).number)
    return f"{{{{ afsnit.{section}.nummer }}}}. {words}" if has_number else words


def _guide(layout: Layout, words: str) -> None:
    guidance = layout.document.add_paragraph(f"{{{{ {words} }}}}", style="Vejledning")
    guidance.paragraph_format.keep_with_next = True


def _drop_old_styles(document: WordDocument) -> None:
    """The copy of all styles that only Word 2010 reads, and that would contradict ours."""
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.rels.pop(name)


def _lay_page(layout: Layout) -> None:
    """A4 with room for the boxes."""
    section = layout.document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if layout.width > UPRIGHT:
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def _lay_styles(document: WordDocument) -> None:
    """Danish, one typeface, real headings, and styles for what stands in the boxes."""
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    for old in [each for each in styles if each.name.startswith(("List", "Light", "Medium"))]:
        old.delete()
    _set_style(document, "Normal", size=10.5, after=4)
    _set_style(document, "Title", size=22, colour=INK, bold=True, after=4)
    _set_style(document, "Heading 1", size=13, colour=INK, bold=True, before=16, after=5)
    _set_style(document, "Heading 2", size=11, colour=INK, bold=True, before=12, after=4)
    _set_style(document, "Heading 3", size=10, colour=INK, bold=True, before=10, after=3)
    _set_style(document, "Header", size=8.5, colour=GREY, after=0)
    _set_style(document, "Footer", size=8.5, colour=GREY, after=0)
    for name, kind in (("Ledetekst", "label"), ("Vejledning", "guide"), ("Svar", "answer")):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        style.paragraph_format.space_before = Pt(2 if kind != "guide" else 0)
        style.paragraph_format.space_after = Pt(2)
    _set_style(document, "Ledetekst", size=9.5, colour=INK, bold=True, after=2)
    _set_style(document, "Vejledning", size=9, colour=GREY, after=2)
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), "PlaceholderText")
    placeholder.font.color.rgb = GREY


def _set_style(
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


def _lay_margins(layout: Layout) -> None:
    """The title above, the page number below."""
    document = layout.document
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ form.titel }}"
    footer = section.footer.paragraphs[0]
    _clear_tabs(document, "Footer")
    tabs = document.styles["Footer"].paragraph_format.tab_stops
    tabs.add_tab_stop(Cm(layout.width), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run("\tSide ")
    _page_field(footer, "PAGE")
    footer.add_run(" af ")
    _page_field(footer, "NUMPAGES")
    section.different_first_page_header_footer = True
    first = section.first_page_footer.paragraphs[0]
    first.style = document.styles["Footer"]
    for child in list(footer._p):
        if child.tag != qn("w:pPr") or first._p.pPr is None:
            first._p.append(copy.deepcopy(child))


def _clear_tabs(document: WordDocument, name: str) -> None:
    """The stops of Word's own style are for a narrower page."""
    for stops in list(document.styles[name].element.iter(qn("w:tabs"))):
        stops.getparent().remove(stops)


def _page_field(paragraph: Paragraph, code: str) -> None:
    """A field Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _indent() -> BaseOxmlElement:
    """The borders stand where the text of the page begins."""
    element = OxmlElement("w:tblInd")
    element.set(qn("w:w"), "110")
    element.set(qn("w:type"), "dxa")
    return element


def _order(properties: BaseOxmlElement) -> None:
    """The properties of a table in the order the schema asks for."""
    names = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar")
    places = {qn(f"w:{name}"): place for place, name in enumerate((*names, "tblLook"))}
    children = sorted(properties, key=lambda child: places.get(child.tag, len(places)))
    for child in children:
        properties.append(child)


def _borders() -> BaseOxmlElement:
    """Thin lines around and between the cells."""
    element = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = _valued(f"w:{side}", "single")
        line.set(qn("w:sz"), "6")
        line.set(qn("w:color"), LINE)
        element.append(line)
    return element


def _cell_margins() -> BaseOxmlElement:
    """Air around the text."""
    element = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "110"), ("bottom", "40"), ("right", "110")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        element.append(margin)
    return element


def _least_height(row: BaseOxmlElement, height: Cm) -> None:
    """Room to write by hand, growing with the text."""
    element = _valued("w:trHeight", str(int(height.twips)))
    element.set(qn("w:hRule"), "atLeast")
    row.get_or_add_trPr().append(element)


def _valued(name: str, value: str) -> BaseOxmlElement:
    """An element that is a value."""
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element
