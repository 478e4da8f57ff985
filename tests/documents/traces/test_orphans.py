"""What nothing in a package leads to: gone from the copy without names, and nothing else is."""

import io
import re
import zipfile

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from documents.safety.guard import inspect
from documents.traces.nameless import nameless
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from tests.documents.traces import files

TYPES = "[Content_Types].xml"
PEOPLE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="%s" Type="http://schemas.openxmlformats.org/officeDocument/'
    b'2006/relationships/image"/></Relationships>'
)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_parts_that_nothing_leads_to_are_gone_with_their_relations_and_types():
    parts = parts_of(files.pictured_word())
    told = b'<Override PartName="/word/People9.xml" ContentType="%s"/></Types>' % PEOPLE
    parts[TYPES] = parts[TYPES].replace(b"</Types>", told)
    orphans = {
        "word/People9.xml": b"<people>Ib Holm</people>",
        "word/_rels/People9.xml.rels": RELATIONS % b"media/ib.jfif",
        "word/media/ib.jfif": b"Ib Holm",
        "word/media/_rels/ib.jfif.rels": RELATIONS % b"../People9.xml",
        "word/_rels/nobody.xml.rels": RELATIONS % b"media/ib.jfif",
    }
    copy = nameless(package(parts | orphans))
    assert inspect(copy).is_accepted
    left = parts_of(copy)
    assert not orphans.keys() & left.keys()
    assert b"People9" not in left[TYPES]
    assert left["word/media/billede.jfif"]


def without_names_of(parts):
    return {name: each for name, each in parts.items() if not name.startswith("docProps/")}


@pytest.mark.parametrize("form", ["projektskitse", "milepaelsplan"])
def test_of_a_sound_document_every_part_stays_as_it_is(form):
    file = write(form_of(form), Answers())
    before, after = parts_of(file), parts_of(nameless(file))
    assert before.keys() == after.keys()
    assert without_names_of(before) == without_names_of(after)


def test_of_a_workbook_only_what_names_somebody_goes():
    before, after = parts_of(files.workbook()), parts_of(nameless(files.workbook()))
    assert before.keys() - after.keys() == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}


@pytest.mark.parametrize("target", ["media/bill%C3%A6de%201.png", "media/bill\u00e6de 1.png"])
@pytest.mark.parametrize("name", ["media/bill%C3%A6de%201.png", "media/bill\u00e6de 1.png"])
def test_a_part_is_led_to_whichever_way_its_name_is_written(name, target):
    target_file = io.BytesIO()
    Document().save(target_file)
    parts = parts_of(target_file.getvalue())
    relation = re.search(rb"<Relationship .*", RELATIONS)[0] % target.encode()
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation)
    told = f'<Override PartName="/word/{target}" ContentType="image/png"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", told.encode())
    parts[f"word/{name}"] = files.noted_png()
    left = parts_of(nameless(package(parts)))
    assert left[f"word/{name}"] == files.png()
    assert told.removesuffix("</Types>").encode() in left[TYPES]


def test_the_texts_of_a_workbook_stay_also_where_no_relation_leads_to_them():
    parts = parts_of(files.workbook())
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = re.sub(
        rb'<Relationship [^>]*"(sharedStrings|styles)\.xml"/>', b"", parts[relations]
    )
    copy = nameless(package(parts))
    book = CalamineWorkbook.from_filelike(io.BytesIO(copy))
    assert book.get_sheet_by_name("Budget").to_python() == [["Løn til 010190-1234"]]
    assert "xl/styles.xml" in parts_of(copy)


def test_an_object_in_a_file_is_none_of_its_pictures_whichever_way_its_name_is_written():
    parts = parts_of(files.pictured_word())
    told = (
        b'<Override PartName="/word/o%31.bin" ContentType="application/vnd.openxmlformats-'
        b'officedocument.oleObject"/></Types>'
    )
    parts[TYPES] = parts[TYPES].replace(b"</Types>", told)
    relation = re.search(rb"<Relationship .*", RELATIONS)[0] % b"o1.bin"
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation)
    parts["word/o%31.bin"] = b"Ib Holm"
    assert "word/o%31.bin" not in parts_of(nameless(package(parts)))
