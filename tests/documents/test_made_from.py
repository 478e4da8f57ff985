"""What a generated file was made from, read as from a stranger."""

import pytest

from documents.made_from import fingerprint_isolated, made_from, made_from_isolated
from documents.reader.document import read
from documents.sheets.naming import fingerprint
from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.answers import Answers
from forms.exchange import json_by_path
from forms.registry import all_forms, form_of
from tests.documents.sheets.example_budgets import BUDGET, budget
from tests.documents.test_passport import ANSWERS, SKETCH, rezipped
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

_DATA = "customXml/item1.xml"


def _with_data(change):
    return rezipped(
        write(SKETCH, ANSWERS),
        lambda name, content: (name, change(content) if name == _DATA else content),
    )


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
def test_a_file_knows_what_it_was_made_from(form):
    answers = typed_answers(form, SOUND_ANSWERS[form.id])
    assert made_from(write(form, answers), form) == answers


def test_a_blank_file_was_made_from_nothing():
    assert made_from(write(SKETCH, Answers()), SKETCH) == Answers()


def test_what_is_written_in_the_file_later_does_not_change_it():
    def type_in(name, content):
        is_body = name == "word/document.xml"
        return (name, content.replace(b"Alle unge i byen", b"Ingen") if is_body else content)

    typed = rezipped(write(SKETCH, ANSWERS), type_in)
    assert read(typed).answers != ANSWERS
    assert made_from(typed, SKETCH) == ANSWERS


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"Alle unge i byen", b"Ingen unge i byen"),
        lambda data: data.replace(b'sti="vision"', b'sti="vision["'),
        lambda data: data.replace(b'sti="vision"', b'sti="findes.ikke"'),
        lambda data: data.replace(b'sti="vision"', b'sti="udgifter.poster"'),
        lambda data: data.replace(b'version="2009"', b'version="1999"'),
        lambda data: b"<andet/>",
        lambda data: b"not xml",
    ],
    ids=["changed", "no path", "no field", "a group", "another version", "other xml", "no xml"],
)
def test_data_that_is_not_as_we_wrote_it_tells_nothing(change):
    assert made_from_isolated(_with_data(change), SKETCH) is None


def test_a_file_of_another_form_tells_nothing():
    other = form_of("milepaelsplan")
    assert made_from(write(other, Answers()), SKETCH) is None


def test_a_workbook_tells_the_fingerprint_of_its_answers():
    kept = json_by_path(BUDGET, budget())
    assert fingerprint_isolated(write_workbook(BUDGET, budget())) == fingerprint(kept)
    assert fingerprint(dict(reversed(kept.items()))) == fingerprint(kept)
    other = budget({"poster[0].tekst": "en anden"})
    assert fingerprint_isolated(write_workbook(BUDGET, other)) != fingerprint(kept)


@pytest.mark.parametrize(
    "property_part",
    [b"<x/>", b"no xml", b'<P><property name="TilsagnSvar"/></P>', "<P>æ</P>".encode()],
)
def test_a_workbook_with_an_odd_property_tells_none(property_part):
    def change(name, content):
        return name, property_part if name == "docProps/custom.xml" else content

    file = rezipped(write_workbook(BUDGET, budget()), change)
    assert fingerprint_isolated(file) == ""


def test_a_fingerprint_is_no_longer_than_one():
    def change(name, content):
        is_property = name == "docProps/custom.xml"
        mark = fingerprint(json_by_path(BUDGET, budget())).encode()
        return name, content.replace(mark, "æ".encode() * 99_999) if is_property else content

    file = rezipped(write_workbook(BUDGET, budget()), change)
    assert fingerprint_isolated(file) == "?" * 64
