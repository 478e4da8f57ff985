"""A page says what the other documents of the case answer, and takes it over when asked to."""

import pytest
from flask.testing import FlaskClient

from tests.web.submission import fields_of

AGREED = {
    "omraadets_navn": "Åparken <b>",
    "periode": "01.10.2021 - 30.09.2025",
    "parter[0].navn": "Åby Boligforening",
    "parter[1].navn": "Åby Kommune",
}


@pytest.fixture
def drafts(client: FlaskClient) -> tuple[str, str]:
    """The addresses of an agreement with answers, and of an empty sub-agreement beside it."""
    case = str(client.post("/sager", data={"programme": "lbf-boligsocial-2019-26"}).location)

    def begin(form: str, area: str = "") -> str:
        return str(client.post(f"{case}/dokumenter", data={"form": form, "area": area}).location)

    agreement = begin("samarbejdsaftale")
    for section, typed in (
        ("stamdata", AGREED),
        ("indsatsomraader", {"indsatsomraader[0].omraade": "uddannelse"}),
    ):
        _save(client, f"{agreement}/trin/{section}", **typed)
    return agreement, begin("delaftale", "uddannelse")


def _save(client: FlaskClient, address: str, **typed: str) -> str:
    page = fields_of(client.get(address).text)
    for name, text in typed.items():
        page[name] = text
    answer = client.post(address, data=page)
    assert answer.status_code == 302
    return str(answer.location)


def test_an_empty_question_shows_what_the_agreement_says_and_copies_nothing(
    client: FlaskClient, drafts: tuple[str, str]
) -> None:
    address = f"{drafts[1]}/trin/indsatsomraade"
    html = client.get(address).text
    assert "Fra samarbejdsaftalen: Åparken &lt;b&gt;" in html
    assert fields_of(html)["navn"] == ""
    assert 'name="_offer" value="periode"' in html


def test_taking_it_over_keeps_what_else_was_typed(
    client: FlaskClient, drafts: tuple[str, str]
) -> None:
    address = f"{drafts[1]}/trin/indsatsomraade"
    led_to = _save(client, address, navn="Et andet navn", _offer="periode")
    assert led_to.endswith("#periode")
    html = client.get(address).text
    page = fields_of(html)
    assert page["periode"] == "01.10.2021 – 30.09.2025"
    assert page["navn"] == "Et andet navn"
    assert 'value="periode"' not in html.replace('name="periode"', "")


def test_what_was_typed_is_never_overwritten_by_an_offer(
    client: FlaskClient, drafts: tuple[str, str]
) -> None:
    address = f"{drafts[1]}/trin/indsatsomraade"
    _save(client, address, navn="Skrevet imens", _offer="navn")
    assert fields_of(client.get(address).text)["navn"] == "Skrevet imens"


def test_rows_are_taken_over_together(client: FlaskClient, drafts: tuple[str, str]) -> None:
    address = f"{drafts[1]}/trin/parter"
    assert "Fra samarbejdsaftalen: Åby Boligforening, Åby Kommune" in client.get(address).text
    _save(client, address, _offer="parter")
    page = fields_of(client.get(address).text)
    assert [page[f"parter[{row}].navn"] for row in (0, 1)] == ["Åby Boligforening", "Åby Kommune"]


def test_an_answer_taken_over_that_differs_later_is_told(
    client: FlaskClient, drafts: tuple[str, str]
) -> None:
    agreement, sub_agreement = drafts
    address = f"{sub_agreement}/trin/indsatsomraade"
    _save(client, address, _offer="navn")
    assert "står der" not in client.get(address).text
    _save(client, f"{agreement}/trin/stamdata", omraadets_navn="Åparken Øst")
    html = client.get(address).text
    assert "I samarbejdsaftalen står der: Åparken Øst" in html
    assert 'name="_offer" value="navn"' not in html


def test_the_offers_of_a_page_do_not_depend_on_the_reader_s_script(
    client: FlaskClient, drafts: tuple[str, str]
) -> None:
    html = client.get(f"{drafts[1]}/trin/indsatsomraade").text
    assert '<button class="button button-tertiary" type="submit" name="_offer"' in html


@pytest.mark.parametrize("odd", ["findes_ikke", "[", "indsatsomraade", "parter[0].navn"])
def test_an_offer_nobody_made_changes_nothing(
    client: FlaskClient, drafts: tuple[str, str], odd: str
) -> None:
    address = f"{drafts[1]}/trin/indsatsomraade"
    page = fields_of(client.get(address).text)
    client.post(address, data={**page.to_dict(), "_offer": odd})
    assert fields_of(client.get(address).text)["navn"] == ""
