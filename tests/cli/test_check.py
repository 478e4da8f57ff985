"""Files examined on the command line."""

import json
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from cases.example import example_answers
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from tests.documents.reader.pdfs import pdf, sketch_pages
from tests.documents.test_uploaded_pages import printed_sign_up

FORM = form_of("projektskitse")
STATED = Path.parse("udgifter.i_alt")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("sag")
    right = example_answers()
    wrong = right.replaced({STATED: right.number(STATED) + 100_000})
    (made / "rigtig.docx").write_bytes(write(FORM, right))
    (made / "forkert.docx").write_bytes(write(FORM, wrong))
    (made / "tom.docx").write_bytes(b"")
    return made


def told(result):
    return json.loads(result.stdout)


def test_a_sketch_that_adds_up_is_status_0(flask, folder):
    result = flask("check", folder / "rigtig.docx", "--format", "json")
    severities = {each["severity"] for each in told(result)["documents"][0]["findings"]}
    assert "error" not in severities
    assert result.exit_code == 0


def test_a_wrong_total_is_told_with_its_arithmetic_and_place_and_is_status_1(flask, folder):
    result = flask("check", folder / "forkert.docx", "--format", "json")
    (document,) = told(result)["documents"]
    sums = [each for each in document["findings"] if each["rule"].startswith("BUD")]
    assert result.exit_code == 1
    assert sums[0]["file"] == "forkert.docx"
    assert sums[0]["place"]["block"] is not None
    assert "100.000" in sums[0]["message"] + sums[0]["evidence"]
    assert set(sums[0]) == {
        "rule",
        "severity",
        "path",
        "message",
        "evidence",
        "place",
        "file",
    }


def test_every_total_is_proved_in_each_shape_of_the_report(flask, folder):
    result = flask("check", folder / "forkert.docx", "--format", "json")
    (document,) = told(result)["documents"]
    wrong = [each for each in document["proof"] if each["standing"] == "wrong"]
    assert [(each["path"], each["difference"]) for each in wrong] == [(str(STATED), "100000.00")]
    assert wrong[0]["place"]["block"] is not None
    assert "proved" in {each["standing"] for each in document["proof"]}
    for shape in ("text", "html"):
        report = flask("check", folder / "forkert.docx", "--format", shape).stdout
        assert "Kontrol af summer" in report
        assert all(each["formula"] in report for each in document["proof"])


def test_an_unreadable_file_is_status_2_and_the_others_are_examined(flask, folder):
    files = (folder / "tom.docx", folder / "borte.docx", folder / "forkert.docx")
    result = flask("check", *files, "--format", "json")
    assert result.exit_code == 2
    assert set(told(result)) == {"documents", "case"}
    found = [{each["rule"] for each in doc["findings"]} for doc in told(result)["documents"]]
    assert found[:2] == [{"REA001"}, {"REA001"}]
    assert any(rule.startswith("BUD") for rule in found[2])


def test_a_sketch_received_too_late_is_told(flask, folder):
    file = folder / "rigtig.docx"
    assert flask("check", file, "--received", "25.5.2009").exit_code == 0
    assert flask("check", file, "--received", "2009-05-26").exit_code == 1


def test_the_text_lets_no_control_character_of_a_name_through(flask, folder):
    result = flask("check", folder / "forkert.docx", folder / "a\x1b[31m.docx")
    assert "\x1b" not in result.stdout
    assert "BUD" in result.stdout


def test_the_page_escapes_what_others_wrote(flask, folder, tmp_path):
    files = (folder / "forkert.docx", folder / "<script>.docx")
    result = flask("check", *files, "--format", "html", "-o", tmp_path)
    page = (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "BUD" in page


def test_copies_carry_a_comment_for_each_finding(flask, folder, tmp_path):
    files = (folder / "rigtig.docx", folder / "forkert.docx", folder / "tom.docx")
    result = flask("check", *files, "--format", "docx", "-o", tmp_path)
    names = sorted(each.name for each in tmp_path.iterdir())
    assert result.exit_code == 2
    assert names == ["forkert-kommenteret.docx", "rigtig-kommenteret.docx"]
    comments = Document(str(tmp_path / "forkert-kommenteret.docx")).comments
    assert any(each.text.startswith("BUD") for each in comments)


def test_one_copy_may_go_to_stdout(flask, folder):
    result = flask("check", folder / "forkert.docx", "--format", "docx")
    assert result.exit_code == 1
    assert len(list(Document(BytesIO(result.stdout_bytes)).comments)) > 0


def test_a_blank_form_lacks_its_answers(flask, tmp_path):
    (tmp_path / "blank.docx").write_bytes(write(FORM, Answers()))
    assert flask("check", tmp_path / "blank.docx").exit_code == 1


@pytest.fixture(scope="module")
def pdf_folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pdf")
    (made / "skitse.pdf").write_bytes(pdf(*sketch_pages()))
    return made


def test_a_pdf_is_examined_by_page(flask, pdf_folder):
    told = json.loads(flask("check", pdf_folder / "skitse.pdf", "--format", "json").stdout)
    [document] = told["documents"]
    assert (document["form"], document["origins"]["vision"]["place"]["page"]) == (
        "projektskitse",
        0,
    )


def test_the_copy_of_a_pdf_is_one_with_a_note_for_each_finding(flask, pdf_folder, tmp_path):
    result = flask("check", pdf_folder / "skitse.pdf", "--format", "docx", "-o", tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["skitse-kommenteret.pdf"]
    assert "skitse-kommenteret.pdf" in result.stderr
    copy = PdfReader(tmp_path / "skitse-kommenteret.pdf")
    notes = [note.get_object() for page in copy.pages for note in page.get("/Annots", ())]
    rules = {note["/Contents"].split()[0] for note in notes if note["/Subtype"] == "/Text"}
    assert "REQ001" in rules


def test_a_pdf_locked_against_changes_is_examined_but_given_no_notes(flask, pdf_folder, tmp_path):
    writer = PdfWriter(clone_from=pdf_folder / "skitse.pdf")
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    writer.write(tmp_path / "laast.pdf")
    result = flask("check", tmp_path / "laast.pdf", "--format", "docx", "-o", tmp_path / "ud")
    assert (result.exit_code, list((tmp_path / "ud").iterdir())) == (2, [])
    assert "laast.pdf" in result.stderr


def test_the_pages_of_a_sign_up_are_counted(flask, tmp_path):
    (tmp_path / "lang.pdf").write_bytes(printed_sign_up(41, 40, 2))
    (tmp_path / "passer.pdf").write_bytes(printed_sign_up(41, 40))
    result = flask("check", tmp_path / "lang.pdf", tmp_path / "passer.pdf", "--format", "json")
    found = [[each["rule"] for each in told_["findings"]] for told_ in told(result)["documents"]]
    assert ["LIM001" in rules for rules in found] == [True, False]
