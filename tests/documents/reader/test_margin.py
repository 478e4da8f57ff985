"""Comments that come back with a file: whose they are, what they are about, whether resolved."""

import io

import pytest
from docx import Document

from documents.comments import annotate
from documents.notes import Note
from documents.reader.margin import MOST_NOTES, MarginNote, margin_notes, margin_notes_isolated
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import Verdict
from tests.documents.reader.sketches import word_file
from tests.documents.reader.word_package import comment, commented, thread, word_package
from tests.documents.reader.word_xml import line, p, row, run, table
from validators.finding import Place

FIRST, SECOND, THIRD = "00000A01", "00000A02", "00000A03"


def single(body: str, **parts: str) -> MarginNote:
    [found] = margin_notes(word_package(body, **parts))
    return found


def test_a_file_without_comments_has_none() -> None:
    assert margin_notes(word_file(line("Ja"))) == ()


def test_a_note_of_ours_is_known_with_its_rule_and_place() -> None:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("Titel")
    document.add_table(rows=2, cols=2).rows[1].cells[0].text = "Vi vil alt."
    document.save(file)
    place = Place(block=1, row=1, cell=0)
    note = Note(text="Fejl TXT003. Skriv det.\nRet det.", place=place, rule="TXT003")
    [found] = margin_notes(annotate(file.getvalue(), [note]))
    assert (found.rule, found.place, found.is_ours, found.is_resolved) == (
        "TXT003",
        place,
        True,
        False,
    )
    assert "Ret det." in found.text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("REQ001 · Udfyld", "REQ001"),
        ("Fejl BUD001. Beløbet", "BUD001"),
        ("XXX999 og siden REQ001", "REQ001"),
        ("REQ0011", None),
        ("Udfyld feltet", None),
    ],
)
def test_the_rule_is_the_one_the_text_names(text: str, rule: str | None) -> None:
    body = p(commented(run("a"), 0))
    assert single(body, comments=comment(0, text, author="Tilsagn")).rule == rule


def test_a_note_of_another_has_no_rule() -> None:
    found = single(p(commented(run("a"), 0)), comments=comment(0, "Se REQ001"))
    assert (found.author, found.is_ours, found.rule) == ("Bo Falsk", False, None)


@pytest.mark.parametrize(("done", "is_resolved"), [("1", True), ("true", True), ("0", False)])
def test_a_note_is_resolved_when_word_says_so(done: str, is_resolved: bool) -> None:
    found = single(
        p(commented(run("a"), 0)),
        comments=comment(0, "Ret", paragraph=FIRST),
        commentsExtended=thread(FIRST, done=done),
    )
    assert found.is_resolved is is_resolved


def test_answers_belong_to_the_note_their_thread_began_with() -> None:
    found = single(
        p(commented(commented(commented(run("a"), 2), 1), 0)),
        comments=comment(0, "Ret", paragraph=FIRST)
        + comment(1, "Gjort", paragraph=SECOND)
        + comment(2, "Tak", paragraph=THIRD),
        commentsExtended=thread(FIRST, done="1")
        + thread(SECOND, parent=FIRST, done="1")
        + thread(THIRD, parent=SECOND),
    )
    assert (found.text, found.replies, found.is_resolved) == ("Ret", ("Gjort", "Tak"), True)


def test_a_note_of_several_paragraphs_is_known_by_its_last() -> None:
    said = (
        '<w:comment w:id="0" w:author="A"><w:p w14:paraId="01"><w:r><w:t>En</w:t></w:r></w:p>'
        '<w:p w14:paraId="02"><w:r><w:t>to</w:t></w:r></w:p></w:comment>'
    )
    found = single(
        p(commented(run("a"), 0)), comments=said, commentsExtended=thread("02", done="1")
    )
    assert (found.text, found.is_resolved) == ("En\nto", True)


def test_threads_that_go_in_circles_come_to_an_end() -> None:
    notes = margin_notes(
        word_package(
            p(commented(run("a"), 0)),
            comments=comment(0, "a", paragraph=FIRST) + comment(1, "b", paragraph=SECOND),
            commentsExtended=thread(FIRST, parent=SECOND) + thread(SECOND, parent=FIRST),
        )
    )
    assert len(notes) <= 2


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (line("Titel") + p(commented(run("a"), 0)), Place(block=1)),
        (line("Titel") + '<w:commentRangeStart w:id="0"/>' + line("a"), Place(block=1)),
        (
            table(row(line("a"), p(commented(run("b"), 0)))) + line("c"),
            Place(block=0, row=0, cell=1),
        ),
        (
            line("a") + p(run("b"), '<w:r><w:commentReference w:id="0"/></w:r>'),
            Place(block=1),
        ),
        (line("a"), Place()),
        (line("a") + '<w:commentRangeStart w:id="0"/>', Place()),
    ],
)
def test_a_note_stands_where_what_it_is_about_begins(body: str, place: Place) -> None:
    assert single(body, comments=comment(0, "Se")).place == place


def test_a_note_outlives_the_deletion_of_its_words() -> None:
    body = p(run("b"), f"<w:del>{commented('<w:r><w:delText>a</w:delText></w:r>', 0)}</w:del>")
    assert single(body, comments=comment(0, "Se")).place == Place(block=0)


def test_notes_are_few_enough_and_short_enough() -> None:
    texts = ["x" * 6_000, *["x"] * (MOST_NOTES + 100)]
    many = "".join(comment(number, text) for number, text in enumerate(texts))
    notes = margin_notes(word_package(line("a"), comments=many))
    assert len(notes) == MOST_NOTES
    assert len(notes[0].text) == 5_000


def test_a_pdf_has_no_notes_that_are_read() -> None:
    assert margin_notes(b"%PDF-1.4\n") == ()


def test_notes_are_the_same_from_a_process_of_its_own() -> None:
    data = word_package(
        p(commented(run("a"), 0)),
        comments=comment(0, "REQ001 · Æ", author="Tilsagn", paragraph=FIRST)
        + comment(1, "Ok", paragraph=SECOND),
        commentsExtended=thread(FIRST, done="1") + thread(SECOND, parent=FIRST),
    )
    assert margin_notes_isolated(data) == margin_notes(data)


def test_a_damaged_file_fails_with_a_verdict() -> None:
    with pytest.raises(IsolationFailed) as failed:
        margin_notes_isolated(b"PK\x03\x04 nej")
    assert failed.value.verdict is Verdict.DAMAGED


def test_a_note_of_python_docx_is_read() -> None:
    document = Document()
    runs = document.add_paragraph("Vi vil alt.").runs
    document.add_comment(runs, text="Hvad?", author="Ida Prøve")
    file = io.BytesIO()
    document.save(file)
    [found] = margin_notes(file.getvalue())
    assert (found.author, found.text, found.replies) == ("Ida Prøve", "Hvad?", ())
    assert found.place == Place(block=0)
