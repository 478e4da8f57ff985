"""A document of ours is read after an editor has taken its marks, one kind after another."""

import copy
import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from documents.found_by import FoundBy
from documents.reader import names as n
from documents.reader.built import cells_in
from documents.reader.marked import read_marked
from documents.safety.xml import parse_xml
from documents.writer import write
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path
from forms.registry import form_of
from validators.examples import typed_answers

SKETCH = form_of("projektskitse@2009")
NAME, VISION = Path.parse("kontaktperson.navn"), Path.parse("vision")
COST = Path.parse("udgifter.poster[0].tekst")
ADDED = Path.parse("udgifter.poster[1].tekst")
FILLED = Answers({NAME: "Åse", VISION: "En\n\nto", COST: "Løn"})


def body_of(answers: Answers, form: FormDefinition = SKETCH) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write(form, answers))) as archive:
        body = parse_xml(archive.read("word/document.xml")).find(n.BODY)
    assert body is not None
    return body


def drop(body: etree._Element, name: str) -> None:
    for each in list(body.iter(n.w(name))):
        each.getparent().remove(each)


def lose_tags(body: etree._Element) -> None:
    drop(body, "tag")


def lose_tags_and_bookmarks(body: etree._Element) -> None:
    drop(body, "tag")
    drop(body, "bookmarkStart")


def lose_controls(body: etree._Element) -> None:
    for control in list(body.iter(n.CONTROL)):
        content = control.find(n.CONTROL_CONTENT)
        for each in list(content):
            control.addprevious(each)
        control.getparent().remove(control)
    drop(body, "bookmarkStart")


def row_of(body: etree._Element, text: str) -> etree._Element:
    found = next(each for each in body.iter(n.TEXT) if each.text == text)
    return next(found.iterancestors(n.ROW))


@pytest.mark.parametrize(
    ("lose", "by"),
    [
        (lambda body: None, FoundBy.CONTROL),
        (lose_tags, FoundBy.BOOKMARK),
        (lose_tags_and_bookmarks, FoundBy.ALIAS),
        (lose_controls, FoundBy.LABEL),
    ],
)
def test_an_answer_is_found_by_what_is_left(lose: Callable[[etree._Element], None], by: FoundBy):
    body = body_of(FILLED)
    lose(body)
    found = read_marked(SKETCH, body)
    assert found.answers == FILLED
    assert found.slots[NAME].by is by


def test_an_untouched_placeholder_is_no_answer_when_its_mark_is_lost():
    body = body_of(Answers())
    drop(body, "showingPlcHdr")
    assert not read_marked(SKETCH, body).answers


def test_a_row_without_marks_is_read_by_its_columns():
    body = body_of(FILLED)
    row = row_of(body, "Løn")
    added = copy.deepcopy(row)
    for cell in cells_in(added):
        for each in list(cell):
            if each.tag != n.CELL_PROPERTIES:
                cell.remove(each)
        etree.SubElement(cell, n.PARAGRAPH)
    first = next(cells_in(added))
    run = etree.SubElement(first.find(n.PARAGRAPH), n.w("r"))
    etree.SubElement(run, n.TEXT).text = "Kursus"
    row.addnext(added)
    found = read_marked(SKETCH, body)
    assert found.answers == FILLED.replaced({ADDED: "Kursus"})
    assert found.slots[ADDED].by is FoundBy.LABEL


def test_a_row_copied_with_its_tags_is_a_row_of_its_own():
    body = body_of(FILLED)
    row = row_of(body, "Løn")
    row.addnext(copy.deepcopy(row))
    assert read_marked(SKETCH, body).answers == FILLED.replaced({ADDED: "Løn"})


def test_what_is_typed_beside_a_control_is_part_of_the_answer():
    body = body_of(FILLED)
    paragraph = next(
        next(each.iterancestors(n.PARAGRAPH)) for each in body.iter(n.TEXT) if each.text == "Åse"
    )
    run = etree.SubElement(paragraph, n.w("r"))
    etree.SubElement(run, n.TEXT).text = " Hansen"
    assert read_marked(SKETCH, body).answers.get(NAME) == "Åse Hansen"


def test_an_emptied_row_leaves_no_gap():
    kept = FILLED.replaced({ADDED: "Kursus"})
    body = body_of(kept)
    next(each for each in body.iter(n.TEXT) if each.text == "Løn").text = ""
    assert read_marked(SKETCH, body).answers.get(COST) == "Kursus"


def test_what_is_typed_where_the_placeholder_is_said_to_stand_is_an_answer():
    body = body_of(Answers())
    text = next(each for each in body.iter(n.TEXT) if each.text == "[Udgift til]")
    text.text = "Løn"
    assert read_marked(SKETCH, body).answers == Answers({COST: "Løn"})


@pytest.mark.parametrize("typed", ["[Navn]Åse", "Åse [Navn]"])
def test_a_placeholder_left_beside_what_was_typed_is_cut(typed: str):
    body = body_of(Answers())
    next(each for each in body.iter(n.TEXT) if each.text == "[Navn]").text = typed
    drop(body, "showingPlcHdr")
    assert read_marked(SKETCH, body).answers == Answers({NAME: "Åse"})


@pytest.mark.parametrize("with_heading", [True, False])
def test_a_sheet_copied_by_hand_is_a_row_of_its_own(with_heading: bool):
    form = form_of("delaftale@2019-26")
    sheet = {"aktiviteter[0].navn": "Jobklub", "aktiviteter[0].indhold": "Hver onsdag"}
    body = body_of(typed_answers(form, sheet), form)
    tables = [each for each in body.iter(n.TABLE) if "Hver onsdag" in each.itertext()]
    [table] = tables
    copied = copy.deepcopy(table)
    table.getnext().addnext(copied)
    if with_heading:
        copied.addprevious(copy.deepcopy(table.getprevious()))
    text = next(each for each in copied.iter(n.TEXT) if each.text == "Jobklub")
    text.text = "Mentorer"
    second = {
        "aktiviteter[1].navn": "Mentorer",
        "aktiviteter[1].indhold": "Hver onsdag",
        "aktivitetsliste[0].navn": "Jobklub",
    }
    expected = typed_answers(form, sheet | second)
    assert read_marked(form, body).answers == expected
