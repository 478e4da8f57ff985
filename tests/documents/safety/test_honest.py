"""Files made by the programs people use are let in."""

import io
import struct
import zlib
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from documents.safety.guard import inspect
from documents.safety.package import read_package
from documents.safety.verdict import Verdict
from documents.safety.xml import parse_xml
from tests.documents.conftest import SaveAs
from tests.documents.safety.attack import compound_file


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">L", len(content)) + name + content + struct.pack(">L", checksum)


PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">2L5B", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(bytes(4)))
    + _chunk(b"IEND", b"")
)


@pytest.fixture(scope="module")
def ordinary() -> bytes:
    """A document with what a case worker's documents have."""
    document = docx.Document()
    document.add_heading("Projektskitse", level=1)
    document.add_paragraph("Vi vil skabe trygge rammer & fællesskab <her>.")
    table = document.add_table(rows=30, cols=4)
    table.cell(0, 0).merge(table.cell(0, 3)).text = "Budget"
    table.cell(1, 0).merge(table.cell(20, 0)).text = "Mål"
    document.add_picture(io.BytesIO(PIXEL), width=Cm(1))
    document.sections[0].header.paragraphs[0].text = "Kommunen"
    paragraph = document.add_paragraph("Se også ")
    document.add_comment(paragraph.runs, text="Husk bilag", author="Sagsbehandler")
    document.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_file_of_python_docx_is_ok(ordinary: bytes) -> None:
    assert inspect(ordinary).verdict is Verdict.OK


def test_what_the_guard_lets_in_can_be_read_with_the_same_rules(ordinary: bytes) -> None:
    parts = read_package(ordinary)

    assert all(
        parse_xml(content) is not None
        for name, content in parts.items()
        if name.endswith((".xml", ".rels"))
    )


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("docx", Verdict.OK),
        ("odt", Verdict.TEMPLATE_OR_OTHER_OFFICE),
        ("doc", Verdict.WRONG_TYPE),
        ("rtf", Verdict.WRONG_TYPE),
        ("pdf", Verdict.OK),
        ("html", Verdict.WRONG_TYPE),
        ("dotx", Verdict.TEMPLATE_OR_OTHER_OFFICE),
    ],
)
def test_what_libreoffice_saves_is_told_apart(
    ordinary: bytes, tmp_path: Path, save_as: SaveAs, kind: str, verdict: Verdict
) -> None:
    source = tmp_path / "kilde.docx"
    source.write_bytes(ordinary)
    (saved,) = save_as(kind, [source])
    assert inspect(saved.read_bytes()).verdict is verdict


def test_an_old_office_file_is_never_taken_for_a_locked_one() -> None:
    assert inspect(compound_file("WordDocument")).verdict is Verdict.WRONG_TYPE
