"""A footnote stands in the answer that its mark does, and is lost nowhere."""

import pytest

from documents.reader.document import read
from documents.reading import Reading
from forms.path import Path
from tests.documents.reader.sketches import SECTIONS, boxes_under_headings, heading
from tests.documents.reader.test_unsettled import VISION, change, sketch
from tests.documents.reader.word_package import mark, note, word_package
from tests.documents.reader.word_xml import line, p, row, run, table

SEPARATOR = note("footnote", -1, "streg", 'w:type="separator"')


def reading(vision: str, **parts: str) -> Reading:
    return read(word_package(sketch(vision), **parts))


def told(found: Reading) -> list[str]:
    return [each.evidence for each in found.problems if each.variant == "notes"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_in_brackets_after_its_paragraph(kind: str) -> None:
    vision = p(run("Alle unge"), mark(kind, 2), run(" er med.")) + line("Og børn.")
    notes = {f"{kind}s": SEPARATOR.replace("footnote", kind) + note(kind, 2, "Under 25 år")}
    found = reading(vision, **notes)
    assert found.answers.get(VISION) == "Alle unge er med. (Under 25 år)\nOg børn."
    assert told(found) == []


def test_notes_of_like_paragraphs_each_stand_at_their_own() -> None:
    vision = p(run("Se note."), mark("footnote", 1)) + p(run("Se note."), mark("footnote", 2))
    found = reading(vision, footnotes=note("footnote", 1, "en") + note("footnote", 2, "to"))
    assert found.answers.get(VISION) == "Se note. (en)\nSe note. (to)"


def test_several_notes_of_a_paragraph_stand_in_their_order() -> None:
    vision = p(run("A"), mark("footnote", 1), run(" og B"), mark("footnote", 2))
    found = reading(vision, footnotes=note("footnote", 1, "en") + note("footnote", 2, "to"))
    assert found.answers.get(VISION) == "A og B (en) (to)"


def test_a_note_at_a_label_is_told_of_and_no_answer() -> None:
    label = p(run(f"3. {SECTIONS[2][1]}"), mark("footnote", 1))
    body = boxes_under_headings(SECTIONS[:2]) + label + line("Vi vil.")
    body += boxes_under_headings(SECTIONS[3:])
    found = read(word_package(body, footnotes=note("footnote", 1, "Skriv kort")))
    assert found.answers.get(VISION) == "Vi vil."
    assert told(found) == ["Skriv kort"]


def test_a_note_at_a_short_answer_does_not_spoil_it() -> None:
    box = table(row(p(run("Holstebro Kommune"), mark("footnote", 1))))
    body = heading(f"1. {SECTIONS[0][1]}") + box + boxes_under_headings(SECTIONS[1:])
    found = read(word_package(body, footnotes=note("footnote", 1, "Nord")))
    assert found.answers.get(Path.parse("kommune")) == "Holstebro"
    assert told(found) == ["Nord"]


def test_a_note_whose_mark_is_deleted_is_gone() -> None:
    vision = p(run("Alle."), change("del", mark("footnote", 1)))
    found = reading(vision, footnotes=note("footnote", 1, "Væk"))
    assert found.answers.get(VISION) == "Alle."
    assert told(found) == []


def test_marks_without_notes_and_notes_without_marks_say_nothing() -> None:
    found = reading(p(run("Alle."), mark("footnote", 9)), footnotes=note("footnote", 1, "Løs"))
    assert found.answers.get(VISION) == "Alle."
    assert told(found) == []


def test_hundreds_of_notes_are_read_in_no_time() -> None:
    marks = "".join(p(run("Se note."), mark("footnote", number)) for number in range(700))
    notes = "".join(note("footnote", number, "x" * 50) for number in range(700))
    text = str(reading(marks, footnotes=notes).answers.get(VISION))
    assert text.count("(x") == 500
