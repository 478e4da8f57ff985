"""Files of one case examined against each other on the command line."""

import json

import pytest
from docx import Document

from documents.writer import write
from tests.validators.cases import case_with

PROGRAMME = ("--programme", "lbf-boligsocial-2019-26")
AGREEMENT, JOBS, SCHOOL = (
    "samarbejdsaftale.docx",
    "delaftale-beskaeftigelse.docx",
    "delaftale-uddannelse.docx",
)


def saved(folder, typed=None):
    """The documents of the correct case as Word files, with these answers typed over."""
    files = {f"{each.name}.docx": each for each in case_with(typed)}
    for name, document in files.items():
        (folder / name).write_bytes(write(document.definition, document.answers))
    return tuple(files)


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rigtig")
    saved(folder)
    return folder


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forkert")
    saved(
        folder,
        {
            "delaftale-uddannelse:parter[0].navn": "ÅbyBoligforening",
            "delaftale-uddannelse:medarbejderressourcer[1].funktion": "Beboermedarbejdere",
        },
    )
    return folder


@pytest.fixture(scope="module")
def agreements_of_the_wrong_case(wrong):
    return [wrong / name for name in (AGREEMENT, JOBS, SCHOOL)]


def across(result):
    return json.loads(result.stdout)["case"]["findings"]


def test_a_correct_case_of_all_its_files_is_status_0_without_a_finding(flask, right):
    files = sorted(right.iterdir())
    result = flask("check", *files, *PROGRAMME, "--format", "json")
    told = json.loads(result.stdout)
    found = [each for document in told["documents"] for each in document["findings"]]
    assert [each for each in found if each["severity"] != "info"] == []
    assert told["case"]["findings"] == []
    assert result.exit_code == 0


def test_a_finding_across_files_names_both_with_their_places(flask, agreements_of_the_wrong_case):
    result = flask("check", *agreements_of_the_wrong_case, *PROGRAMME, "--format", "json")
    found = {each["rule"]: each for each in across(result)}
    party = found["PAR002"]
    assert (party["file"], party["path"]) == (SCHOOL, "parter[0].navn")
    assert (party["other"]["file"], party["other"]["path"]) == (AGREEMENT, "parter[0].navn")
    assert party["place"]["block"] is not None
    assert party["other"]["place"]["block"] is not None
    assert "ÅbyBoligforening" in party["message"]
    assert "100" in found["STA003"]["evidence"]
    assert found["STA003"]["other"]["file"] == JOBS
    assert result.exit_code == 1


def test_the_attachments_the_case_lacks_are_told_once_each(flask, agreements_of_the_wrong_case):
    result = flask("check", *agreements_of_the_wrong_case, "--format", "json")
    lacking = [each["evidence"] for each in across(result) if each["rule"] == "ATT001"]
    forms = ("budget", "milepaelsplan", "beredskabsplan", "kommissorium", "indberetningsskema")
    assert lacking == list(forms)


def test_the_text_has_the_case_after_its_files(flask, agreements_of_the_wrong_case):
    text = flask("check", *agreements_of_the_wrong_case, *PROGRAMME).stdout
    of_the_case = text.partition("Sagen som helhed")[2]
    assert "PAR002" in of_the_case
    assert f"{SCHOOL}, Part 1, Navn" in of_the_case
    assert f"Se også: {AGREEMENT}, Part 1, Navn (afsnit" in of_the_case


def test_the_page_has_the_case_as_its_last_chapter(flask, agreements_of_the_wrong_case):
    page = flask("check", *agreements_of_the_wrong_case, *PROGRAMME, "--format", "html").stdout
    of_the_case = page.partition("Sagen som helhed")[2]
    assert "PAR002" in of_the_case
    assert f"Se også: {AGREEMENT}" in of_the_case


def test_a_copy_carries_what_is_found_against_other_files(
    flask, agreements_of_the_wrong_case, tmp_path
):
    flask("check", *agreements_of_the_wrong_case, "--format", "docx", "-o", tmp_path)
    notes = Document(str(tmp_path / "delaftale-uddannelse-kommenteret.docx")).comments
    assert any("PAR002" in each.text and AGREEMENT in each.text for each in notes)


def test_one_file_is_no_case(flask, right):
    result = flask("check", right / AGREEMENT, *PROGRAMME, "--format", "json")
    assert across(result) == []
    assert "Sagen som helhed" not in flask("check", right / AGREEMENT).stdout


def test_a_file_that_is_no_form_is_an_attachment_by_its_name(flask, right, tmp_path):
    (tmp_path / "Budget Åparken.xlsx").write_bytes(b"PK\x03\x04")
    files = (right / AGREEMENT, right / JOBS, right / SCHOOL, tmp_path / "Budget Åparken.xlsx")
    result = flask("check", *files, *PROGRAMME, "--format", "json")
    assert "budget" not in [each["evidence"] for each in across(result)]
    assert result.exit_code == 2


def test_two_files_of_one_name_are_told_apart(flask, right):
    result = flask("check", right / JOBS, right / JOBS, "--format", "json")
    names = [each["file"] for each in json.loads(result.stdout)["documents"]]
    assert names == [JOBS, f"{JOBS} (2)"]
