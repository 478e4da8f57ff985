"""Signing in by a provider's word, and linking it to an account."""

import io
import json
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pyotp
import pytest

from cases.actions.change_person import close_person, remove_identities
from cases.database import Database
from tests.house.canaries import Seen, logged, met
from tests.web.elsewhere.going import (
    BACK,
    COOKIE,
    START,
    another_invitation,
    careful,
    come_back,
    configure,
    cookies,
    is_in,
    leave,
    person_id,
    question_of,
    question_of_wrong,
)
from tests.web.elsewhere.provider import CLIENT, SECRET
from tests.web.people import EMAIL, PASSWORD, SIGN_IN
from web.elsewhere import journey


def test_one_is_sent_there_with_pkce_a_state_and_a_nonce_of_one_s_own(client, fake):
    told = [parse_qs(urlsplit(leave(client)).query) for _ in range(2)]
    for each in told:
        assert (each["client_id"], each["response_type"]) == ([CLIENT], ["code"])
        assert each["redirect_uri"] == [f"http://127.0.0.1:5000{BACK}"]
        assert each["code_challenge_method"] == ["S256"]
    for name in ("state", "nonce", "code_challenge"):
        assert told[0][name] != told[1][name]


def test_an_invitation_is_taken_up_elsewhere_once_and_without_a_password(linked, fake, invitation):
    assert linked.get(invitation).status_code == 404
    assert come_back(linked, fake).location == "/hjem"
    assert is_in(linked)
    page = linked.get("/konto").text
    assert "Ny adgangskode" not in page


def test_the_cookie_is_new_at_each_sign_in_elsewhere_and_goes_on_where_one_was_going(linked, fake):
    assert come_back(linked, fake, f"{START}?til=/konto").location == "/konto"
    first = linked.get_cookie(COOKIE).value
    come_back(linked, fake)
    assert linked.get_cookie(COOKIE).value != first
    assert come_back(linked, fake, f"{START}?til=//evil.example").location == "/hjem"


def test_whom_nobody_here_is_linked_to_is_told_what_to_do(linked, fake):
    answer = come_back(linked, fake, sub="en-anden")
    assert (answer.status_code, "invitation" in answer.text) == (403, True)
    assert not is_in(linked)


def test_a_closed_account_is_told_the_same(app, linked, fake):
    database = Database(app.config["DATABASE_URL"])
    come_back(linked, fake)
    close_person(database, person_id(database), actor_id="s", now=datetime.now(UTC))
    database.dispose()
    assert come_back(linked, fake).status_code == 403


@pytest.mark.parametrize(
    ("domains", "claims", "status"),
    [
        ("", {"email_verified": True}, 403),
        ("example.dk", {"email_verified": False}, 403),
        ("example.dk", {}, 403),
        ("example.dk", {"email_verified": "yes"}, 403),
        ("kommune.dk", {"email_verified": True}, 403),
        ("kommune.dk example.dk", {"email_verified": True}, 302),
    ],
)
def test_an_address_alone_opens_an_account_only_where_it_is_verified_and_the_provider_s_own(
    app, client, fake, invitation, domains, claims, status
):
    client.post(invitation, data={"password": PASSWORD})
    configure(app, fake, EMAIL_DOMAINS=domains)
    assert come_back(client, fake, email=EMAIL.upper(), **claims).status_code == status
    assert is_in(client) == (status == 302)


def test_an_address_that_goes_on_to_another_person_does_not_take_the_account_along(
    app, client, fake, invitation
):
    configure(app, fake, EMAIL_DOMAINS="example.dk")
    told = {"email": EMAIL, "email_verified": True}
    assert come_back(client, fake, **told).status_code == 302
    client.post("/log-ind/ud")
    assert come_back(client, fake, sub="en-ny", **told).status_code == 403


def test_a_code_that_was_used_signs_nobody_in(app, linked, fake):
    there = leave(linked)
    told = fake.code_for(there)
    cookie = next(name for name in cookies(linked) if "-vej-" in name)
    value = linked.get_cookie(cookie).value
    assert linked.get(BACK, query_string=told).status_code == 302
    linked.post("/log-ind/ud")
    assert linked.get_cookie(cookie) is None
    assert linked.get(BACK, query_string=told).status_code == 422
    linked.set_cookie(cookie, value)
    assert linked.get(BACK, query_string=told).status_code == 422
    assert not is_in(linked)


def test_who_did_not_set_out_in_this_browser_does_not_come_back_in_it(app, linked, fake):
    told = fake.code_for(leave(linked))
    other = app.test_client()
    assert other.get(BACK, query_string=told).status_code == 422
    for state in ("", "x", "y" * 5000, told["state"] + "x"):
        assert linked.get(BACK, query_string=told | {"state": state}).status_code == 422
    assert linked.get(BACK).status_code == 422
    assert not is_in(linked)


def test_who_set_out_for_one_provider_does_not_come_back_from_another(app, linked, fake):
    app.config["PROVIDERS"] += (fake.provider("EVIL"),)
    there, asked = leave(linked, "/log-ind/hos/evil"), fake.asked.count("/token")
    assert linked.get(BACK, query_string=fake.code_for(there)).status_code == 422
    assert fake.asked.count("/token") == asked


def test_what_is_kept_of_the_link_is_in_the_insight_of_its_person(linked, fake):
    come_back(linked, fake)
    with ZipFile(io.BytesIO(linked.get("/konto/indsigt.zip").data)) as archive:
        told = json.loads(archive.read("spor.json"))
    [line] = told["log_ind_hos_andre"]
    assert (line["issuer"], line["organisation"]) == (fake.issuer, "")
    assert "signe-hos-dem" not in json.dumps(told)


def test_two_tabs_both_come_back(linked, fake):
    first, second = leave(linked), leave(linked)
    assert linked.get(BACK, query_string=fake.code_for(first)).status_code == 302
    assert linked.get(BACK, query_string=fake.code_for(second)).status_code == 302
    assert is_in(linked)


def test_of_many_ways_begun_the_last_few_are_remembered(linked, fake):
    begun = [leave(linked) for _ in range(20)]
    assert len([name for name in cookies(linked) if "-vej-" in name]) <= journey._MOST_AT_ONCE
    for way in begun[-journey._MOST_AT_ONCE :]:
        assert linked.get(BACK, query_string=fake.code_for(way)).status_code == 302


def test_a_way_is_old_after_ten_minutes(linked, fake, monkeypatch):
    told = fake.code_for(leave(linked))
    later = datetime.now(UTC) + journey.LONGEST + timedelta(seconds=2)
    monkeypatch.setattr(journey, "now", lambda: later)
    assert linked.get(BACK, query_string=told).status_code == 422


def test_what_is_remembered_in_the_browser_cannot_be_read(linked):
    told = parse_qs(urlsplit(leave(linked, f"{START}?til=/konto")).query)
    [cookie] = [linked.get_cookie(name).value for name in cookies(linked) if "-vej-" in name]
    assert told["state"][0] not in cookie
    assert "konto" not in cookie


@pytest.mark.parametrize("more", [{"error": "access_denied"}, {"iss": "https://evil.example"}])
def test_who_said_no_there_is_not_signed_in(linked, fake, more):
    told = fake.code_for(leave(linked))
    if "error" in more:
        del told["code"]
    answer = linked.get(BACK, query_string=told | more)
    assert (answer.status_code, is_in(linked)) == (422, False)


@pytest.mark.parametrize(
    ("level", "status"), [("Substantial", 302), ("High", 302), ("Low", 422), (None, 422), (7, 422)]
)
def test_a_level_that_is_too_low_opens_nothing(app, linked, fake, level, status):
    configure(app, fake, LEVELS="Substantial High", LEVEL_CLAIM="loa")
    app.extensions.pop("tilsagn.providers")
    there = leave(linked)
    assert parse_qs(urlsplit(there).query)["acr_values"] == ["Substantial High"]
    answer = linked.get(BACK, query_string=fake.code_for(there, loa=level, acr="High"))
    assert (answer.status_code, is_in(linked)) == (status, status == 302)


def test_an_account_is_bound_to_whom_one_acts_for(app, client, fake, invitation):
    configure(app, fake, ORGANISATION_CLAIM="cvr")
    answer = come_back(client, fake, f"{invitation}/hos/kommune", cvr="12345678")
    assert "12345678" in answer.text
    sealed = question_of(answer)
    client.post("/log-ind/hos/kommune/tag-i-brug", data={"vouched": sealed})
    client.post("/log-ind/ud")
    for cvr, status in (("12345678", 302), ("87654321", 403), (None, 422)):
        assert come_back(client, fake, cvr=cvr).status_code == status


def test_the_code_is_asked_for_unless_the_provider_is_trusted_with_it(app, linked, fake):
    come_back(linked, fake)
    secret = careful(app, linked)
    assert come_back(linked, fake).location == "/log-ind/kode"
    assert not is_in(linked)
    code = pyotp.TOTP(secret).at(int(time.time()) + 30)
    assert linked.post("/log-ind/kode", data={"code": code}).location == "/hjem"
    assert is_in(linked)
    linked.post("/log-ind/ud")
    configure(app, fake, SECOND_FACTOR="vouched")
    assert come_back(linked, fake).location == "/hjem"
    assert is_in(linked)


def test_an_account_is_linked_by_its_own_person_with_the_password(signed, fake):
    answer = come_back(signed, fake, "/konto/hos/kommune", name="Signe <H>", email_verified=True)
    assert "Signe &lt;H&gt;" in answer.text
    sealed = question_of(answer)
    wrong = signed.post("/konto/hos/kommune", data={"vouched": sealed, "present": "forkert"})
    assert (wrong.status_code, question_of_wrong(wrong)) == (422, sealed)
    data = {"vouched": sealed, "present": PASSWORD}
    assert signed.post("/konto/hos/kommune", data=data).location == "/konto"
    signed.post("/log-ind/ud")
    assert come_back(signed, fake).status_code == 302
    assert is_in(signed)
    assert signed.post("/konto/hos/kommune/slut").location == "/konto"
    signed.post("/log-ind/ud")
    assert come_back(signed, fake).status_code == 403


def test_what_was_vouched_for_is_asked_about_and_never_linked_by_coming_back(signed, fake):
    come_back(signed, fake, "/konto/hos/kommune")
    signed.post("/log-ind/ud")
    assert come_back(signed, fake).status_code == 403


@pytest.mark.parametrize("sealed", ["", "x", "æ", "gAAAAABx"])
def test_what_nobody_vouched_for_links_nothing(signed, fake, sealed):
    data = {"vouched": sealed, "present": PASSWORD}
    assert signed.post("/konto/hos/kommune", data=data).status_code == 422
    assert signed.post("/log-ind/hos/kommune/tag-i-brug", data=data).status_code == 422


def test_an_answer_for_one_purpose_serves_no_other(signed, fake):
    sealed = question_of(come_back(signed, fake, "/konto/hos/kommune"))
    data = {"vouched": sealed}
    assert signed.post("/log-ind/hos/kommune/tag-i-brug", data=data).status_code == 422


def test_what_one_person_was_asked_about_another_does_not_answer(app, signed, fake):
    sealed = question_of(come_back(signed, fake, "/konto/hos/kommune"))
    database = Database(app.config["DATABASE_URL"])
    token = another_invitation(database)
    database.dispose()
    signed.post(f"/invitation/{token}", data={"password": PASSWORD})
    signed.post("/log-ind", data={"email": "bo@example.dk", "password": PASSWORD})
    data = {"vouched": sealed, "present": PASSWORD}
    assert signed.post("/konto/hos/kommune", data=data).status_code == 422


def test_what_opens_one_account_opens_no_other(app, linked, fake):
    database = Database(app.config["DATABASE_URL"])
    token = another_invitation(database)
    other = app.test_client()
    sealed = question_of(come_back(other, fake, f"/invitation/{token}/hos/kommune"))
    answer = other.post("/log-ind/hos/kommune/tag-i-brug", data={"vouched": sealed})
    assert (answer.status_code, sealed in answer.text) == (409, False)
    database.dispose()


def test_the_only_way_in_is_not_taken_away_by_oneself_but_by_staff(app, linked, fake):
    come_back(linked, fake)
    assert linked.post("/konto/hos/kommune/slut").status_code == 409
    assert linked.get("/konto").status_code == 200
    database = Database(app.config["DATABASE_URL"])
    remove_identities(database, person_id(database), actor_id="s", now=datetime.now(UTC))
    database.dispose()
    assert linked.get("/konto").status_code == 302
    assert come_back(linked, fake).status_code == 403


def test_who_has_no_password_is_written_to_about_that_and_gets_no_way_around(linked):
    linked.post("/glemt-adgangskode", data={"email": EMAIL})
    page = linked.get("/post").text
    assert "har ingen adgangskode" in page
    assert "/invitation/" not in page
    assert linked.post("/log-ind", data=SIGN_IN).status_code == 422


def test_one_may_sign_out_there_too(app, linked, fake):
    come_back(linked, fake)
    assert linked.post("/log-ind/ud").location == "/"
    configure(app, fake, SIGN_OUT="there")
    come_back(linked, fake)
    answer = linked.post("/log-ind/ud")
    assert "/log-ind/hos/kommune/ud" in answer.text
    assert not is_in(linked)
    told = parse_qs(urlsplit(linked.get("/log-ind/hos/kommune/ud").location).query)
    assert told["post_logout_redirect_uri"] == ["http://127.0.0.1:5000/"]
    fake.told["end_session_endpoint"] = f"{fake.issuer}/x"
    assert (told["client_id"], "id_token_hint" in told) == ([CLIENT], False)


def test_a_provider_nobody_told_of_is_not_there(client, fake):
    for address in (START, BACK, f"{START}/ud", f"{START}s", "/log-ind/hos/x"):
        wanted = 404 if address in (f"{START}s", "/log-ind/hos/x") else None
        answer = client.get(address)
        assert (answer.status_code == 404) == (wanted == 404), address


def test_the_page_for_signing_in_has_a_button_for_each_provider(app, client, fake):
    app.config["PROVIDERS"] = (
        fake.provider(LABEL="Ærø Kommune"),
        fake.provider("BROKER", LABEL="MitID Erhverv"),
    )
    page = client.get("/log-ind?til=/konto").text
    for words in ("Log ind med Ærø Kommune", "Log ind med MitID Erhverv"):
        assert words in page
    assert 'href="/log-ind/hos/broker?til=/konto"' in page


def test_nothing_of_what_was_exchanged_is_logged_however_much_is(linked, fake):
    seen, there = Seen(), leave(linked)
    told = fake.code_for(there)
    with logged(seen):
        linked.get(BACK, query_string=told)
        linked.get(BACK, query_string=told)
        leave(linked)
    asked = parse_qs(urlsplit(there).query)
    words = (told["code"], asked["state"][0], asked["nonce"][0], SECRET, "signe-hos-dem")
    assert met(words, seen.lines) == []
    assert any("/log-ind/hos/<provider_id>/svar" in line for line in seen.lines)
