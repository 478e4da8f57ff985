"""What a provider says is believed when it is proved, and in no other way."""

import json
import socket
import time

import pytest
from joserfc.jwk import RSAKey
from werkzeug.wrappers import Response

from tests.web.elsewhere.going import START, come_back, configure, is_in
from tests.web.elsewhere.provider import CLIENT, FakeProvider
from web.elsewhere import client as client_module


@pytest.mark.parametrize(
    "bend",
    [
        lambda fake: fake.claims.update(nonce="en-anden"),
        lambda fake: fake.claims.update(nonce=None),
        lambda fake: fake.claims.update(aud="en-anden"),
        lambda fake: fake.claims.update(aud="en-anden", azp=CLIENT),
        lambda fake: fake.claims.update(aud=[CLIENT, "en-anden"], azp="en-anden"),
        lambda fake: fake.claims.update(iss="https://en-anden.example"),
        lambda fake: fake.claims.update(iss=None),
        lambda fake: fake.claims.update(sub=None),
        lambda fake: fake.claims.update(sub=""),
        lambda fake: fake.claims.update(sub=["a"]),
        lambda fake: fake.claims.update(sub="x" * 256),
        lambda fake: fake.claims.update(sub="signe\nhos-dem"),
        lambda fake: fake.claims.update(exp=None),
        lambda fake: fake.claims.update(exp=int(time.time()) - 3600),
        lambda fake: fake.claims.update(iat=int(time.time()) + 3600),
        lambda fake: fake.claims.update(nbf=int(time.time()) + 3600),
        lambda fake: fake.claims.update(exp="snart"),
        lambda fake: fake.claims.update(at_hash="en-anden"),
        FakeProvider.unsigned,
        FakeProvider.confuse,
        lambda fake: setattr(fake, "sign_with", STRANGER),
        lambda fake: fake.answers.update({"/token": {"access_token": "x", "id_token": None}}),
        lambda fake: fake.answers.update({"/token": {"access_token": "x", "id_token": "a.b.c"}}),
        lambda fake: fake.answers.update({"/token": {"access_token": "x", "id_token": [1]}}),
        lambda fake: fake.answers.update({"/token": {"access_token": "x"}}),
        lambda fake: fake.answers.update({"/token": ["x"]}),
        lambda fake: fake.answers.update({"/token": {"error": "invalid_client"}}),
        lambda fake: fake.answers.update({"/token": {"error": "invalid_grant"}}),
        lambda fake: fake.answers.update({"/keys": {"keys": []}}),
        lambda fake: fake.answers.update({"/keys": {"keys": [{"kty": "RSA", "n": 1}]}}),
        lambda fake: fake.answers.update({"/keys": []}),
    ],
)
def test_an_answer_that_cannot_be_proved_signs_nobody_in(app, linked, fake, bend):
    bend(fake)
    app.extensions.pop("tilsagn.providers")
    answer = come_back(linked, fake)
    assert (answer.status_code, "Ærø Kommune" in answer.text) == (422, True)
    assert "Du er ikke logget ind" in answer.text
    assert not is_in(linked)


STRANGER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


@pytest.mark.parametrize("offered", [["none"], ["HS256"], ["none", "HS256"]])
def test_a_provider_that_offers_only_what_anybody_can_sign_is_not_asked(client, fake, offered):
    fake.told["id_token_signing_alg_values_supported"] = offered
    assert client.get(START).status_code == 422


def test_what_anybody_can_sign_is_not_believed_though_it_is_offered(app, linked, fake):
    fake.told["id_token_signing_alg_values_supported"] = ["RS256", "HS256", "none"]
    app.extensions.pop("tilsagn.providers")
    for bend in (FakeProvider.unsigned, FakeProvider.confuse):
        bend(fake)
        assert come_back(linked, fake).status_code == 422


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://en-anden.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": 7},
    ],
)
def test_a_description_that_is_not_the_provider_s_own_is_not_believed(client, fake, told):
    fake.told.update(told)
    answer = client.get(START)
    assert (answer.status_code, "Du er ikke logget ind" in answer.text) == (422, True)


def test_a_description_sets_nothing_of_how_it_is_asked(app, fake):
    fake.told.update({"verify": False, "proxies": {"http": "http://evil.example"}})
    kept = client_module.Client(app.config["PROVIDERS"][0])
    assert not {"verify", "proxies"} & set(kept.load_server_metadata())


def test_an_encrypted_provider_is_never_asked_in_the_clear(fake):
    provider = fake.provider(ISSUER="https://login.example")
    told = fake.description() | {"issuer": "https://login.example"}
    with pytest.raises(ValueError, match="not safe"):
        client_module._believed(provider, told)


@pytest.mark.parametrize(
    "answer",
    [
        Response("oh no", 500),
        Response("{", mimetype="application/json"),
        Response("", 302, {"Location": "/andet/openid-configuration"}),
    ],
)
def test_a_provider_that_is_down_is_told_with_503(client, fake, answer):
    fake.answers["/.well-known/openid-configuration"] = answer
    told = client.get(START)
    assert (told.status_code, told.headers["Retry-After"]) == (503, "10")
    assert "svarer ikke lige nu" in told.text


def test_a_description_that_is_too_long_is_not_read_to_its_end(client, fake):
    whole = json.dumps(fake.description())
    address = "/.well-known/openid-configuration"
    fake.answers[address] = Response(whole + " " * client_module._MOST_BYTES)
    assert client.get(START).status_code == 503
    fake.answers[address] = Response(whole + " " * (client_module._MOST_BYTES - len(whole)))
    assert client.get(START).status_code == 302


def test_a_provider_that_is_not_there_is_told_with_503(app, client, fake):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        configure(app, fake, ISSUER=f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert client.get(START).status_code == 503


def test_a_provider_that_drips_is_given_up(client, fake, monkeypatch):
    def drip():
        for _ in range(200):
            time.sleep(0.01)
            yield b" "
        yield json.dumps(fake.description()).encode()

    monkeypatch.setattr(client_module, "_SECONDS_IN_ALL", 0.05)
    fake.answers["/.well-known/openid-configuration"] = lambda: Response(drip())
    before = len(fake.asked)
    assert client.get(START).status_code == 503
    assert len(fake.asked) == before + 1


def test_no_more_threads_wait_for_a_provider_than_a_few(client, fake, monkeypatch):
    monkeypatch.setattr(client_module, "_TURNS", client_module.threading.BoundedSemaphore(1))
    with client_module._in_turn():
        assert client.get(START).status_code == 503
    assert client.get(START).status_code == 302


def test_keys_that_are_changed_are_asked_for_again(linked, fake):
    come_back(linked, fake)
    linked.post("/log-ind/ud")
    fake.rotate()
    assert come_back(linked, fake).status_code == 302
    assert is_in(linked)
