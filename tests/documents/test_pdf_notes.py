"""Notes on the pages of a person's own PDF."""

import subprocess
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject, RectangleObject

from documents.notes import AUTHOR, PdfNote
from documents.pdf_notes import annotate_pdf
from documents.safety.guard import inspect
from documents.safety.verdict import Refused, Verdict
from tests.documents.reader.pdfs import HEIGHT, WIDTH, pdf, words

LINE = 300
PAGES = (
    words(60, LINE, "Udgifter i alt 5.000.000 kr. til det hele", 12),
    words(60, 100, "Side to har en kom-", 12) + words(60, 115, "mune med øl & brød", 12),
)


@pytest.fixture(scope="module")
def own_file() -> bytes:
    return pdf(*PAGES)


def text_of(content):
    document = pdfium.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def notes_of(content, page=0):
    listed = PdfReader(BytesIO(content)).pages[page].get("/Annots", ())
    return [each.get_object() for each in listed]


def stickers_of(content, page=0):
    return [each for each in notes_of(content, page) if each["/Subtype"] == "/Text"]


def places_of(stickers):
    return [tuple(float(side) for side in each["/Rect"]) for each in stickers]


def turned(content, degrees):
    writer = PdfWriter(clone_from=BytesIO(content))
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(degrees)
        page[NameObject("/CropBox")] = RectangleObject((40, 30, WIDTH, HEIGHT))
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_note_stands_beside_its_words_by_us_and_leaves_the_text_alone(own_file):
    note = PdfNote(text="Fejl: Ret summen.\nHer.", page=0, evidence="5.000.000", rule="BUD001")
    copy = annotate_pdf(own_file, [note])
    (sticker,) = stickers_of(copy)
    assert (sticker["/T"], sticker["/Contents"]) == (AUTHOR, "BUD001 · Fejl: Ret summen.\nHer.")
    [(left, bottom, right, top)] = places_of([sticker])
    assert bottom < HEIGHT - LINE + 20
    assert top > HEIGHT - LINE - 10
    assert WIDTH - 40 < left < right < WIDTH
    assert text_of(copy) == text_of(own_file)
    assert inspect(copy).is_accepted


def test_the_words_of_the_evidence_are_highlighted(own_file):
    copy = annotate_pdf(own_file, [PdfNote(text="n", page=0, evidence="5.000.000 ≠ 400")])
    (mark,) = [each for each in notes_of(copy) if each["/Subtype"] == "/Highlight"]
    document = pdfium.PdfDocument(copy)
    left, bottom, right, top = (float(side) for side in mark["/Rect"])
    said = document[0].get_textpage().get_text_bounded(left, bottom, right, top)
    document.close()
    assert said.strip() == "5.000.000"
    assert mark["/IRT"]["/NM"] == stickers_of(copy)[0]["/NM"]


def test_a_note_without_a_page_or_of_one_there_is_not_stands_on_the_first(own_file):
    notes = [PdfNote(text="a"), PdfNote(text="b", page=9), PdfNote(text="c", page=1, evidence="?")]
    copy = annotate_pdf(own_file, notes)
    assert [each["/Contents"] for each in stickers_of(copy)] == ["a", "b"]
    assert [each["/Contents"] for each in stickers_of(copy, 1)] == ["c"]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_many_notes_cover_neither_each_other_nor_leave_the_page_however_it_is_turned(
    own_file, degrees
):
    notes = [PdfNote(text=f"{n}", page=0, evidence="i alt" if n % 2 else "") for n in range(80)]
    content = turned(own_file, degrees)
    copy = annotate_pdf(content, notes)
    places = places_of(stickers_of(copy))
    assert len(places) == len(set(places)) == 80
    for number, (left, bottom, right, top) in enumerate(places):
        assert 40 <= left < right <= WIDTH
        assert 30 <= bottom < top <= HEIGHT
        for other in places[number + 1 :]:
            assert right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom
    assert text_of(copy) == text_of(content)


def test_a_word_that_the_line_broke_is_found_whole(own_file):
    copy = annotate_pdf(own_file, [PdfNote(text="n", page=1, evidence="en  kommune med")])
    _, mark = notes_of(copy, 1)
    assert len(mark["/QuadPoints"]) == 2 * 8


def test_notes_are_added_to_what_the_page_had():
    content = pdf(PAGES[0], fields={"Æ Øst": (60, 60)})
    copy = annotate_pdf(content, [PdfNote(text="n", page=0)])
    assert [each["/Subtype"] for each in notes_of(copy)] == ["/Widget", "/Text"]


def test_the_same_notes_give_the_same_bytes_without_a_trace_of_the_hour(own_file):
    notes = [PdfNote(text="n", page=0, evidence="i alt"), PdfNote(text="m")]
    copy = annotate_pdf(own_file, notes)
    assert annotate_pdf(own_file, notes) == copy
    assert b"/CreationDate" not in copy
    assert b"/M (" not in copy


def test_control_characters_do_no_harm(own_file):
    copy = annotate_pdf(own_file, [PdfNote(text="a\x00\ud800 (b) \\ \ufffe 🎉")])
    assert stickers_of(copy)[0]["/Contents"] == "a (b) \\  🎉"


def locked(content):
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("spoil", "verdict"),
    [
        (lambda content: content[: len(content) // 2], Verdict.DAMAGED),
        (lambda content: b"%PDF-1.7\n" + b"x" * 999, Verdict.DAMAGED),
        (
            lambda content: content.replace(
                b"/Count 2/Kids[6 0 R 8 0 R]", b"/Count 0/Kids[]" + b" " * 11
            ),
            Verdict.DAMAGED,
        ),
        (locked, Verdict.PASSWORD),
    ],
)
def test_a_file_that_takes_no_notes_is_refused(own_file, spoil, verdict):
    with pytest.raises(Refused) as refused:
        annotate_pdf(spoil(own_file), [PdfNote(text="n", page=0)])
    assert refused.value.verdict is verdict


@pytest.mark.poppler
def test_other_programs_read_the_copy_without_complaint(own_file, tmp_path):
    notes = [PdfNote(text="Ret summen", page=0, evidence="5.000.000")]
    (tmp_path / "in.pdf").write_bytes(annotate_pdf(own_file, notes))
    command = ["pdftotext", "-enc", "UTF-8", "in.pdf", "-"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert told.stderr == b""
    assert "5.000.000" in told.stdout.decode()
