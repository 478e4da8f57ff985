"""Notes are laid in files of others by a process that may be lost."""

from datetime import UTC, datetime

import pytest

from documents.annotating import annotated_isolated
from documents.comments import annotate
from documents.notes import Note, PdfNote
from documents.pdf_notes import annotate_pdf
from documents.safety.isolation import IsolationFailed
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from tests.documents.reader.pdfs import pdf, words
from validators.finding import Place

HOUR = datetime(2009, 5, 4, 10, 30, tzinfo=UTC)


def test_a_word_file_gets_the_same_notes_as_without_isolation():
    content = write(form_of("projektskitse"), Answers())
    notes = [
        Note(text="Æ\n🎉", place=Place(block=2, row=0, cell=0), evidence="Navn", rule="BUD001"),
        Note(text="Om det hele"),
    ]
    assert annotated_isolated(content, notes, HOUR) == annotate(content, notes, at=HOUR)


def test_a_pdf_gets_its_notes_on_their_pages_as_without_isolation():
    content = pdf(words(60, 100, "Udgifter"))
    notes = [
        Note(text="Æ\n🎉", place=Place(page=0), evidence="Udgifter", rule="BUD001"),
        Note(text="n"),
    ]
    on_pages = [
        PdfNote(text="Æ\n🎉", page=0, evidence="Udgifter", rule="BUD001"),
        PdfNote(text="n"),
    ]
    assert annotated_isolated(content, notes) == annotate_pdf(content, on_pages)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", pdf(b"")[:200]])
def test_a_file_the_guard_does_not_let_in_gets_none(content):
    with pytest.raises(IsolationFailed) as failed:
        annotated_isolated(content, [Note(text="n")])
    assert not failed.value.verdict.is_accepted
