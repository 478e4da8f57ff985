"""One's own account: the second factor, with its picture and its recovery codes."""

import html
import re
import time
from xml.etree import ElementTree as ET

import pyotp
import pytest

from app import create_app
from cases.people.second_factor import picture_of
from tests.web.people import PASSWORD, SIGN_IN

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def app(shared_app):
    return shared_app


def secret_on(page):
    return re.search(r'name="secret" value="(\w+)"', page)[1]


def set_up(client):
    secret = secret_on(client.get("/konto").text)
    data = {"secret": secret, "code": pyotp.TOTP(secret).at(int(time.time()))}
    return client.post("/konto/totrin", data=data), secret


def codes_on(page):
    return [
        each.replace(" ", "") for each in re.findall(r'<code class="typed">([^<]+)</code>', page)
    ]


def test_the_picture_is_of_squares_alone_and_is_the_address_that_is_linked(signed):
    page = signed.get("/konto").text
    picture = ET.fromstring(drawn := re.search(r'<svg[^>]*class="qr".*?</svg>', page, re.DOTALL)[0])
    used = {(each.tag.split("}")[-1], *sorted(each.attrib)) for each in picture.iter()}
    assert {tag for tag, *_ in used} == {"svg", "g", "path"}
    names = {name for _, *names in used for name in names}
    assert names == {"viewBox", "class", "d", "stroke", "fill", "transform"}
    address = html.unescape(re.search(r'href="(otpauth:[^"]+)"', page)[1])
    assert drawn == picture_of(address)


def test_a_secret_that_is_made_up_is_not_shown_again(signed):
    for made_up in ("x", '"><script>', "1" * 32, "é" * 32):
        answer = signed.post("/konto/totrin", data={"secret": made_up, "code": "000000"})
        assert answer.status_code == 422
        assert secret_on(answer.text) != made_up


def test_a_mistyped_code_keeps_the_secret_that_is_in_the_app_already(signed):
    secret = secret_on(signed.get("/konto").text)
    answer = signed.post("/konto/totrin", data={"secret": secret, "code": "000000"})
    assert (answer.status_code, secret_on(answer.text)) == (422, secret)


def test_recovery_codes_are_shown_once_and_one_of_them_signs_in(app, signed):
    answer, _ = set_up(signed)
    codes = codes_on(answer.text)
    assert len(set(codes)) == 10
    page = signed.get("/konto").text
    assert "10 ubrugte" in page
    assert not [code for code in codes if code[:4] in page and code[4:8] in page]
    signed.post("/log-ind/ud")
    assert signed.post("/log-ind", data=SIGN_IN).location == "/log-ind/kode"
    assert signed.post("/log-ind/kode", data={"code": codes[0]}).location == "/hjem"
    assert "9 ubrugte" in signed.get("/konto").text


def test_other_recovery_codes_are_made_by_the_password(signed):
    first = codes_on(set_up(signed)[0].text)
    assert signed.post("/konto/koder", data={"proof": "forkert"}).status_code == 422
    other = codes_on(signed.post("/konto/koder", data={"proof": PASSWORD}).text)
    assert (len(other), set(other) & set(first)) == (10, set())


def test_a_session_and_a_sign_in_outlive_a_change_of_key(app, client, signed):
    stranger = app.test_client()
    case = stranger.post("/sager", data={"programme": "lokale-partnerskaber"}).location
    newer = "a newer key of the tests, and no other"
    for former, is_known in (([], False), ([app.config["SECRET_KEY"]], True)):
        told = {"SECRET_KEY": newer, "SECRET_KEY_FALLBACKS": former}
        changed = create_app({**app.config, **told})
        mine, theirs = (_moved(each, changed) for each in (signed, stranger))
        assert ("Signe Havmand" in mine.get("/").text) is is_known
        assert (theirs.get(case).status_code == 200) is is_known


def _moved(client, app):
    """The same browser, with its cookies, before another process."""
    moved = app.test_client()
    for cookie in client._cookies.values():
        moved.set_cookie(cookie.key, cookie.value)
    return moved
