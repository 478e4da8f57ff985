"""A PDF read as the document it was printed from."""

import pytest

from documents.reader.document import read
from documents.reader.lines import lines_of
from documents.reader.pdf_file import open_pdf_file
from documents.reader.pdf_page import Box, Text
from documents.reader.pdf_text import margin_key
from documents.reader.text import text_of
from documents.safety.verdict import Refused
from forms.path import Path
from forms.registry import form_of
from tests.documents.reader.pdfs import PICTURE, frame, pdf, rule, sketch_pages, words
from validators.finding import Place, Severity

SKETCH, SUB_AGREEMENT = form_of("projektskitse"), form_of("delaftale")
FULL = "Beboerne i kvarteret skal kunne bruge huset hver dag, og de skal have lyst til at"


def told(data: bytes) -> list[str]:
    return [line.text for line in lines_of(open_pdf_file(data).body)]


def lines(*said: str, top: float = 100, step: float = 13) -> bytes:
    return b"".join(words(60, top + step * number, each) for number, each in enumerate(said))


def test_lines_broken_for_want_of_room_are_one_paragraph():
    assert told(pdf(lines(FULL, "blive der.", "Næste afsnit."))) == [
        f"{FULL} blive der.",
        "Næste afsnit.",
    ]


def test_more_room_between_lines_makes_a_new_paragraph():
    drawn = words(60, 100, FULL) + words(60, 126, "blive der.")
    assert told(pdf(drawn)) == [FULL, "blive der."]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("aktivi-", "teter", "aktiviteter"),
        ("15-29-", "årige", "15-29-årige"),
        ("børne-", "og ungeområdet", "børne- og ungeområdet"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_whole(first: str, second: str, whole: str):
    long = FULL + " og være med i"
    data = pdf(lines(f"{long} {first}", second, long + " det hele"))
    assert told(data)[0] == f"{long} {whole}"


def test_items_stand_each_alone_without_their_bullets():
    body = open_pdf_file(pdf(lines("• Cykler", "• Lektier"))).body
    assert [(line.text, line.is_item) for line in lines_of(body)] == [
        ("Cykler", True),
        ("Lektier", True),
    ]


def test_what_stands_in_the_margin_of_every_page_is_no_text():
    pages = [
        words(60, 30, "Ansøgning 2009")
        + words(60, 300, f"Tekst {n}")
        + words(290, 815, f"Side {n}")
        for n in range(1, 5)
    ]
    assert told(pdf(*pages)) == ["Tekst 1", "Tekst 2", "Tekst 3", "Tekst 4"]


def test_cells_are_seen_where_lines_part_them():
    drawn = frame((60, 200, 340), (100, 130, 160))
    drawn += words(70, 120, "Navn") + words(210, 120, "Beløb")
    drawn += words(70, 150, "Løn") + words(210, 150, "100.000")
    spots = [(line.text, line.place.row, line.place.cell) for line in _lines(pdf(drawn))]
    assert spots == [("Navn", 0, 0), ("Beløb", 0, 1), ("Løn", 1, 0), ("100.000", 1, 1)]


def test_a_cell_no_line_parts_is_one():
    drawn = rule(60, 100, 340, 100) + rule(200, 130, 340, 130) + rule(60, 160, 340, 160)
    drawn += rule(60, 100, 60, 160) + rule(200, 100, 200, 160) + rule(340, 100, 340, 160)
    drawn += words(70, 120, "Mål") + words(210, 120, "Første") + words(210, 150, "Anden")
    [table] = open_pdf_file(pdf(drawn)).body
    cells = [[text_of(cell) for cell in row.iterchildren()] for row in table.iterchildren()]
    assert cells == [["Mål", "Første"], ["", "Anden"]]
    assert len(list(table.iter("{*}vMerge"))) == 2


def test_a_table_over_two_pages_is_one_without_its_repeated_head():
    head = words(70, 120, "Navn") + words(210, 120, "Beløb")
    pages = [
        frame((60, 200, 340), (100, 130, 160)) + head + words(70, 150, each) + words(210, 150, "1")
        for each in ("Løn", "Husleje")
    ]
    read_as = open_pdf_file(pdf(*pages))
    [table] = read_as.body
    assert [text_of(row) for row in table.iterchildren()] == ["Navn\nBeløb", "Løn\n1", "Husleje\n1"]
    assert [read_as.placed(Place(block=0, row=row)).page for row in range(3)] == [0, 0, 1]


def test_a_row_cut_by_the_end_of_a_page_is_whole():
    grid = frame((60, 200, 540), (100, 400))
    first = grid + words(70, 390, "Flere i job") + words(210, 390, "Andel, der er i gang med")
    second = grid + words(210, 112, "en uddannelse")
    [table] = open_pdf_file(pdf(first, second)).body
    [row] = table.iterchildren()
    assert [text_of(cell) for cell in row.iterchildren()] == [
        "Flere i job",
        "Andel, der er i gang med\nen uddannelse",
    ]


def test_an_empty_row_at_the_top_of_a_page_stays_a_row():
    first = frame((60, 200, 340), (100, 130)) + words(70, 120, "Løn") + words(210, 120, "1")
    second = frame((60, 200, 340), (100, 130, 160)) + words(70, 150, "Husleje")
    [table] = open_pdf_file(pdf(first, second)).body
    assert [text_of(row).strip() for row in table.iterchildren()] == ["Løn\n1", "", "Husleje"]


def test_what_is_framed_inside_a_cell_is_said_once():
    drawn = frame((60, 540), (100, 300)) + frame((80, 300), (150, 200))
    assert told(pdf(drawn + words(90, 180, "Vigtigt"))) == ["Vigtigt"]


def test_a_sketch_is_read_by_its_headings_and_its_answers_placed_by_page():
    reading = read(pdf(*sketch_pages()))
    assert reading.form is SKETCH
    vision = Path.parse("vision")
    number = next(each.number for each in SKETCH.sections if each.id == "vision")
    assert reading.answers.get(vision) == f"Svar nummer {number} står her."
    assert reading.origins[vision].place == Place(page=0)
    comments = Path.parse("kommentarer")
    assert reading.origins[comments].place == Place(page=2)


def test_what_was_typed_in_fields_is_read_where_they_stand():
    drawn = b"".join(sketch_pages()).replace(b"Svar nummer", b"-")
    filled = pdf(drawn, fields={"Typed in a field": (60, 115)})
    assert "Typed in a field" in told(filled)


def test_scanned_pages_are_named():
    reading = read(pdf(*sketch_pages(), PICTURE, PICTURE))
    assert reading.form is SKETCH
    [problem] = [each for each in reading.problems if each.rule == "REA001"]
    assert (problem.severity, problem.evidence) == (Severity.WARNING, "4, 5")
    assert problem.place == Place(page=3)


def test_a_pdf_that_is_scanned_whole_cannot_be_read():
    [problem] = read(pdf(PICTURE, PICTURE)).problems
    assert (problem.rule, problem.severity, problem.evidence) == ("REA001", Severity.ERROR, "1, 2")


def test_a_pdf_of_nothing_cannot_be_read():
    [problem] = read(pdf(b"")).problems
    assert (problem.rule, problem.variant) == ("REA001", "no_text")


def test_a_page_with_too_much_on_it_is_refused():
    with pytest.raises(Refused):
        read(pdf(rule(60, 100, 340, 100) * 60_000))


def _lines(data: bytes):
    return lines_of(open_pdf_file(data).body)


def test_a_page_without_a_height_has_no_margins():
    line = Text(words="Side 1", box=Box(left=0, top=5, right=9, bottom=9))
    assert (margin_key(line, 842), margin_key(line, 0)) == ("overSide #", "")
