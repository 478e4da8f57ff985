"""Notes in the margin of a person's own file."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from documents.comments import AUTHOR, Note, annotate
from documents.reader import names as n
from documents.reader.places import blocks_in, cells_in, rows_in
from documents.safety.guard import inspect
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from validators.finding import Place

TEXTS = {"vision": "Første & <andet>\nny linje 🎉", "kontaktperson.navn": "Æ Øst"}


@pytest.fixture(scope="module")
def own_file() -> bytes:
    answers = Answers({Path.parse(path): text for path, text in TEXTS.items()})
    return write(form_of("projektskitse"), answers)


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


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copy_and_keeps_the_notes(own_file, tmp_path, save_as):
    place, _ = a_cell_of(own_file)
    (tmp_path / "in.docx").write_bytes(annotate(own_file, [Note(text="Ret summen", place=place)]))
    (saved,) = save_as("docx", [tmp_path / "in.docx"])
    kept = Document(str(saved))
    assert [(each.author, each.text) for each in kept.comments] == [(AUTHOR, "Ret summen")]
