"""What is refused of saves is refused by Flask, whoever looks at it first."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.two_services import POSTER, REMARKS, Both, changed


def _without_token(both: Both) -> TestResponse:
    sent = changed(both)
    del sent["csrf_token"]
    return both.post(sent)


def _wrong_token(both: Both) -> TestResponse:
    sent = changed(both)
    sent["csrf_token"] += "x"
    return both.post(sent)


def _twice(both: Both) -> TestResponse:
    sent = changed(both)
    return both.post(MultiDict([(REMARKS, "y"), *sent.items(multi=True)]))


def _no_number(both: Both) -> TestResponse:
    sent = changed(both)
    sent["_version"] = "1x"
    return both.post(sent)


def _too_many(both: Both) -> TestResponse:
    rows = [(f"{POSTER}[{row}].tekst", "x") for row in range(900)]
    return both.post(MultiDict([*rows, *changed(both).items(multi=True)]))


def _stranger(both: Both) -> TestResponse:
    for each in (both.quick, both.slow):
        each.delete_cookie("tilsagn")
    return both.post(changed(both))


def _forged(both: Both) -> TestResponse:
    for each in (both.quick, both.slow):
        each.set_cookie("tilsagn", each.get_cookie("tilsagn").value[:-2] + "xx")
    return both.post(changed(both))


def _no_form(both: Both) -> TestResponse:
    body = urlencode(list(changed(both).items(multi=True))).encode()
    return both.post(body, content_type="text/plain")


def _cut_short(both: Both) -> TestResponse:
    body = urlencode(list(changed(both).items(multi=True))).encode()
    told = {"CONTENT_LENGTH": str(len(body) + 5)}
    return both.post(body, environ_overrides=told)


def _over_http_tls(both: Both) -> TestResponse:
    return both.post(changed(both), base_url="https://localhost")


REFUSED: dict[str, tuple[Callable[[Both], TestResponse], int]] = {
    "a question there is not": (lambda both: both.tell({"udgifter.ukendt": "x"}), 400),
    "a row there cannot be": (lambda both: both.tell({f"{POSTER}[9999].tekst": "x"}), 413),
    "a question told twice": (_twice, 400),
    "no number of a save": (_no_number, 400),
    "no token": (_without_token, 400),
    "another token": (_wrong_token, 400),
    "too many fields": (_too_many, 413),
    "a browser that holds nothing": (_stranger, 400),
    "a cookie made up": (_forged, 400),
    "from no page of ours, where all is secure": (_over_http_tls, 400),
    "no form": (_no_form, 400),
    "less than was announced": (_cut_short, 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_by_flask(both: Both, name: str) -> None:
    refuse, status = REFUSED[name]
    assert refuse(both).status_code == status
    assert both.kept()[1:] == [[], []]
