"""Signing in and out at a browser."""

import re
from datetime import UTC, datetime, timedelta

import itsdangerous.timed
import pytest

from tests.web.people import EMAIL, PASSWORD, SIGN_IN
from web import signing_in
from web.signing_in import IDLE_SECONDS, own_path

pytestmark = pytest.mark.usefixtures("cheap")

COOKIE = "tilsagn-person"


def is_in(client):
    return "Signe Havmand" in client.get("/").text


def test_an_invitation_leads_to_a_password_and_that_to_the_start_page(client, invitation):
    assert EMAIL in client.get(invitation).text
    assert client.post(invitation, data={"password": "kort"}).status_code == 422
    assert client.post(invitation, data={"password": PASSWORD}).location == "/log-ind"
    assert client.get(invitation).status_code == 404
    assert client.post("/log-ind", data=SIGN_IN, follow_redirects=True).request.path == "/"
    assert is_in(client)


def test_wrong_ones_are_told_alike_and_the_eleventh_is_429(client, invitation):
    client.post(invitation, data={"password": PASSWORD})
    told = set()
    for email in (EMAIL, "ingen@example.dk"):
        answers = [
            client.post("/log-ind", data={"email": email, "password": "forkert"}) for _ in range(11)
        ]
        assert [each.status_code for each in answers] == [422] * 10 + [429]
        told |= {_without_token(each.text).replace(email, "") for each in answers[:10]}
    assert len(told) == 1


def _without_token(text):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def test_what_was_typed_as_a_password_is_never_on_a_page(client, invitation):
    client.post(invitation, data={"password": PASSWORD})
    for _ in range(12):
        answer = client.post("/log-ind", data={"email": EMAIL, "password": "hemmelig-forkert"})
        assert "hemmelig-forkert" not in answer.text
    client.application.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/log-ind", data={"email": EMAIL, "password": "hemmelig-forkert"})
    assert (answer.status_code, "hemmelig-forkert" in answer.text) == (400, False)


def test_the_cookie_is_new_at_each_sign_in_and_dead_after_signing_out(signed):
    first = signed.get_cookie(COOKIE).value
    signed.post("/log-ind", data=SIGN_IN)
    second = signed.get_cookie(COOKIE).value
    assert first != second
    signed.post("/log-ind/ud")
    assert signed.get_cookie(COOKIE) is None
    signed.set_cookie(COOKIE, second)
    assert not is_in(signed)
    signed.set_cookie(COOKIE, first)
    assert is_in(signed)


def test_a_tab_knows_the_session_of_what_nobody_signed_in_typed(client, draft, invitation):
    page, told = f"{draft}/trin/vision", re.compile('data-session="([0-9a-f]+)"')
    [mark] = told.findall(client.get(page).text)
    assert told.findall(client.get(page).text) == [mark]
    client.post(invitation, data={"password": PASSWORD})
    client.post("/log-ind", data=SIGN_IN)
    assert is_in(client)
    assert told.findall(client.get(page).text) == [mark]
    client.post("/log-ind/ud")
    assert told.findall(client.get(page).text) != [mark]


def test_a_cookie_that_lay_idle_for_half_an_hour_opens_nothing(signed, monkeypatch):
    assert is_in(signed)
    later = datetime.now(UTC) + timedelta(seconds=IDLE_SECONDS + 2)
    monkeypatch.setattr(signing_in, "now", lambda: later)
    assert not is_in(signed)


def test_a_cookie_in_use_is_renewed(signed, monkeypatch):
    before = signed.get_cookie(COOKIE).value
    signed.get("/")
    assert signed.get_cookie(COOKIE).value == before
    monkeypatch.setattr(signing_in, "now", lambda: datetime.now(UTC) + timedelta(minutes=2))
    told = signed.get("/").headers.getlist("Set-Cookie")
    assert [each.split("=")[0] for each in told if COOKIE in each] == [COOKIE]


def test_a_cookie_that_is_made_up_opens_nothing(client):
    for made in ("x", "eyJhIjoxfQ.x.y", "ÿ", ""):
        client.set_cookie(COOKIE, made)
        assert client.get("/").status_code == 200


def test_the_cookie_is_for_this_site_and_no_script(signed):
    told = signed.post("/log-ind", data=SIGN_IN).headers.getlist("Set-Cookie")
    mine = next(each for each in told if each.startswith(COOKIE))
    assert "HttpOnly" in mine
    assert "SameSite=Lax" in mine
    assert "Secure" not in mine


def test_in_production_the_cookie_is_secure_and_bound_to_the_host(app, invitation):
    app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_NAME="__Host-tilsagn")
    client = app.test_client()
    client.post(invitation, data={"password": PASSWORD}, base_url="https://localhost")
    answer = client.post("/log-ind", data=SIGN_IN, base_url="https://localhost")
    mine = next(each for each in answer.headers.getlist("Set-Cookie") if "-person=" in each)
    assert mine.startswith("__Host-tilsagn-person=")
    assert "Secure; HttpOnly; Path=/" in mine
    assert "Domain" not in mine


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x",
        "evil",
        "",
    ],
)
def test_signing_in_never_leads_away(client, invitation, address):
    client.post(invitation, data={"password": PASSWORD})
    assert client.post("/log-ind", data=SIGN_IN | {"til": address}).location == "/hjem"
    assert own_path(address) is None


def test_a_page_for_people_asks_to_sign_in_and_goes_on_there(client, invitation):
    client.post(invitation, data={"password": PASSWORD})
    asked = client.get("/konto").location
    assert asked == "/log-ind?til=/konto"
    assert 'name="til" value="/konto"' in client.get(asked).text
    assert client.post("/log-ind", data=SIGN_IN | {"til": "/konto"}).location == "/konto"


def test_what_a_person_typed_is_shown_where_it_is_not_theirs_to_keep_any_more(signed):
    draft = signed.post("/kladder", data={"form": "projektskitse"}).location
    signed.post("/log-ind/ud")
    answer = signed.post(f"{draft}/trin/vision", data={"_version": "0", "vision": "Skrevet længe"})
    assert answer.status_code == 404
    assert "Skrevet længe" in answer.text


def test_a_case_begun_by_a_person_is_their_organisation_s_and_has_no_link(app, signed):
    draft = signed.post("/kladder", data={"form": "projektskitse"}).location
    assert signed.get(draft).status_code == 200
    with signed.session_transaction() as session:
        assert not session.get("drafts")
        assert not session.get("cases")
    assert app.test_client().get(draft).status_code == 404


def test_a_case_begun_without_an_account_is_given_to_the_organisation_and_its_link_dies(
    app, signed
):
    signed.post("/log-ind/ud")
    case = signed.post("/sager", data={"programme": "lbf-boligsocial-2019-26"}).location
    with signed.session_transaction() as session:
        [token] = session["cases"].values()
    colleague = app.test_client()
    assert colleague.get(f"/s/{token}").location == case
    signed.post("/log-ind", data=SIGN_IN)
    assert signed.post(f"{case}/organisation").location == case
    assert signed.get(case).status_code == 200
    assert colleague.get(case).status_code == 404
    assert app.test_client().get(f"/s/{token}").status_code == 404


def test_the_post_is_shown_on_one_s_own_machine_alone(app, client):
    client.post("/glemt-adgangskode", data={"email": "ingen@example.dk"})
    assert client.get("/post").status_code == 200
    app.config["SURROUNDINGS"] = "production"
    assert client.get("/post").status_code == 404


def test_a_link_in_a_letter_begins_with_the_configured_address_whatever_host_is_asked(
    app, client, invitation
):
    client.post("/glemt-adgangskode", data={"email": EMAIL}, headers={"Host": "evil.example"})
    page = client.get("/post").text
    assert "http://127.0.0.1:5000/invitation/" in page
    assert "evil.example" not in page


def test_it_is_told_how_long_a_sign_in_lasts_and_staying_puts_it_off(signed, monkeypatch):
    begun = datetime.now(UTC)

    def left_after(minutes):
        later = begun + timedelta(minutes=minutes)
        monkeypatch.setattr(signing_in, "now", lambda: later)
        monkeypatch.setattr(itsdangerous.timed.time, "time", later.timestamp)
        answer = signed.get("/log-ind/tid")
        assert "Set-Cookie" not in answer.headers
        return (round(answer.json["seconds"] / 60), answer.json["can_stay"])

    assert [left_after(minutes) for minutes in (0, 20)] == [(30, True), (10, True)]
    assert signed.post("/log-ind/bliv").json == {"stays": True}
    assert left_after(20) == (30, True)
    for minutes in range(40, 600, 20):
        left_after(minutes)
        signed.post("/log-ind/bliv")
    assert left_after(590) == (10, False)
    assert left_after(601) == (0, False)
    assert signed.post("/log-ind/bliv").json == {"stays": False}
