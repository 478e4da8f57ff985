"""An Office file that somebody signed or is to sign: nobody signed the copy without names."""

import io
import zipfile
from base64 import b64encode

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from documents.reader.document import read
from documents.safety.guard import inspect
from documents.safety.verdict import Verdict
from documents.safety.xml import parse_xml
from documents.traces.finding_traces import traces_in
from documents.traces.nameless import nameless
from documents.traces.trace import TraceKind
from documents.writer import write
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.registry import form_of
from tests.documents.traces import files

SKETCH = form_of("projektskitse")
SIGNATURES = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
TYPES = "application/vnd.openxmlformats-package.digital-signature"
SIGNED_BY = b"CN=Bo Falsk"
SIGNATURE = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">%s</Signature>'


def signed(
    content: bytes, signature: bytes = SIGNATURE % b"", signed_by: bytes = SIGNED_BY
) -> bytes:
    """The document with a signature, and the certificate of who signed, as Office lays them."""
    made = Document(io.BytesIO(content))
    package = made.part.package
    parts = {
        "origin": Part(PackURI("/_xmlsignatures/origin.sigs"), f"{TYPES}-origin", b"", package),
        "signature": Part(
            PackURI("/_xmlsignatures/sig1.xml"),
            f"{TYPES}-xmlsignature+xml",
            signature,
            package,
        ),
        "certificate": Part(
            PackURI("/_xmlsignatures/bo.cer"), f"{TYPES}-certificate", signed_by, package
        ),
    }
    owner = package
    for kind, part in parts.items():
        owner.relate_to(part, f"{SIGNATURES}/{kind}")
        owner = part
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_who_signed_a_word_file_is_gone_from_the_copy_and_its_text_is_not():
    said = answers_from_json(SKETCH, {"kommune": "Ærø", "vision": "Ny vision"})
    file = signed(write(SKETCH, said))
    assert inspect(file).verdict is Verdict.OK
    copy = nameless(file)
    with zipfile.ZipFile(io.BytesIO(file)) as before, zipfile.ZipFile(io.BytesIO(copy)) as after:
        assert {each for each in before.namelist() if "_xmlsignatures" in each}
        assert not [each for each in after.namelist() if "_xmlsignatures" in each]
        assert not any(SIGNED_BY in after.read(each) for each in after.namelist())
        assert b"digital-signature" not in after.read("_rels/.rels")
    assert read(copy).answers == said


def told_signers(file):
    return [each.text for each in traces_in(file).of(TraceKind.SIGNED)]


def test_who_signed_a_word_file_is_told_where_certificates_say_so():
    bo, ida = (files.owner_of_certificate(each, 0x0C, "utf-8") for each in ("Bo Falsk", "Ida Lund"))
    carried = SIGNATURE % (b"<X509Certificate>\n%s\n</X509Certificate>" % b64encode(ida))
    assert told_signers(signed(write(SKETCH, Answers()), carried, bo)) == ["Ida Lund", "Bo Falsk"]


@pytest.mark.parametrize(
    "signature",
    [SIGNATURE % b"", SIGNATURE % b"<X509Certificate>\xc3\xa6=</X509Certificate>", b"hvad?"],
)
def test_that_somebody_signed_is_told_where_nothing_says_who(signature):
    assert told_signers(signed(write(SKETCH, Answers()), signature)) == ["sig1.xml"]
    assert told_signers(write(SKETCH, Answers())) == []


LINE = (
    b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" style="width:192pt;height:96pt">'
    b'<o:signatureline v:ext="edit" id="{0}" o:suggestedsigner="Ib Holm" '
    b'o:suggestedsigner2="Ib Holm, leder" o:suggestedsigneremail="Ib Holm &lt;ib@x.dk&gt;" '
    b'issignatureline="t"/></v:shape>'
)
IN_WORD = b"<w:p><w:r><w:pict>%s</w:pict></w:r></w:p>" % LINE


@pytest.mark.parametrize(
    ("make", "part", "at", "line"),
    [
        (files.word, "word/document.xml", b"<w:sectPr", IN_WORD),
        (files.drawn_workbook, "xl/drawings/vmlDrawing1.vml", b"</xml>", LINE),
    ],
    ids=["word", "workbook"],
)
def test_who_is_to_sign_on_a_line_is_told_and_the_line_alone_stays(make, part, at, line):
    file = files.changed(make(), part, at, line)
    told = {each.text for each in traces_in(file).of(TraceKind.NAMED)}
    assert told >= {"Ib Holm", "Ib Holm, leder", "Ib Holm <ib@x.dk>"}
    with zipfile.ZipFile(io.BytesIO(nameless(file))) as copy:
        assert not [name for name in copy.namelist() if b"Ib Holm" in copy.read(name)]
        [left] = parse_xml(copy.read(part)).iter("{*}signatureline")
    assert left.get("issignatureline") == "t"
