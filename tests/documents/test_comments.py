"""Notes in the margin of a person's own file."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from documents.comments import annotate
from documents.notes import AUTHOR, Note
from documents.reader import names as n
from documents.reader.built import blocks_in, cells_in, rows_in
from documents.reader.document import read
from documents.safety.guard import inspect
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from validators.finding import Place

FORM = form_of("projektskitse")
VISION = "Første & <andet>ny linje 🎉 med 450.000 kr. til rest"
TEXTS = {
    "vision": "Første & <andet>\nny linje 🎉 med 450.000 kr. til rest",
    "kontaktperson.navn": "Æ Øst af den gamle skole",
}


@pytest.fixture(scope="module")
def own_file() -> bytes:
    answers = Answers({Path.parse(path): text for path, text in TEXTS.items()})
    return write(FORM, answers)


@pytest.fixture(scope="module")
def places(own_file) -> dict[str, Place]:
    """Where the answers stand, as the reader tells it."""
    return {str(path): origin.place for path, origin in read(own_file).origins.items()}


def body_of(content):
    return Document(BytesIO(content)).element.body


def text_of(content):
    return "".join(each.text or "" for each in body_of(content).iter(n.TEXT))


def a_cell_of(content):
    """The place of a cell in the last table of a file, and its text."""
    tables = [
        (at, each) for at, each in enumerate(blocks_in(body_of(content))) if each.tag == n.TABLE
    ]
    block, table = tables[-1]
    row = next(iter(rows_in(table)))
    cell = next(iter(cells_in(row)))
    return Place(block=block, row=0, cell=0), "".join(t.text or "" for t in cell.iter(n.TEXT))


def commented_text(content, number):
    """The text between the marks of a comment."""
    inside, text = False, ""
    for element in body_of(content).iter():
        if element.tag == n.w("commentRangeStart") and element.get(n.w("id")) == str(number):
            inside = True
        elif element.tag == n.w("commentRangeEnd") and element.get(n.w("id")) == str(number):
            inside = False
        elif inside and element.tag == n.TEXT:
            text += element.text or ""
    return text


def test_a_note_stands_at_its_cell_by_us_and_leaves_the_text_alone(own_file):
    place, text = a_cell_of(own_file)
    copy = annotate(own_file, [Note(text="Summen passer ikke.\nRet den.", place=place)])
    (comment,) = Document(BytesIO(copy)).comments
    assert (comment.author, comment.text) == (AUTHOR, "Summen passer ikke.\nRet den.")
    assert commented_text(copy, comment.comment_id) == text
    assert text_of(copy) == text_of(own_file)


def test_a_note_without_a_place_stands_at_the_beginning(own_file):
    copy = annotate(own_file, [Note(text="Om det hele"), Note(text="Også", place=Place(page=2))])
    assert [each.text for each in Document(BytesIO(copy)).comments] == ["Om det hele", "Også"]
    assert text_of(copy) == text_of(own_file)


@pytest.mark.parametrize(
    "place",
    [Place(block=10**9), Place(block=0, row=7), Place(block=0, row=0, cell=99), Place(block=-1)],
)
def test_a_place_the_file_does_not_have_takes_the_nearest_there_is(own_file, place):
    copy = annotate(own_file, [Note(text="n", place=place)])
    assert len(list(body_of(copy).iter(n.w("commentReference")))) == 1


def test_without_notes_the_text_and_the_parts_are_the_same(own_file):
    copy = annotate(own_file, [])
    assert text_of(copy) == text_of(own_file)
    kept = set(ZipFile(BytesIO(own_file)).namelist())
    assert kept <= set(ZipFile(BytesIO(copy)).namelist())


def test_notes_are_added_to_those_that_others_made(own_file):
    document = Document(BytesIO(own_file))
    theirs = document.comments.add_comment(text="Vores egen", author="Sagsbehandler")
    file = BytesIO()
    document.save(file)
    copy = annotate(file.getvalue(), [Note(text="n", place=Place(block=0))])
    comments = list(Document(BytesIO(copy)).comments)
    assert [each.author for each in comments] == ["Sagsbehandler", AUTHOR]
    assert comments[1].comment_id != theirs.comment_id


def test_the_hour_is_the_given_one_or_none(own_file):
    note, hour = [Note(text="n")], datetime(2009, 5, 4, 10, 30, tzinfo=UTC)
    (dated,) = Document(BytesIO(annotate(own_file, note, at=hour))).comments
    (undated,) = Document(BytesIO(annotate(own_file, note))).comments
    assert dated.timestamp == hour
    assert undated.timestamp is None


def test_the_copy_passes_the_guard_and_control_characters_do_no_harm(own_file):
    copy = annotate(own_file, [Note(text="a\x00\ud800 <b> & \ufffe")])
    assert inspect(copy).is_accepted
    assert [each.text for each in Document(BytesIO(copy)).comments] == ["a <b> & "]


@pytest.mark.parametrize(
    ("path", "evidence", "marked"),
    [
        ("vision", "Første", "Første"),
        ("vision", "til rest", "til rest"),
        ("vision", "<andet> ny", "<andet>ny"),
        ("vision", "450.000 ≠ 500.000", "450.000"),
        ("vision", "angivet 450.000 kr.; 100 + 200 = 300", "450.000"),
        ("vision", "0.000", VISION),
        ("kontaktperson.navn", "Øst af", "Æ Øst af den gamle skole"),
    ],
)
def test_the_words_of_the_evidence_are_marked_else_the_whole_answer(
    own_file, places, path, evidence, marked
):
    copy = annotate(own_file, [Note(text="n", place=places[path], evidence=evidence)])
    assert commented_text(copy, 0) == marked
    assert text_of(copy) == text_of(own_file)


def test_words_that_overlap_are_marked_each_by_itself_and_the_answers_read_as_before(
    own_file, places
):
    told = (
        "med 450.000",
        "450.000 kr. til",
        "🎉 med",
        "rest",
        "kr. til rest",
        "med 450.000",
        "450.000",
    )
    notes = [Note(text=each, place=places["vision"], evidence=each) for each in told]
    copy = annotate(own_file, notes)
    assert [commented_text(copy, number) for number in range(len(told))] == list(told)
    assert read(copy).answers == read(own_file).answers
    assert read(copy).origins == read(own_file).origins


def test_formatting_is_the_same_on_both_sides_of_a_mark():
    document = Document()
    run = document.add_paragraph("før ").add_run("midt i det fede")
    run.bold = True
    run.add_tab()
    run.add_text("efter")
    file = BytesIO()
    document.save(file)
    copy = annotate(file.getvalue(), [Note(text="n", place=Place(block=0), evidence="i det")])
    (paragraph,) = Document(BytesIO(copy)).paragraphs
    said = [(each.text, each.bold) for each in paragraph.runs if each.text]
    assert said == [("før ", None), ("midt ", True), ("i det", True), (" fede\tefter", True)]


def test_words_in_a_text_box_are_no_place_for_a_comment():
    document = Document()
    paragraph = document.add_paragraph("Uden for")
    box = paragraph.add_run()._r.makeelement(n.TEXT_BOX)
    paragraph.add_run()._r.append(box)
    inner = box.makeelement(n.PARAGRAPH)
    box.append(inner)
    file = BytesIO()
    document.save(file)
    copy = annotate(file.getvalue(), [Note(text="n", place=Place(block=0))])
    (within,) = body_of(copy).iter(n.TEXT_BOX)
    assert next(within.iter(n.w("commentRangeEnd")), None) is None


def test_the_same_notes_give_the_same_bytes_whatever_the_hour(own_file):
    copy = annotate(own_file, [Note(text="n")])
    hours = {entry.date_time for entry in ZipFile(BytesIO(copy)).infolist()}
    assert hours == {(1980, 1, 1, 0, 0, 0)}
    assert annotate(own_file, [Note(text="n")]) == copy


def test_the_rule_is_the_first_word_of_its_comment(own_file):
    copy = annotate(own_file, [Note(text="Fejl: Ret den.", rule="BUD001")])
    assert [each.text for each in Document(BytesIO(copy)).comments] == ["BUD001 · Fejl: Ret den."]


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copy_and_keeps_text_and_notes_at_their_words(
    own_file, places, tmp_path, save_as
):
    told = {"Æ Øst af den gamle skole": "kontaktperson.navn", "450.000": "vision"}
    place, cell = a_cell_of(own_file)
    notes = [Note(text=word, place=places[at], evidence=word) for word, at in told.items()]
    notes += [Note(text="Ret summen", place=place)]
    (tmp_path / "in.docx").write_bytes(annotate(own_file, notes))
    (tmp_path / "plain.docx").write_bytes(own_file)
    saved, plain = save_as("docx", [tmp_path / "in.docx", tmp_path / "plain.docx"])
    kept = saved.read_bytes()
    assert text_of(kept) == text_of(plain.read_bytes())
    comments = {each.text: each for each in Document(str(saved)).comments}
    assert {each.author for each in comments.values()} == {AUTHOR}
    marked = {text: commented_text(kept, each.comment_id) for text, each in comments.items()}
    assert marked == {**{word: word for word in told}, "Ret summen": cell}
