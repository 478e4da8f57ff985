"""Strict Open XML is read as the ordinary file that says the same."""

import pytest
from lxml import etree

from documents.annotating import annotated_isolated
from documents.notes import Note
from documents.reader.document import read
from documents.reader.margin import margin_notes
from documents.reader.sheet_form import read_workbook_form
from documents.reader.workbook import read_workbook
from documents.safety.cleaned import cleaned
from documents.safety.guard import inspect
from documents.safety.package import read_package
from documents.safety.strict import ordinary_workbook, transitional
from documents.safety.verdict import Verdict
from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.registry import form_of
from tests.documents.reader.sketches import ANSWERS, SECTIONS, plain
from tests.documents.reader.sketches import word_file as sketch_file
from tests.documents.safety.attack import (
    document,
    paragraph,
    pieces_of,
    relations,
    word_file,
    zip_of,
)
from tests.documents.safety.strict_files import strict_of
from tests.documents.safety.workbooks import row, sheet, workbook
from tests.documents.sheets.example_budgets import BUDGET, ROUNDED, budget
from validators.finding import Place

STRICT = b"http://purl.oclc.org/ooxml/"
SKETCH = form_of("projektskitse")


@pytest.mark.parametrize(
    "data",
    [write(SKETCH, ANSWERS), sketch_file(plain(SECTIONS))],
    ids=["our own", "by its labels"],
)
def test_a_strict_file_reads_as_the_ordinary_one(data: bytes) -> None:
    strict = strict_of(data)
    found, expected = read(strict), read(data)

    assert inspect(strict).warnings == (Verdict.OK_STRICT,)
    assert len(expected.answers) > 5
    assert found == expected


def test_what_is_made_of_it_is_an_ordinary_file() -> None:
    data = word_file(document=document(paragraph("Et svar.")))
    made = transitional(strict_of(data))

    assert read_package(made) == read_package(data)
    assert inspect(made).verdict is Verdict.OK
    assert read_package(cleaned(strict_of(data))) == read_package(data)


def test_no_word_that_was_typed_is_touched() -> None:
    typed = 'xmlns="http://purl.oclc.org/ooxml/drawingml/main" w:conformance="strict"'
    quoted = f"<!-- <a {typed}> --><w:p><w:r><w:t><![CDATA[<a {typed}>]]>{typed}</w:t></w:r></w:p>"
    link = (
        "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "External",
    )
    data = strict_of(word_file(document=document(quoted), links=relations(link)))
    parts = read_package(transitional(data))

    root = etree.fromstring(parts["word/document.xml"])
    assert "".join(root.itertext()) == f"<a {typed}>{typed}"
    assert typed.encode() in parts["word/document.xml"].partition(b"-->")[0]
    assert b'Target="http://purl.oclc.org/' in parts["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_parts_in_wide_letters_are_changed_too(encoding: str) -> None:
    prolog = '<?xml version="1.0" encoding="UTF-16"?>'
    wide = document(paragraph("Ærø"), prolog=prolog).decode()
    ordinary = "schemas.openxmlformats.org/wordprocessingml/2006"
    wide = wide.replace(ordinary, "purl.oclc.org/ooxml/wordprocessingml")
    made = read_package(transitional(word_file(document=wide.encode(encoding))))

    root = etree.fromstring(made["word/document.xml"])
    assert etree.QName(root).namespace.endswith("wordprocessingml/2006/main")
    assert "".join(root.itertext()) == "Ærø"


def test_its_annotated_copy_and_the_second_round_work() -> None:
    strict = strict_of(sketch_file(plain(SECTIONS)))
    copy = annotated_isolated(strict, [Note(text="Mangler", place=Place(block=1))])

    assert inspect(copy).verdict is Verdict.OK
    assert not any(STRICT in each for each in read_package(copy).values())
    assert [note.text for note in margin_notes(copy)] == ["Mangler"]
    assert [note.text for note in margin_notes(strict_of(copy))] == ["Mangler"]
    assert read(copy).answers == read(strict).answers


def test_a_strict_workbook_reads_as_the_ordinary_one() -> None:
    data = write_workbook(BUDGET, budget(ROUNDED))
    strict = strict_of(data)
    found, expected = read_workbook_form(strict), read_workbook_form(data)

    assert STRICT in read_package(strict)["xl/workbook.xml"]
    assert inspect(strict).warnings == (Verdict.OK_STRICT,)
    assert len(expected.answers) > 20
    assert found == expected


def test_a_strict_workbook_is_known_by_its_own_name_or_by_that_of_its_package() -> None:
    data = write_workbook(BUDGET, budget())
    ordinary, strict = read_package(data), read_package(strict_of(data))

    for name in ("xl/workbook.xml", "_rels/.rels"):
        mixed = zip_of(pieces_of({**ordinary, name: strict[name]}))
        assert inspect(mixed).warnings == (Verdict.OK_STRICT,)
        assert read_workbook(mixed) == read_workbook(data)
    assert ordinary_workbook(data) is data


def test_days_of_a_strict_workbook_are_read_though_they_stand_as_text() -> None:
    day = '<c r="A1" t="d"><v>2024-03-05T00:00:00</v></c><c r="B1" t="d"><v>2024-03-06</v></c>'
    data = strict_of(workbook(sheet(row(day))))

    assert read_workbook(data).sheets[0].rows == (("2024-03-05", "2024-03-06"),)


def test_the_copy_of_a_strict_workbook_for_others_is_an_ordinary_one() -> None:
    copy = cleaned(strict_of(write_workbook(BUDGET, budget())))

    assert inspect(copy).verdict is Verdict.OK
    assert not any(STRICT in each or b"conformance" in each for each in read_package(copy).values())
    assert read_workbook_form(copy).answers == budget()
