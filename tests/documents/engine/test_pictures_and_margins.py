"""What a template holds beside its body's tags comes out as docxtpl leaves it."""

import io
import struct
import zlib

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from benchmarks.docxtpl_peer import prepared_template, render, same_parts
from documents.package import read_parts
from documents.template import compiled
from documents.writer import write
from tests.documents.example_template import example_template
from tests.forms.example_form import EXAMPLE_FORM
from validators.examples import typed_answers

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='8' height='8'/></svg>"
_SVG_BLIP = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{}"/></a:ext></a:extLst>'
)


def test_pictures_headers_and_footers_are_those_docxtpl_makes():
    given = _with_pictures()
    template = compiled(EXAMPLE_FORM, given)
    answers = typed_answers(EXAMPLE_FORM, {"navn": "Å & B", "indsatser[1].aktivitet": "Café <2>"})
    ours = write(EXAMPLE_FORM, answers, template)
    theirs = render(prepared_template(EXAMPLE_FORM, given), EXAMPLE_FORM, answers, template.holes)
    assert same_parts(ours, theirs)
    first, second = read_parts(ours), read_parts(theirs)
    for kept in (first, second):
        assert EXAMPLE_FORM.title.encode() in kept["word/header1.xml"]
        assert EXAMPLE_FORM.title.encode() in kept["word/footer1.xml"]
        assert {_png(), SVG} <= {data for name, data in kept.items() if "/media/" in name}
    for part in ("word/document.xml", "word/header1.xml"):
        assert _pictured(first, part) == _pictured(second, part) == [_png(), SVG]


def _with_pictures() -> bytes:
    """The example template with a picture, its PNG for older Words, in the body and the header."""
    document = Document(io.BytesIO(example_template()))
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ form.titel }}"
    section.footer.paragraphs[0].text = "{{ form.titel }}, side 1"
    for number, (part, paragraph) in enumerate(
        (
            (document.part, document.add_paragraph()),
            (section.header.part, section.header.add_paragraph()),
        )
    ):
        paragraph.add_run().add_picture(io.BytesIO(_png()))
        name = PackURI(f"/word/media/drawn{number}.svg")
        svg = part.relate_to(
            Part(name, "image/svg+xml", SVG, part.package), RELATIONSHIP_TYPE.IMAGE
        )
        blip = next(paragraph._p.iter(qn("a:blip")))
        blip.append(parse_xml(_SVG_BLIP.format(svg)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pictured(parts: dict[str, bytes], part: str) -> list[bytes]:
    """What the pictures of a part lead to: the PNG, then the SVG."""
    folder, _, name = part.rpartition("/")
    relations = parse_xml(parts[f"{folder}/_rels/{name}.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    blips = [
        each.get(qn("r:embed")) for each in parse_xml(parts[part]).iter() if each.get(qn("r:embed"))
    ]
    return [parts[f"{folder}/{targets[blip].removeprefix('/word/')}"] for blip in blips]


def _png() -> bytes:
    """One black point."""
    pieces = (
        (b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\x00")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )
