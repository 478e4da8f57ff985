"""Lay out the first version of the dossier's front: its title, and its contents with pages.

From then on it is edited in Word. Run again only to start over:
`PYTHONPATH=. python scripts/make_dossier_template.py docx_templates`.
"""

import sys
from pathlib import Path

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from word_layout import UPRIGHT, new_layout, text

ENTRY = """<w:p %(names)s><w:hyperlink w:anchor="dokument{{ d.nummer }}" w:history="1">
<w:r><w:t>{{ d.nummer }}. {{ d.titel }}</w:t></w:r><w:r><w:tab/></w:r>
<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>
<w:r><w:instrText xml:space="preserve"> PAGEREF dokument{{ d.nummer }} \\h </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> </w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>"""


def main(folder: str) -> None:
    """Write `dossier.docx` to the folder."""
    layout = new_layout("samarbejdsaftale")
    document = layout.document
    document.sections[0].header.paragraphs[0].text = "{{ titel }}"
    text(layout, "{{ titel }}", style="Title")
    text(layout, "Indhold", style="Heading 2")
    text(layout, "{%p for d in dokumenter %}")
    entry = parse_xml(ENTRY.replace("\n", "") % {"names": nsdecls("w")})
    text(layout, "{%p endfor %}")._p.addprevious(entry)
    line = next(each for each in document.paragraphs if each._p is entry)
    line.paragraph_format.tab_stops.add_tab_stop(
        Cm(UPRIGHT), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    document.core_properties.author = ""
    document.save(str(Path(folder) / "dossier.docx"))


if __name__ == "__main__":
    main(sys.argv[1])
