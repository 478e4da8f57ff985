"""The history of a draft on its pages: what was changed, and answers brought back."""

from flask.testing import FlaskClient

from tests.web.submission import fields_of


def _save(client: FlaskClient, draft: str, text: str, section: str = "vision") -> None:
    address = f"{draft}/trin/{section}"
    page = fields_of(client.get(address).text)
    page[section] = text
    assert client.post(address, data=page).status_code == 302


def _vision(client: FlaskClient, draft: str) -> str:
    return fields_of(client.get(f"{draft}/trin/vision").text)["vision"]


def test_saves_without_a_pause_are_one_line_that_opens(client: FlaskClient, draft: str) -> None:
    _save(client, draft, "en")
    _save(client, draft, "to")
    page = client.get(f"{draft}/historik").text
    assert page.count('class="choice-row"') == 1
    assert f'href="{draft}/historik/1"' in page
    assert f'href="{draft}/historik/2"' in page


def test_older_saves_stand_on_a_page_of_their_own(client: FlaskClient, draft: str) -> None:
    _save(client, draft, "en")
    _save(client, draft, "to")
    page = client.get(f"{draft}/historik?til=1").text
    assert f'href="{draft}/historik/1"' in page
    assert f'href="{draft}/historik/2"' not in page
    assert client.get(f"{draft}/historik?til=x").status_code == 404


def test_a_save_shows_what_stood_before_and_after(client: FlaskClient, draft: str) -> None:
    _save(client, draft, "Den første")
    _save(client, draft, "Den anden")
    page = client.get(f"{draft}/historik/2").text
    assert "Den første" in page
    assert "Den anden" in page
    assert 'id="bring-back"' not in page


def test_what_is_ticked_is_brought_back_and_nothing_else(client: FlaskClient, draft: str) -> None:
    _save(client, draft, "Den første")
    _save(client, draft, "Den anden")
    _save(client, draft, "Noget at gøre", "udfordringer")
    chosen = fields_of(client.get(f"{draft}/historik/1").text, "bring-back")
    assert chosen.getlist("take") == ["vision", "udfordringer"]
    chosen.setlist("take", ["vision"])
    assert client.post(f"{draft}/historik/1", data=chosen).status_code == 302
    assert _vision(client, draft) == "Den første"
    kept = fields_of(client.get(f"{draft}/trin/udfordringer").text)["udfordringer"]
    assert kept == "Noget at gøre"


def test_what_another_saves_meanwhile_stands_and_is_shown(client: FlaskClient, draft: str) -> None:
    _save(client, draft, "Den første")
    _save(client, draft, "Den anden")
    chosen = fields_of(client.get(f"{draft}/historik/1").text, "bring-back")
    _save(client, draft, "Skrevet imens")
    answer = client.post(f"{draft}/historik/1", data=chosen)
    assert answer.status_code == 409
    assert "Skrevet imens" in answer.text
    assert _vision(client, draft) == "Skrevet imens"


def test_a_page_that_went_stale_comes_again_with_what_was_ticked(
    client: FlaskClient, draft: str
) -> None:
    _save(client, draft, "Den første")
    _save(client, draft, "Noget at gøre", "udfordringer")
    _save(client, draft, "Den anden")
    _save(client, draft, "Noget andet", "udfordringer")
    chosen = fields_of(client.get(f"{draft}/historik/2").text, "bring-back")
    chosen.setlist("take", ["vision"])
    _save(client, draft, "Skrevet imens")
    again = fields_of(client.post(f"{draft}/historik/2", data=chosen).text, "bring-back")
    assert again.getlist("take") == ["vision"]
    assert client.post(f"{draft}/historik/2", data=again).status_code == 302
    assert _vision(client, draft) == "Den første"


def test_a_save_that_never_was_is_not_there(client: FlaskClient, draft: str) -> None:
    assert client.get(f"{draft}/historik/1").status_code == 404
