"""A section is shown, saved, and mended; rows come and go without JavaScript."""

import pytest
from flask.testing import FlaskClient

from tests.web.submission import fields_of

BUDGET = "/trin/udgifter"


def _post(client: FlaskClient, address: str, **changes: str) -> str:
    """Press the first button of a page after typing; the address the browser is sent to."""
    page = fields_of(client.get(address).text)
    for name, text in changes.items():
        page[name] = text
    answer = client.post(address.partition("?")[0], data=page)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def _typed(**texts: str) -> dict[str, str]:
    return {name.replace("__", "."): text for name, text in texts.items()}


def test_a_section_that_is_right_leads_to_the_next(client: FlaskClient, draft: str) -> None:
    assert _post(client, f"{draft}/trin/kommune", kommune="Holstebro").endswith("/kontaktperson")


def test_a_section_that_lacks_something_is_kept_and_shows_what(
    client: FlaskClient, draft: str
) -> None:
    address = _post(
        client, f"{draft}/trin/kontaktperson", **_typed(kontaktperson__email="ikke en adresse")
    )
    html = client.get(address).text
    assert "<title>Fejl: " in html
    assert 'href="#kontaktperson-navn"' in html
    assert fields_of(html)["kontaktperson.email"] == "ikke en adresse"
    assert html.index('id="errors"') < html.index("<h1>")


def test_the_steps_above_a_page_tell_how_far_each_section_is(
    client: FlaskClient, draft: str
) -> None:
    def steps() -> list[int]:
        html = client.get(f"{draft}/trin/vision").text
        return [html.count(state) for state in ("Færdig", "Mangler noget")]

    assert steps() == [0, 0]
    _post(client, f"{draft}/trin/kommune", kommune="Holstebro")
    assert steps() == [1, 0]
    _post(client, f"{draft}/trin/kontaktperson", **_typed(kontaktperson__navn="Signe Havmand"))
    assert steps() == [1, 1]


def test_a_row_is_added_and_the_empty_ones_stay(client: FlaskClient, draft: str) -> None:
    address = _post(client, draft + BUDGET, _add="udgifter.poster")
    assert "udgifter.poster[1].tekst" in fields_of(client.get(address).text)
    address = _post(client, address, _add="udgifter.poster")
    assert "udgifter.poster[2].tekst" in fields_of(client.get(address).text)


def test_a_row_is_removed_with_what_stood_in_it(client: FlaskClient, draft: str) -> None:
    address = _post(client, draft + BUDGET, _add="udgifter.poster")
    first = _typed(**{"udgifter__poster[0]__tekst": "Løn", "udgifter__poster[1]__tekst": "Husleje"})
    _post(client, address, **first, _remove="udgifter.poster[0]")
    page = fields_of(client.get(draft + BUDGET).text)
    assert page["udgifter.poster[0].tekst"] == "Husleje"
    assert "udgifter.poster[1].tekst" not in page


def test_sparse_rows_keep_their_order(client: FlaskClient, draft: str) -> None:
    page = fields_of(client.get(draft + BUDGET).text)
    page["udgifter.poster[7].tekst"] = "Syv"
    page["udgifter.poster[40].tekst"] = "Fyrre"
    client.post(draft + BUDGET, data=page)
    kept = fields_of(client.get(draft + BUDGET).text)
    assert [kept[f"udgifter.poster[{row}].tekst"] for row in (0, 1)] == ["Syv", "Fyrre"]


def test_too_many_rows_are_refused_before_anything_is_lost(client: FlaskClient, draft: str) -> None:
    _post(client, draft + BUDGET, **{"udgifter.poster[0].tekst": "Løn"})
    page = fields_of(client.get(draft + BUDGET).text)
    for row in range(201):
        page[f"udgifter.poster[{row}].tekst"] = "x"
    assert client.post(draft + BUDGET, data=page).status_code == 413
    kept = fields_of(client.get(draft + BUDGET).text)
    assert kept["udgifter.poster[0].tekst"] == "Løn"


def test_a_page_that_was_cut_on_the_way_empties_nothing(client: FlaskClient, draft: str) -> None:
    _post(client, f"{draft}/trin/vision", vision="En plan")
    assert client.post(f"{draft}/trin/vision", data={"_version": "1"}).status_code == 400
    assert fields_of(client.get(f"{draft}/trin/vision").text)["vision"] == "En plan"


def test_the_state_of_each_section_is_told(client: FlaskClient, draft: str) -> None:
    _post(client, f"{draft}/trin/kommune", kommune="Holstebro")
    _post(client, f"{draft}/trin/kontaktperson", **_typed(kontaktperson__navn="Ib"))
    html = client.get(draft).text
    assert "badge-success" in html
    assert "badge-warning" in html


def test_totals_are_drawn_by_the_server(client: FlaskClient, draft: str) -> None:
    row = {
        "udgifter.poster[0].tekst": "Løn",
        "udgifter.poster[0].beloeb": "250.000",
        "udgifter.poster[0].hyppighed": "aarligt",
        "udgifter.antal_aar": "3",
    }
    _post(client, draft + BUDGET, **row)
    html = client.get(draft + BUDGET).text
    assert "750.000,00\N{NO-BREAK SPACE}kr.</output>" in html


def test_a_wrong_total_is_told_with_its_calculation(client: FlaskClient, draft: str) -> None:
    row = {
        "udgifter.poster[0].tekst": "Løn",
        "udgifter.poster[0].beloeb": "250.000",
        "udgifter.poster[0].hyppighed": "aarligt",
        "udgifter.antal_aar": "3",
        "udgifter.i_alt": "850.000",
    }
    _post(client, draft + BUDGET, **row)
    html = client.get(f"{draft}/svar").text
    assert "BUD002" in html
    for number in ("850.000", "750.000", "100.000"):
        assert number in html


def test_autosave_tells_the_next_version_and_the_totals(client: FlaskClient, draft: str) -> None:
    page = fields_of(client.get(draft + BUDGET).text)
    page["udgifter.poster[0].tekst"] = "Løn"
    told = client.post(f"{draft}{BUDGET}/gem", data=page)
    assert told.status_code == 200
    assert told.json is not None
    assert told.json["version"] == 1
    assert "udgifter-i_alt_beregnet" in told.json["totals"]


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "99999999999", "١"])
def test_a_version_that_is_none_is_refused(client: FlaskClient, draft: str, version: str) -> None:
    page = fields_of(client.get(f"{draft}/trin/vision").text)
    page["_version"] = version
    assert client.post(f"{draft}/trin/vision", data=page).status_code == 400


def test_a_language_chosen_on_a_page_saves_it_first(client: FlaskClient, draft: str) -> None:
    address = _post(client, f"{draft}/trin/vision", vision="En plan", _language="en")
    html = client.get(address).text
    assert '<html lang="en">' in html
    assert fields_of(html)["vision"] == "En plan"
