"""A Word file that somebody signed digitally: the copy without names is signed by nobody."""

import io
import zipfile

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from documents.reader.document import read
from documents.safety.guard import inspect
from documents.safety.verdict import Verdict
from documents.traces.nameless import nameless
from documents.writer import write
from forms.exchange import answers_from_json
from forms.registry import form_of

SKETCH = form_of("projektskitse")
SIGNATURES = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
TYPES = "application/vnd.openxmlformats-package.digital-signature"
SIGNED_BY = b"CN=Bo Falsk"


def signed(content: bytes) -> bytes:
    """The document with a signature, and the certificate of who signed, as Office lays them."""
    made = Document(io.BytesIO(content))
    package = made.part.package
    parts = {
        "origin": Part(PackURI("/_xmlsignatures/origin.sigs"), f"{TYPES}-origin", b"", package),
        "signature": Part(
            PackURI("/_xmlsignatures/sig1.xml"),
            f"{TYPES}-xmlsignature+xml",
            b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>',
            package,
        ),
        "certificate": Part(
            PackURI("/_xmlsignatures/bo.cer"), f"{TYPES}-certificate", SIGNED_BY, package
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
