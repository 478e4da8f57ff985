"""The token of a session: signed once, good in that session alone."""

import re

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import validate_csrf
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from wtforms import ValidationError

from web.forgery import session_token


def test_a_session_gets_its_token_and_keeps_it(drawing_app: Flask) -> None:
    with drawing_app.test_request_context("/"):
        token = session_token()
        kept = session["csrf_token"]
        validate_csrf(token)
    with drawing_app.test_request_context("/"):
        session["csrf_token"] = kept
        validate_csrf(session_token())
        validate_csrf(token)


def test_the_token_of_another_session_or_key_is_no_good(drawing_app: Flask) -> None:
    with drawing_app.test_request_context("/"):
        other = session_token()
    with drawing_app.test_request_context("/"):
        mine = session_token()
        assert mine != other
        with pytest.raises(ValidationError):
            validate_csrf(other)
        with pytest.raises(ValidationError):
            validate_csrf(mine, secret_key="another key altogether, as long")


@pytest.fixture
def held(client: FlaskClient) -> FlaskClient:
    client.application.config["WTF_CSRF_ENABLED"] = True
    return client


def _begins(client: FlaskClient, token: str, **more: str) -> bool:
    """Whether a draft is begun by a post with this token, over https where it is said so."""
    answer = client.post("/kladder", data={"form": "projektskitse", "csrf_token": token}, **more)
    return answer.status_code == 302


def _token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


def test_a_post_carries_the_token_of_its_session(held: FlaskClient) -> None:
    token = _token(held)
    assert _begins(held, token)
    for other in ("", token[:-1], f"{token}x", "é"):
        assert not _begins(held, other)
    assert not _begins(held.application.test_client(), token)


def test_a_token_that_was_signed_at_another_hour_is_good_too(
    held: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = _token(held)
    signer = URLSafeTimedSerializer(held.application.secret_key, salt="wtf-csrf-token")
    with held.session_transaction() as kept, monkeypatch.context() as patched:
        patched.setattr(TimestampSigner, "get_timestamp", lambda _: 1_000_000_000)
        earlier = signer.dumps(kept["csrf_token"])
    assert earlier != token
    assert _begins(held, earlier)


def test_over_https_a_post_comes_from_a_page_of_ours(held: FlaskClient) -> None:
    token, address = _token(held), "https://localhost"
    cookie = held.get_cookie("tilsagn")
    assert cookie is not None
    for referrer, is_begun in (
        (f"{address}/kladder/x", True),
        ("https://localhost.example/", False),
        ("http://localhost/", False),
        ("", False),
    ):
        head = {"Referer": referrer, "Cookie": f"tilsagn={cookie.value}"}
        client = held.application.test_client(use_cookies=False)
        assert _begins(client, token, base_url=address, headers=head) is is_begun, referrer
