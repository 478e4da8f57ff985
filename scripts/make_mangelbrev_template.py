"""Lay out the first version of the deficiency letter: what an applicant must mend, and by when.

From then on it is edited in Word. Run again only to start over:
`PYTHONPATH=. python scripts/make_mangelbrev_template.py docx_templates`.
"""

import sys
from pathlib import Path

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from word_layout import GREY, Layout, drop_leftovers, new_layout, text

_HANGING = 567
_TITLE = "{% if antal %}Mangler i jeres ansøgning{% else %}Svar på jeres ansøgning{% endif %}"
_NUMBERING = """<w:abstractNum %(names)s w:abstractNumId="90">
<w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Punkt"/>
<w:lvlText w:val="%%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="%(hanging)d" w:hanging="%(hanging)d"/></w:pPr></w:lvl></w:abstractNum>"""
_NUMBER = '<w:num %(names)s w:numId="90"><w:abstractNumId w:val="90"/></w:num>'


def main(folder: str) -> None:
    """Write `mangelbrev.docx` to the folder."""
    layout = new_layout("samarbejdsaftale")
    layout.document.sections[0].header.paragraphs[0].text = f"{_TITLE} · {{{{ sag }}}}"
    _lay_points(layout)
    _lay_head(layout)
    _lay_body(layout)
    _lay_documents(layout)
    _lay_end(layout)
    drop_leftovers(layout)
    layout.document.core_properties.author = ""
    layout.document.save(str(Path(folder) / "mangelbrev.docx"))


def _lay_points(layout: Layout) -> None:
    """The styles of a point and what belongs to it; points are numbered through the letter."""
    styles = layout.document.styles
    point = styles.add_style("Punkt", WD_STYLE_TYPE.PARAGRAPH)
    under = styles.add_style("Punkttekst", WD_STYLE_TYPE.PARAGRAPH)
    for style in (point, under):
        style.base_style, style.quick_style = styles["Normal"], True
        style.paragraph_format.space_after = Pt(3)
    point.paragraph_format.space_before = Pt(9)
    point.paragraph_format.keep_with_next = True
    under.paragraph_format.left_indent = Cm(1)
    facts = styles.add_style("Punktgrundlag", WD_STYLE_TYPE.PARAGRAPH)
    facts.base_style, facts.quick_style = under, True
    facts.font.size, facts.font.color.rgb = Pt(9.5), GREY
    numbering = layout.document.part.numbering_part.element
    names = {"names": nsdecls("w"), "hanging": _HANGING}
    numbering.insert(0, parse_xml(_NUMBERING.replace("\n", "") % names))
    numbering.append(parse_xml(_NUMBER % names))
    numbered = OxmlElement("w:numPr")
    number = OxmlElement("w:numId")
    number.set(qn("w:val"), "90")
    numbered.append(number)
    point.element.get_or_add_pPr().insert_element_before(
        numbered, "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _lay_head(layout: Layout) -> None:
    _if(layout, "modtager", "{{ modtager }}")
    date = text(layout, "{{ dato }}")
    date.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    text(layout, _TITLE, style="Title")
    case = text(layout, "")
    case.add_run("Sag: ").bold = True
    case.add_run("{{ sag }}")
    _if(layout, "program", "{{ program }}", label="Program: ")


def _lay_body(layout: Layout) -> None:
    text(layout, 'Kære {{ navn or "ansøger" }}').paragraph_format.space_before = Pt(14)
    text(layout, "{%p if antal %}")
    text(
        layout,
        "Vi har gennemgået jeres ansøgning. Nogle af oplysningerne mangler eller passer "
        "ikke sammen. Punkterne herunder siger for hvert dokument, hvad det drejer sig om, og "
        "hvad I skal gøre.",
    )
    text(layout, "{%p else %}")
    text(layout, "Vi har gennemgået jeres ansøgning. Vi har ikke fundet noget, der skal rettes.")
    text(layout, "{%p endif %}")
    _each(layout, "indledning")
    text(layout, "{%p if antal and frist %}")
    deadline = text(layout, "Send de rettede dokumenter senest ")
    deadline.add_run("{{ frist }}").bold = True
    deadline.add_run(". Ret i de filer, I har sendt, og send alle dokumenter, der er ændret.")
    text(layout, "{%p endif %}")


def _lay_documents(layout: Layout) -> None:
    text(layout, "{%p for d in dokumenter %}")
    text(layout, "{{ d.titel }}", style="Heading 1")
    text(layout, "{%p if d.fil %}")
    text(layout, "Fil: {{ d.fil }}", style="Vejledning").paragraph_format.keep_with_next = True
    text(layout, "{%p endif %}")
    for group, words in (("skal", "Skal rettes"), ("boer", "Skal ses efter")):
        text(layout, f"{{%p if d.{group} %}}")
        text(layout, words, style="Heading 2")
        text(layout, f"{{%p for p in d.{group} %}}")
        _lay_point(layout)
        text(layout, "{%p endfor %}")
        text(layout, "{%p endif %}")
    text(layout, "{%p endfor %}")


def _lay_point(layout: Layout) -> None:
    """A point with what belongs to it, kept on one page; its last paragraph ends what is kept."""
    text(layout, "{%p if p.hvor %}")
    point = text(layout, "", style="Punkt")
    point.add_run("{{ p.hvor }}").bold = True
    what = text(layout, "{{ p.hvad }}", style="Punkttekst")
    what.paragraph_format.keep_with_next = True
    text(layout, "{%p else %}")
    text(layout, "{{ p.hvad }}", style="Punkt")
    text(layout, "{%p endif %}")
    under = (
        ("p.goer", "Gør sådan: ", "Punkttekst", "(p.grundlag or p.sted)"),
        ("p.grundlag", "Grundlag: ", "Punktgrundlag", "p.sted"),
    )
    for name, label, style, later in under:
        kept = _if(layout, f"{name} and {later}", f"{{{{ {name} }}}}", label=label, style=style)
        kept.paragraph_format.keep_with_next = True
        _if(layout, f"{name} and not {later}", f"{{{{ {name} }}}}", label=label, style=style)
    _if(layout, "p.sted", "{{ p.sted }}", label="Sted: ", style="Punktgrundlag")


def _lay_end(layout: Layout) -> None:
    _each(layout, "afslutning").paragraph_format.space_before = Pt(14)
    greeting = text(layout, "Venlig hilsen")
    greeting.paragraph_format.space_before = Pt(14)
    greeting.paragraph_format.keep_with_next = True
    _if(layout, "afsender", "{{ afsender }}")


def _each(layout: Layout, name: str) -> Paragraph:
    """The officer's own paragraphs."""
    text(layout, f"{{%p for afsnit in {name} %}}")
    paragraph = text(layout, "{{ afsnit }}")
    text(layout, "{%p endfor %}")
    return paragraph


def _if(
    layout: Layout, name: str, words: str, *, label: str = "", style: str = "Normal"
) -> Paragraph:
    """A paragraph that is there only where there is something to say."""
    text(layout, f"{{%p if {name} %}}")
    paragraph = text(layout, "", style=style)
    if label:
        paragraph.add_run(label).bold = True
    paragraph.add_run(words)
    text(layout, "{%p endif %}")
    return paragraph


if __name__ == "__main__":
    main(sys.argv[1])
