"""The budget to Excel and back: handed out beside Word, taken in where Word is."""

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from documents.sheets.writer import write_workbook
from forms.answers import Answers
from tests.documents.safety.workbooks import workbook
from tests.documents.sheets.example_budgets import BUDGET, budget
from tests.documents.test_passport import rezipped
from tests.web.submission import fields_of
from tests.web.test_desk import laid_up

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def own(client: FlaskClient) -> str:
    """The address of a budget that the client holds."""
    return str(client.post("/kladder", data={"form": BUDGET.key}).location)


@pytest.fixture(scope="module")
def filled() -> bytes:
    return write_workbook(BUDGET, budget())


def _sent(client: FlaskClient, address: str, content: bytes) -> TestResponse:
    environ = EnvironBuilder(
        path=address, method="POST", data={"fil": (io.BytesIO(content), "budget.xlsx")}
    ).get_environ()
    answer = client.open(environ)
    environ["wsgi.input"].close()
    return answer


def test_a_blank_budget_is_handed_out_as_a_workbook_and_no_other_form(client: FlaskClient) -> None:
    page = client.get("/skabeloner").text
    assert page.count(".xlsx") == 1
    answer = client.get(f"/skabeloner/{BUDGET.key}.xlsx")
    assert (answer.status_code, answer.mimetype) == (200, EXCEL)
    assert answer.data == write_workbook(BUDGET, Answers())
    assert client.get("/skabeloner/delaftale.xlsx").status_code == 404
    assert client.get("/skabeloner/findes-ikke.xlsx").status_code == 404


def test_what_was_written_in_the_workbook_is_taken_over(
    client: FlaskClient, own: str, filled: bytes
) -> None:
    assert f"{own}/word/regneark" in client.get(f"{own}/word").text
    page = _sent(client, f"{own}/word", filled)
    assert page.status_code == 200
    chosen = fields_of(page.text, "take-over")
    assert "poster[0]" in chosen.getlist("take")
    assert client.post(f"{own}/word/overtag", data=chosen).status_code == 302
    again = client.get(f"{own}/word/regneark")
    assert again.mimetype == EXCEL
    assert again.data == filled


def test_a_draft_that_is_no_workbook_has_none(client: FlaskClient, draft: str) -> None:
    assert client.get(f"{draft}/word/regneark").status_code == 404
    assert "regneark" not in client.get(f"{draft}/word").text


def test_an_examined_workbook_names_the_cell_that_is_wrong(client: FlaskClient) -> None:
    content = write_workbook(BUDGET, budget({"udgifter_i_alt.aar2": "900.000"}))
    page = _sent(client, "/eksaminer", content)
    assert page.status_code == 200
    assert "BUD001" in page.text
    assert "Udgifter!E4" in page.text


def test_a_workbook_that_is_no_form_is_refused(client: FlaskClient) -> None:
    assert _sent(client, "/eksaminer", workbook()).status_code == 422


def test_the_desk_reads_a_budget_and_marks_the_cell(client: FlaskClient) -> None:
    content = write_workbook(BUDGET, budget({"udgifter_i_alt.aar2": "900.000"}))
    review = laid_up(client, {"Budget.xlsx": content})
    file = client.get(review).text.partition(f"{review}/fil/")[2].partition('"')[0]
    page = client.get(f"{review}/fil/{file.partition('/')[0].partition('?')[0]}").text
    assert "Udgifter!E4" in page
    assert "BUD001" in page


def _taken(client: FlaskClient, own: str, typed: dict[str, str]) -> None:
    """The draft says this budget from now on, as after somebody wrote in the browser."""
    page = _sent(client, f"{own}/word", write_workbook(BUDGET, budget(typed)))
    chosen = fields_of(page.text, "take-over")
    assert client.post(f"{own}/word/overtag", data=chosen).status_code == 302


def _typed_in(content: bytes, old: str, new: str) -> bytes:
    """A workbook with another text in its cells, as a person leaves it who wrote in it in Excel."""

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        is_text = name == "xl/sharedStrings.xml"
        return name, part.replace(old.encode(), new.encode()) if is_text else part

    return bytes(rezipped(content, change))


@pytest.fixture
def taken_home(client: FlaskClient, own: str) -> bytes:
    """A budget's workbook in which the second line was changed, while the draft had both."""
    _taken(client, own, {})
    return _typed_in(client.get(f"{own}/word/regneark").data, "Jobklub", "Jobklub i haven")


def test_what_others_wrote_since_the_workbook_was_made_is_no_difference(
    client: FlaskClient, own: str, taken_home: bytes
) -> None:
    _taken(client, own, {"poster[0].tekst": "To ledere"})
    _taken(client, own, {"poster[0].tekst": "Tre ledere"})
    page = _sent(client, f"{own}/word", taken_home).text
    chosen = fields_of(page, "take-over")
    assert (chosen.getlist("take"), chosen.getlist("both")) == (["poster[1]"], [])
    assert client.post(f"{own}/word/overtag", data=chosen).status_code == 302
    again = _sent(client, f"{own}/word", client.get(f"{own}/word/regneark").data).text
    assert 'id="take-over"' not in again
    said = client.get(f"{own}/word/regneark").data
    expected = {"poster[0].tekst": "Tre ledere", "poster[1].tekst": "Jobklub i haven"}
    assert said == write_workbook(BUDGET, budget(expected))


@pytest.mark.parametrize(("choice", "kept"), [("file", "Jobklub i haven"), ("draft", "Jobcafé")])
def test_a_line_that_both_changed_must_be_chosen(
    client: FlaskClient, own: str, taken_home: bytes, choice: str, kept: str
) -> None:
    _taken(client, own, {"poster[1].tekst": "Jobcafé"})
    posted = fields_of(_sent(client, f"{own}/word", taken_home).text, "take-over")
    assert (posted.getlist("take"), posted.getlist("both")) == ([], ["poster[1]"])
    assert client.post(f"{own}/word/overtag", data=posted).status_code == 422
    posted["choice-poster[1]"] = choice
    assert client.post(f"{own}/word/overtag", data=posted).status_code == 302
    said = client.get(f"{own}/word/regneark").data
    assert said == write_workbook(BUDGET, budget({"poster[1].tekst": kept}))


def test_a_workbook_of_another_draft_is_set_against_the_draft_alone(
    client: FlaskClient, own: str, taken_home: bytes
) -> None:
    other = str(client.post("/kladder", data={"form": BUDGET.key}).location)
    _taken(client, other, {"poster[0].tekst": "To ledere"})
    chosen = fields_of(_sent(client, f"{other}/word", taken_home).text, "take-over")
    assert chosen.getlist("take") == ["poster[0]", "poster[1]"]
