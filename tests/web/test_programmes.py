"""A programme's page says what it fixes."""

import pytest
from flask.testing import FlaskClient

from forms.registry import all_programmes, form_of

LBF = "/programmer/lbf-boligsocial-2019-26"


@pytest.mark.parametrize("programme", [each.id for each in all_programmes()])
def test_each_programme_has_its_page_and_the_first_page_leads_there(
    client: FlaskClient, programme: str
) -> None:
    address = f"/programmer/{programme}"
    assert client.get(address).text.count("<h1>") == 1
    assert f'href="{address}"' in client.get("/").text
    assert f'href="{address}"' in client.get("/programmer").text


def test_the_forms_and_attachments_of_a_whole_case_are_listed(client: FlaskClient) -> None:
    html = client.get(LBF).text
    for form in ("samarbejdsaftale", "delaftale", "budget", "milepaelsplan", "kommissorium"):
        assert form_of(form).title in html
    assert "Organisationsdiagram" in html


def test_a_threshold_is_told_with_its_source_and_first_day(client: FlaskClient) -> None:
    html = client.get(LBF).text
    assert "25 pct. af finansieringen" in html
    assert "§ 91 a" in html
    assert "11. december 2019" in html


def test_a_programme_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert client.get("/programmer/findes-ikke").status_code == 404


def test_how_long_a_programme_keeps_things_is_told_with_why(client, app):
    page = client.get("/programmer/lokale-partnerskaber").text
    assert "10 år" in page
    assert "Bogføringsloven" in page
    app.config["KEPT_DAYS"] = {"drafts": 100}
    assert "100 dage" in client.get("/programmer/lokale-partnerskaber").text
