"""Our own template with something changed in it, as staff or an attacker might."""

import io
import zipfile
from collections.abc import Mapping

from documents.template import BODY
from documents.template_file import template_file
from forms.registry import form_of

FORM = form_of("projektskitse")
OWN = template_file(FORM).read_bytes()
STYLES, HEADER = "word/styles.xml", "word/header1.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
END = "</w:body>"


def changed(
    *changes: tuple[str, str, str], add: Mapping[str, bytes] | None = None, of: bytes = OWN
) -> bytes:
    """The template with texts put for others, each (part, old, new) once, and parts added."""
    with zipfile.ZipFile(io.BytesIO(of)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    for part, old, new in changes:
        text = parts[part].decode()
        assert old in text, (part, old)
        parts[part] = text.replace(old, new, 1).encode()
    parts |= add or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_paragraph(text: str) -> bytes:
    """The template with one more paragraph before the end."""
    return with_xml(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def with_xml(xml: str) -> bytes:
    """The template with some more of a body before what says how its pages are."""
    return changed((BODY, "<w:sectPr", f"{xml}<w:sectPr"))


def with_hidden_vision() -> bytes:
    """The template with a formatting of one answer that nobody sees it by."""
    tag = "<w:r><w:t>{{r vision }}"
    return changed((BODY, tag, tag.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")))


def with_part(name: str, kind: str, content: str) -> bytes:
    """The template with one more part, told of in the types and relations."""
    declared = f'<Override PartName="/word/{name}" ContentType="{_WORD}.{kind}+xml"/></Types>'
    related = f'<Relationship Id="rIdX" Type="{_RELATED}/{kind}" Target="{name}"/></Relationships>'
    return changed(
        (TYPES, "</Types>", declared),
        (RELATIONS, "</Relationships>", related),
        add={f"word/{name}": content.encode()},
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
