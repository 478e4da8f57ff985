"""One line a request, and a number by which its lines are found."""

import json
import logging
import re
import threading
import time

import pytest

from config import Surroundings
from logs import set_up_logs
from tests.web.people import PASSWORD, SIGN_IN
from web import start

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def app(shared_app):
    return shared_app


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, "web.request_log")
    return lambda: [each for each in caplog.records if each.name == "web.request_log"]


def test_a_request_is_told_by_its_pattern_and_never_by_its_address(client, told):
    client.get("/l/kanarie-token?q=kanarie-ord")
    client.get("/findes-ikke/kanarie")
    client.open("/", method="KANARIE")
    found = [(each.method, each.route, each.status) for each in told()]
    assert found == [("GET", "/l/<token>", 404), ("-", "-", 404), ("-", "-", 405)]
    assert all(each.ms >= 0 for each in told())
    assert "anarie" not in "".join(each.getMessage() for each in told()).lower()


def test_a_record_is_as_whole_as_any(client, told):
    before = time.time()
    client.get("/findes-ikke")
    found, any_ = told()[-1], logging.makeLogRecord({})
    assert vars(found).keys() >= vars(any_).keys()
    assert (found.levelname, found.levelno, found.name) == ("INFO", 20, "web.request_log")
    assert before <= found.created <= time.time()
    assert found.msecs == int(found.created % 1 * 1000)


def test_our_own_files_are_told_of_where_they_are_missing_alone(client, told):
    client.get("/static/css/tilsagn.css").close()
    client.get("/static/css/findes-ikke.css")
    assert [(each.route, each.status) for each in told()] == [("/static/<path:filename>", 404)]


def test_a_person_has_the_same_number_each_time_and_nobody_else_s(app, client, invitation, told):
    client.post(invitation, data={"password": PASSWORD})
    client.post("/log-ind", data=SIGN_IN)
    for _ in range(2):
        client.get("/konto")
    client.get("/statisk-findes-ikke")
    numbers = [each.person for each in told()]
    assert numbers[0] == ""
    assert re.fullmatch(r"[0-9a-f]{12}", numbers[2])
    assert numbers[2] == numbers[3]
    app.config["SECRET_KEY"] = "another key of the tests"
    client.post("/log-ind", data=SIGN_IN)
    client.get("/konto")
    assert told()[-1].person not in ("", numbers[2])


def test_every_answer_has_a_number_of_its_own_that_nobody_outside_chooses(client):
    told = {
        client.get(way, headers={"X-Request-ID": "kanarie"}).headers["X-Request-ID"]
        for way in ("/", "/findes-ikke", "/sundhed", "/static/findes-ikke.css")
    }
    assert len(told) == 4
    assert all(re.fullmatch(r"[0-9a-f]{16}", each) for each in told)


def test_the_number_stands_on_the_page_of_an_error_and_beside_it_in_the_log(
    app, client, monkeypatch, caplog
):
    def fail(*_args, **_kwargs):
        raise ValueError("kanarie-ord")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(start, "render_template", fail)
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    assert "kanarie-ord" not in answer.text


def test_a_line_carries_the_number_that_its_answer_does(app, client, monkeypatch, capsys):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    app.config["SURROUNDINGS"] = Surroundings.PRODUCTION.value
    set_up_logs(app)
    answer = client.get("/findes-ikke")
    [line] = capsys.readouterr().err.splitlines()
    assert json.loads(line)["request_id"] == answer.headers["X-Request-ID"]
