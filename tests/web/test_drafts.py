"""A draft is begun, opened by its link on another browser, and deleted."""

import re

from flask import Flask
from flask.testing import FlaskClient


def _link(client: FlaskClient, draft: str) -> str:
    found = re.search(r"/l/[\w-]{43}", client.get(f"{draft}/link").text)
    assert found
    return found[0]


def test_the_link_opens_the_draft_on_another_browser(
    app: Flask, client: FlaskClient, draft: str
) -> None:
    other = app.test_client()
    assert other.get(draft).status_code == 404
    answer = other.get(_link(client, draft))
    assert answer.location == draft
    assert other.get(draft).status_code == 200


def test_a_new_link_ends_the_old_one(app: Flask, client: FlaskClient, draft: str) -> None:
    old = _link(client, draft)
    client.post(f"{draft}/link")
    assert _link(client, draft) != old
    assert app.test_client().get(old).status_code == 404


def test_a_deleted_draft_is_gone(client: FlaskClient, draft: str) -> None:
    assert client.get(f"{draft}/slet").status_code == 200
    assert client.post(f"{draft}/slet").status_code == 302
    assert client.get(draft).status_code == 404
    assert draft not in client.get("/").text


def test_the_first_page_lists_the_drafts_of_the_browser(client: FlaskClient, draft: str) -> None:
    assert draft in client.get("/").text


def test_an_unknown_form_is_not_begun(client: FlaskClient) -> None:
    assert client.post("/kladder", data={"form": "findes-ikke"}).status_code == 404
