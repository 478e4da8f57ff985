"""The cookie of what a browser holds: written when it changes, and once a day to live on."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from web.sessions import RENEWED_AFTER


def _at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    at = datetime.now(UTC) + later
    monkeypatch.setattr("web.sessions.now", lambda: at)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(at.timestamp()))


def _is_written(app: Flask, answer) -> bool:
    name = app.config["SESSION_COOKIE_NAME"]
    return any(
        each.startswith(f"{name}=") and "Expires=" in each
        for each in answer.headers.getlist("Set-Cookie")
    )


def test_a_page_looked_at_writes_no_cookie_for_a_day(
    app: Flask, client: FlaskClient, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(f"{draft}/trin/organisering")
    assert not _is_written(app, client.get(f"{draft}/trin/organisering"))
    _at(monkeypatch, RENEWED_AFTER + timedelta(minutes=1))
    assert _is_written(app, client.get(f"{draft}/trin/organisering"))
    assert not _is_written(app, client.get(f"{draft}/trin/organisering"))


def test_a_cookie_lives_on_as_long_as_it_is_used_and_dies_of_lying_idle(
    app: Flask, client: FlaskClient, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifetime = app.permanent_session_lifetime
    for days in (lifetime - timedelta(days=1), 2 * (lifetime - timedelta(days=1))):
        _at(monkeypatch, days)
        assert client.get(draft).status_code == 200
    _at(monkeypatch, 3 * lifetime)
    assert client.get(draft).status_code == 404


def test_a_cookie_that_somebody_made_up_holds_nothing(
    app: Flask, client: FlaskClient, draft: str
) -> None:
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie.value[:-2] + "xx")
    assert client.get(draft).status_code == 404


def test_a_cookie_that_was_proved_before_dies_when_it_is_too_old(
    app: Flask, client: FlaskClient, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    thief = app.test_client()
    for later, status in ((timedelta(0), 200), (app.permanent_session_lifetime, 404)):
        _at(monkeypatch, later + timedelta(minutes=1))
        thief.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie.value)
        assert thief.get(draft).status_code == status


def test_what_one_request_does_to_its_session_is_not_kept_for_the_next(
    app: Flask, client: FlaskClient, draft: str
) -> None:
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    headers = {"Cookie": f"{cookie.key}={cookie.value}"}
    for _ in range(2):
        with app.test_request_context("/", headers=headers):
            assert "ny" not in session["drafts"]
            session["drafts"]["ny"] = "token"


def test_a_session_is_read_as_it_was_written_whatever_it_holds(app: Flask) -> None:
    held = {"one": ("a", 1), "two": datetime(2026, 1, 2, tzinfo=UTC), "three": {" t": ['{" t":1}']}}
    app.add_url_rule("/skriv", "skriv", lambda: session.update(held) or "")
    app.add_url_rule("/laes", "laes", lambda: {"is": dict(session) == held})
    client = app.test_client()
    client.get("/skriv")
    assert [client.get("/laes").json for _ in range(2)] == [{"is": True}] * 2


def test_caches_are_told_that_an_answer_is_by_its_cookie(client: FlaskClient, draft: str) -> None:
    assert client.get(draft).headers.getlist("Vary") == ["Cookie"]
    assert "Vary" not in client.get("/sundhed").headers
