"""Rows that are pages of their own, and rows of other years that stay closed."""

import pytest
from flask.testing import FlaskClient

from tests.web.submission import fields_of

TYPED = {"_version": "0", "_end": "1"}


@pytest.fixture
def report(client: FlaskClient) -> str:
    """A report of 2011 with three efforts, the first with milestones of three years."""
    draft = str(client.post("/kladder", data={"form": "statusrapport"}).location)
    client.post(f"{draft}/trin/rapport", data={**TYPED, "aar": "2011"})
    efforts = f"{draft}/trin/indsatser"
    for number, name in enumerate(("Brobyggere", "Fritidsjob", "Mentorer")):
        typed = {f"indsatser[{number}].aktivitet": name, "_end": "1", "_version": str(number + 1)}
        if not number:
            for row, year in enumerate((2010, 2011, 2012)):
                typed[f"indsatser[0].milepaele[{row}].milepael"] = f"Milepæl {year}"
                typed[f"indsatser[0].milepaele[{row}].aar"] = str(year)
        assert client.post(f"{efforts}?raekke={number}", data=typed).status_code == 302
    return efforts


def names(client: FlaskClient, efforts: str) -> list[str]:
    page = client.get(efforts).text
    return [name for name in ("Brobyggere", "Fritidsjob", "Mentorer") if name in page]


def test_the_page_of_the_section_lists_its_rows_and_asks_nothing(
    client: FlaskClient, report: str
) -> None:
    page = client.get(report).text
    assert names(client, report) == ["Brobyggere", "Fritidsjob", "Mentorer"]
    assert 'href="?raekke=2"' in page
    assert 'href="?raekke=3"' in page
    assert not [name for name in fields_of(page) if name.startswith("indsatser")]


def test_leaving_the_list_keeps_every_row(client: FlaskClient, report: str) -> None:
    answer = client.post(report, data=fields_of(client.get(report).text))
    assert answer.location.endswith("/trin/indsatser?fejl=1")
    assert len(names(client, report)) == 3


def test_the_page_of_a_row_asks_for_that_row_alone_and_saves_it_alone(
    client: FlaskClient, report: str
) -> None:
    page = fields_of(client.get(f"{report}?raekke=1").text)
    asked = {name.split(".")[0] for name in page if name.startswith("indsatser")}
    assert asked == {"indsatser[1]"}
    page["indsatser[1].aktivitet"] = "Læsehjælp"
    client.post(f"{report}?raekke=1", data=page)
    assert "Læsehjælp" in client.get(report).text
    assert names(client, report) == ["Brobyggere", "Mentorer"]


def test_a_row_that_is_removed_leaves_the_others_in_order(client: FlaskClient, report: str) -> None:
    page = fields_of(client.get(f"{report}?raekke=1").text)
    answer = client.post(f"{report}?raekke=1", data={**page, "_remove": "indsatser[1]"})
    assert "raekke" not in answer.location
    assert names(client, report) == ["Brobyggere", "Mentorer"]
    assert "Mentorer" in client.get(f"{report}?raekke=1").text


def test_adding_inside_a_row_stays_on_its_page(client: FlaskClient, report: str) -> None:
    page = fields_of(client.get(f"{report}?raekke=2").text)
    sent = {**page, "_add": "indsatser[2].milepaele"}
    answer = client.post(f"{report}?raekke=2", data=sent)
    assert "raekke=2&raekker=" in answer.location
    assert "indsatser[2].milepaele[1].milepael" in client.get(answer.location).text


def test_what_is_wrong_in_a_row_is_told_on_its_page_and_leads_to_it(
    client: FlaskClient, report: str
) -> None:
    page = fields_of(client.get(f"{report}?raekke=1").text)
    answer = client.post(f"{report}?raekke=1", data=page)
    assert answer.location.endswith("?fejl=1&raekke=1")
    wrong = client.get(answer.location).text
    assert 'href="#indsatser-1-omraade"' in wrong
    assert "indsatser-0-omraade" not in wrong
    everything = client.get(f"{report}?fejl=1").text
    assert "fejl=1&amp;raekke=2#indsatser-2-omraade" in everything
    answers = client.get(report.replace("trin/indsatser", "svar")).text
    assert "fejl=1&amp;raekke=2#indsatser-2-omraade" in answers


def test_only_the_year_of_the_report_is_open_and_the_years_before_are_beside_it(
    client: FlaskClient, report: str
) -> None:
    page = client.get(f"{report}?raekke=0").text
    before, _, after = page.partition("<div data-rows>")
    closed = before.rpartition("data-group=")[2]
    assert "Milepæl 2010</td>" in closed
    assert "Milepæl 2012</td>" not in closed
    assert closed.count('<details class="closed-year">') == 2
    assert 'value="Milepæl 2012"' in closed
    assert 'value="Milepæl 2011"' in after.partition("<template")[0]
    sent = client.post(f"{report}?raekke=0", data=fields_of(page))
    assert sent.status_code == 302
    assert client.get(f"{report}?raekke=0").text.count("Milepæl 2010") == page.count("Milepæl 2010")


def test_a_closed_year_with_something_to_mend_is_open(client: FlaskClient, report: str) -> None:
    page = fields_of(client.get(f"{report}?raekke=0").text)
    page["indsatser[0].milepaele[0].milepael"] = ""
    answer = client.post(f"{report}?raekke=0", data=page)
    assert '<details class="closed-year" open>' in client.get(answer.location).text


@pytest.mark.parametrize("row", ["4", "x", "-1", "99999", "61", ""])
def test_a_row_that_is_not_there_has_no_page(client: FlaskClient, report: str, row: str) -> None:
    assert client.get(f"{report}?raekke={row}").status_code == 404


def test_what_two_save_in_different_rows_is_kept_beside_each_other(
    client: FlaskClient, report: str
) -> None:
    first = fields_of(client.get(f"{report}?raekke=0").text)
    second = fields_of(client.get(f"{report}?raekke=2").text)
    first["indsatser[0].ansvarlig"], second["indsatser[2].ansvarlig"] = "Skolen", "Jobcentret"
    assert client.post(f"{report}?raekke=0", data=first).status_code == 302
    assert client.post(f"{report}?raekke=2", data=second).status_code == 302
    assert "Skolen" in client.get(f"{report}?raekke=0").text
    assert "Jobcentret" in client.get(f"{report}?raekke=2").text


def test_a_page_of_a_row_saves_nothing_outside_it(client: FlaskClient, report: str) -> None:
    page = fields_of(client.get(f"{report}?raekke=2").text)
    client.post(f"{report}?raekke=2", data={**page, "indsatser[0].aktivitet": "Overskrevet"})
    assert len(names(client, report)) == 3
