"""What a page is told while it is typed in, and that a post is asked who it is from each time."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.submission import fields_of

PAGE = "/trin/udgifter"
TOTAL = "udgifter-i_alt_beregnet"


def _typed(client: FlaskClient, draft: str) -> dict[str, str]:
    fields = fields_of(client.get(draft + PAGE).text).to_dict()
    return fields | {
        "udgifter.antal_aar": "3",
        "udgifter.poster[0].tekst": "Løn",
        "udgifter.poster[0].beloeb": "1.000,50",
        "udgifter.poster[0].hyppighed": "aarligt",
    }


def _saved(client: FlaskClient, draft: str, fields: dict[str, str]) -> dict[str, object]:
    answer = client.post(f"{draft}{PAGE}/gem", data=fields)
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.get_json()
    return told


def test_the_totals_are_of_what_was_kept_whoever_wrote_it(client: FlaskClient, draft: str) -> None:
    mine = _typed(client, draft)
    assert "3.001,50" in _saved(client, draft, mine)["totals"][TOTAL]
    mine["_version"] = "1"
    rent = {"tekst": "Leje", "beloeb": "10", "hyppighed": "engang"}
    other = mine | {f"udgifter.poster[1].{name}": text for name, text in rent.items()}
    assert "3.011,50" in _saved(client, draft, other)["totals"][TOTAL]
    told = _saved(client, draft, mine | {"udgifter.bemaerkninger": "Kun en bemærkning"})
    assert told["merged"] == ["udgifter.poster[1]"]
    assert "3.011,50" in told["totals"][TOTAL]
    assert "3.011,50" in client.get(draft + PAGE).text


def test_totals_that_look_at_other_sections_are_asked_for(
    client: FlaskClient, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = _typed(client, draft)
    told = _saved(client, draft, fields)["totals"]
    monkeypatch.setattr("web.wizard_totals._looks_in_alone", lambda *_: False)
    assert _saved(client, draft, fields)["totals"] == told


def test_who_saved_before_saves_no_more_in_a_draft_that_is_gone(
    client: FlaskClient, draft: str
) -> None:
    fields = _typed(client, draft)
    _saved(client, draft, fields)
    assert client.post(f"{draft}/slet").status_code == 302
    assert client.post(f"{draft}{PAGE}/gem", data=fields).status_code == 404


def test_a_stranger_learns_nothing_of_a_draft_that_others_save_in(
    app: Flask, client: FlaskClient, draft: str
) -> None:
    fields = _typed(client, draft)
    _saved(client, draft, fields)
    stranger = app.test_client()
    for sent in (fields, {"_version": "0"}):
        assert stranger.post(f"{draft}{PAGE}/gem", data=sent).status_code == 404
        assert stranger.post(f"{draft}/trin/ukendt/gem", data=sent).status_code == 404


def test_a_post_that_was_cut_short_keeps_nothing(client: FlaskClient, draft: str) -> None:
    fields = _typed(client, draft)
    cut = {name: text for name, text in fields.items() if name != "_end"}
    assert client.post(f"{draft}{PAGE}/gem", data=cut).status_code == 400
    rows = {f"udgifter.poster[{row}].tekst": "x" for row in range(3_000)}
    assert client.post(f"{draft}{PAGE}/gem", data=fields | rows).status_code == 413
    assert "Løn" not in client.get(draft + PAGE).text
