"""The proof of totals on pages, on the desk and in its exports."""

import io
import json
import re

import pytest
from docx import Document
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from cases.example import example_answers, example_form
from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.answers import Answers
from forms.budgets.reading import read_budget
from forms.budgets.told import answers_told
from forms.path import Path
from tests.documents.sheets.example_budgets import BUDGET, budget
from tests.web.submission import fields_of
from tests.web.test_desk import file_addresses, laid_up
from validators.proof_lines import Standing
from validators.proof_sheet import prove

SKETCH = example_form()
WRONG = example_answers().replaced(
    {Path.parse("udgifter.i_alt"): example_answers().number(Path.parse("udgifter.i_alt")) + 7}
)
PROSE = "Klub 300.00 kr. årligt\nTur 50.000 kr. (én gang)\nI alt i 2 år 650.000 kr."


def proofs(page: str) -> list[str]:
    return re.findall(r'<(?:tr|article) class="(?:finding finding-proof )?proof-(\w+)"', page)


@pytest.fixture(scope="module")
def prose() -> bytes:
    section = next(each for each in SKETCH.sections if each.budget)
    assert section.budget is not None
    told = answers_told(section.budget, read_budget(PROSE))
    answers = [(each.path, each.value) for each in told]
    return write(SKETCH, Answers([(Path.parse("udgifter.bemaerkninger"), PROSE), *answers]))


@pytest.fixture(scope="module")
def wrong() -> bytes:
    return write(SKETCH, WRONG)


def test_an_examined_file_shows_every_total_right_ones_too(
    client: FlaskClient, wrong: bytes
) -> None:
    page = client.post("/eksaminer", data={"fil": (io.BytesIO(wrong), "skitse.docx")}).text
    assert proofs(page).count("wrong") == 1
    assert "proved" in proofs(page)


def test_a_draft_shows_its_totals_and_hands_them_out_in_word(client: FlaskClient) -> None:
    answer = client.post("/kladder", data={"form": BUDGET.key})
    assert proofs(client.get(f"{answer.location}/svar").text) == []
    _fill(client, str(answer.location))
    page = client.get(f"{answer.location}/svar").text
    assert proofs(page).count("proved") >= 10
    document = client.get(f"{answer.location}/svar/kontrol")
    [table] = Document(io.BytesIO(document.data)).tables
    assert len(table.rows) == 1 + len(proofs(page))


def _fill(client: FlaskClient, address: str) -> None:
    content = write_workbook(BUDGET, budget())
    page = client.post(f"{address}/word", data={"fil": (io.BytesIO(content), "budget.xlsx")})
    chosen = fields_of(page.text, "take-over")
    assert client.post(f"{address}/word/overtag", data=chosen).status_code == 302


def test_a_total_on_the_desk_leads_to_its_sentence_and_back(
    client: FlaskClient, prose: bytes
) -> None:
    address = laid_up(client, {"skitse.docx": prose})
    [file] = file_addresses(client.get(address).text)
    page = client.get(file).text
    number = re.search(r'id="punkt-(\d+)"[^>]*>\s*<h3[^>]*>.*?Udgifter i alt', page)
    assert number is not None
    mark = f'id="fund-{number[1]}"[^>]*>.*?</a><mark class="mark mark-proof">([^<]*)</mark>'
    marked = re.search(mark, page)
    assert marked is not None
    assert marked[1] == "I alt i 2 år 650.000 kr."
    table = Document(io.BytesIO(client.get(f"{file}/kontrol").data)).tables[0]
    assert "I alt i 2 år 650.000 kr." in table.rows[1].cells[1].text


def test_the_exports_of_a_review_hold_its_totals(client: FlaskClient, wrong: bytes) -> None:
    address = laid_up(client, {"skitse.docx": wrong})
    told = json.loads(client.get(f"{address}/rapport.json").data)
    [document] = told["cases"][0]["documents"]
    standings = [each["standing"] for each in document["proof"]]
    assert standings.count("wrong") == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{address}/rapport.xlsx").data))
    sums = book.get_sheet_by_name("Summer").to_python()
    assert len(sums) == 1 + len(standings)
    [formula] = [each.formula for each in prove(SKETCH, WRONG) if each.standing is Standing.WRONG]
    assert formula in client.get(f"{address}/rapport.html").text


def test_a_cell_of_a_workbook_on_the_desk_is_marked(client: FlaskClient) -> None:
    content = write_workbook(BUDGET, budget({"udgifter_i_alt.aar2": "999"}))
    address = laid_up(client, {"budget.xlsx": content})
    [file] = file_addresses(client.get(address).text)
    page = client.get(file).text
    assert proofs(page).count("wrong") == 1
    assert "Udgifter!E4" in page


def test_a_case_shows_and_hands_out_the_totals_of_its_budget(client: FlaskClient) -> None:
    case = client.post("/sager", data={"programme": "lbf-boligsocial-2019-26"}).location
    draft = client.post(f"{case}/dokumenter", data={"form": "budget"}).location
    _fill(client, str(draft))
    assert len(proofs(client.get(str(case)).text)) >= 10
    assert len(proofs(client.get(f"{case}/undersoegelse").text)) >= 10
    [table] = Document(io.BytesIO(client.get(f"{case}/kontrol").data)).tables
    assert len(table.rows) >= 11
