"""What costs much is counted for each person, for all processes together."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from cases import limits
from cases.database import Database
from cases.errors import StorageFull, TooMuchWork
from cases.limits import MOST, Work, count_work
from web.limits import WORK

NOW = datetime(2009, 5, 4, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(limits, "MOST", dict.fromkeys(Work, 2))


@pytest.fixture
def app(shared_app):
    return shared_app


def test_every_page_that_is_counted_is_there(app):
    assert set(WORK) <= {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(WORK.values()) == set(Work)


def test_every_file_that_is_made_is_counted(app):
    made = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.endswith((".docx", ".xlsx", ".pdf", ".zip", ".csv"))
    }
    # The template in use is handed out as it lies.
    assert made - set(WORK) == {"library.fetch_in_use"}


def upload(client):
    return client.post("/eksaminer", data={"fil": (io.BytesIO(b"x"), "a.docx")})


def make(client):
    return client.get("/skabeloner/projektskitse@2009.docx")


def export(client):
    return client.get("/konto/indsigt.zip")


@pytest.mark.parametrize(("ask", "right"), [(upload, 422), (make, 200), (export, 200)])
def test_one_who_asks_too_often_waits_a_quarter_of_an_hour(app, signed, ask, right):
    assert [ask(signed).status_code for _ in range(3)] == [right, right, 429]
    answer = ask(signed)
    assert (answer.headers["Retry-After"], "Vent 15 minutter" in answer.text) == ("900", True)
    assert signed.get("/konto").status_code == 200


def test_others_are_not_held_back_by_one(app, signed):
    for _ in range(3):
        last = make(signed)
    assert last.status_code == 429
    assert make(app.test_client()).status_code == 200


def test_those_without_an_account_share_more(app, client, monkeypatch):
    monkeypatch.setattr("web.limits.SHARED_TIMES", 2)
    assert [make(client).status_code for _ in range(5)] == [200] * 4 + [429]


def test_processes_count_together_and_begin_anew(app):
    one, other = (Database(app.config["DATABASE_URL"]) for _ in range(2))
    count_work(one, Work.MAKING, "p", times=1, now=NOW)
    count_work(other, Work.MAKING, "p", times=1, now=NOW)
    for each in (one, other):
        with pytest.raises(TooMuchWork):
            count_work(each, Work.MAKING, "p", times=1, now=NOW)
    count_work(one, Work.EXPORT, "p", times=1, now=NOW)
    count_work(one, Work.MAKING, "p", times=1, now=NOW + timedelta(minutes=16))
    one.dispose()
    other.dispose()


def test_on_a_full_disk_what_was_written_can_still_be_had(app, signed, monkeypatch):
    def full(*_args, **_kwargs):
        raise StorageFull

    monkeypatch.setattr(limits, "count_attempt", full)
    assert export(signed).status_code == 200


def test_a_sign_in_too_many_says_when_to_try_again(client):
    for _ in range(11):
        answer = client.post("/log-ind", data={"email": "ingen@example.dk", "password": "x"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")


def test_the_real_limits_leave_room_for_a_day_s_work():
    assert min(MOST.values()) >= 60
