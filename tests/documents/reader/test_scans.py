"""Scanned pages: drawn, seen by Tesseract where it is installed, and read with little certainty."""

import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from documents.reader import scans
from documents.reader.examine_file import read_file
from documents.reader.scan_pictures import pictures_of, pictures_task
from forms.reports import report_of
from tests.documents.reader.pdfs import PICTURE, _numbered, pdf, words
from tests.documents.reader.reports import NOTE, REPORT, as_pdf

SEEN = (
    ("Projekt:", 200, 300),
    ("Mentorer", 420, 300),
    ("Beskrivelse", 200, 400),
    ("Succeskriterier", 200, 700),
    ("Vurdering", 200, 800),
    ("Unge", 200, 450),
    ("mødes", 330, 450),
    ("Flere", 200, 750),
    ("God.", 200, 850),
)


def scanned(document: bytes, dots: int = 200) -> bytes:
    """The pages of a PDF as nothing but grey pictures of themselves."""
    source = pdfium.PdfDocument(document)
    count = len(source)
    kids = b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
    ]
    for at in range(count):
        drawn = source[at].render(
            scale=dots / 72, grayscale=True, force_bitmap_format=raw.FPDFBitmap_Gray
        )
        rows = bytes(drawn.buffer)
        grey = b"".join(
            rows[row * drawn.stride : row * drawn.stride + drawn.width]
            for row in range(drawn.height)
        )
        packed, (width, height) = zlib.compress(grey), source[at].get_size()
        shown = b"q %g 0 0 %g 0 0 cm /I Do Q" % (width, height)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Resources<</XObject<</I %d 0 R>>>>"
            b"/Contents %d 0 R>>" % (width, height, 4 + 3 * at, 5 + 3 * at),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (drawn.width, drawn.height, len(packed), packed),
            b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        ]
    return _numbered(objects)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A Tesseract that does what a few lines of shell say."""

    def install(lines: str) -> None:
        made = tmp_path / "sees"
        made.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
        made.chmod(0o755)
        monkeypatch.setattr(scans, "_PROGRAM", str(made))
        monkeypatch.setattr(scans, "can_read_scans", lambda: True)

    return install


def table(words, unsure=()) -> str:
    """A shell line that writes what Tesseract would have seen, and of which words it is unsure."""
    rows = [
        "\t".join(
            [
                "5",
                "1",
                "1",
                "1",
                "1",
                "1",
                str(left),
                str(top),
                "100",
                "24",
                f"{30 if word in unsure else 90}.5",
                word,
            ]
        )
        for word, left, top in words
    ]
    told = "\\n".join(row.replace("\t", "\\t") for row in rows)
    return f"printf '{told}\\n' > \"$2.tsv\""


def test_without_tesseract_a_scanned_report_is_refused_as_before(monkeypatch) -> None:
    monkeypatch.setattr(scans, "can_read_scans", lambda: False)
    reading = read_file(pdf(PICTURE))
    assert reading.form is None
    assert [each.variant for each in reading.problems] == ["scanned"]


def test_what_was_seen_is_read_with_little_certainty_and_it_is_said(program) -> None:
    program(table(SEEN))
    reading = read_file(pdf(PICTURE))
    [effort] = report_of(reading.answers).efforts
    assert effort.name == "Mentorer"
    assert {origin.certainty for origin in reading.origins.values()} == {0.5}
    assert {origin.place.page for origin in reading.origins.values()} == {0}
    said = reading.problems[0]
    assert (said.rule, said.variant, said.evidence) == ("REA004", "scanned", "1")
    assert reading.confidence <= 0.5


@pytest.mark.parametrize("lines", ["exit 1", "true", "printf 'x' > \"$2.tsv\"", "sleep 60"])
def test_a_tesseract_that_fails_leaves_the_scan_refused(program, monkeypatch, lines: str) -> None:
    monkeypatch.setattr(scans, "_SECONDS_A_PAGE", 0.3)
    program(lines)
    reading = read_file(pdf(PICTURE))
    assert [each.variant for each in reading.problems] == ["scanned"]


def test_pages_with_text_are_not_drawn() -> None:
    drawn = pictures_of(pictures_task(pdf(PICTURE, as_page_of_text()), {}))
    assert [each.page for each in drawn] == [0]


def as_page_of_text() -> bytes:
    return b"BT /F1 10 Tf 60 700 Td (Tekst) Tj ET\n"


def test_the_lines_of_a_table_are_seen_on_a_scanned_page() -> None:
    [picture, *_] = pictures_of(pictures_task(scanned(as_pdf(NOTE)), {}))
    lying = [rule for rule in picture.rules if rule[1] == rule[3]]
    standing = [rule for rule in picture.rules if rule[0] == rule[2]]
    assert len(lying) > 5
    assert len(standing) > 5
    assert all(0 <= a <= c <= 600 and 0 <= b <= d <= 850 for a, b, c, d in picture.rules)


@pytest.mark.tesseract
def test_both_layouts_are_read_from_a_scan() -> None:
    [effort] = report_of(read_file(scanned(as_pdf(NOTE[:8]))).answers).efforts
    assert (effort.area, effort.name) == ("Uddannelse", "Brobyggere")
    told = [(each.name, each.year, each.status) for each in effort.milestones]
    assert ("Alle skoler har en brobygger", 2010, "Nej") in told
    assert len(told) == 4
    [project] = report_of(read_file(scanned(as_pdf(REPORT[4:15]))).answers).efforts
    assert (project.name, len(project.results)) == ("Mentorer", 2)


def test_an_answer_with_a_word_tesseract_is_not_sure_of_is_named(program) -> None:
    program(table(SEEN, unsure=("Flere", "God.")))
    reading = read_file(pdf(PICTURE))
    told = [each for each in reading.problems if each.variant == "misread"]
    assert {str(each.path).rpartition(".")[2] for each in told} == {"resultat", "vurdering"}
    assert all(each.place.page == 0 for each in told)
    program(table(SEEN))
    assert [each.variant for each in read_file(pdf(PICTURE)).problems].count("misread") == 0


def test_single_scanned_pages_are_seen_and_the_others_stay_certain(program) -> None:
    written = b"".join(
        words(60, 100 + 30 * at, said)
        for at, said in enumerate(("Projekt: Jobklub", "Beskrivelse: x", "Vurdering: God, tror vi"))
    )
    program(table(SEEN))
    reading = read_file(pdf(written, PICTURE))
    efforts = report_of(reading.answers).efforts
    assert [each.name for each in efforts] == ["Jobklub", "Mentorer"]
    sure = {origin.place.page: origin.certainty for origin in reading.origins.values()}
    assert sure == {0: 0.8, 1: 0.5}
    assert "REA001" not in [each.rule for each in reading.problems]


def test_a_mixed_file_whose_scans_cannot_be_seen_is_read_as_before(program) -> None:
    program("exit 1")
    written = words(60, 100, "Projekt: Jobklub") + words(60, 130, "Beskrivelse: Et værksted")
    reading = read_file(pdf(written + words(60, 160, "Vurdering: God."), PICTURE))
    assert [each.name for each in report_of(reading.answers).efforts] == ["Jobklub"]
    assert "REA001" in [each.rule for each in reading.problems]
