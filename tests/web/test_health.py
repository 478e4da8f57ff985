"""Whoever watches over the service is told what is wrong with it, and nothing of anybody."""

import threading
from dataclasses import asdict
from pathlib import Path

import pytest

from cases import health
from tests.cases import s3
from tests.patience import PATIENCE
from web import health as page


def told(client):
    answer = client.get("/sundhed")
    return answer.status_code, answer.json


def test_the_service_says_that_it_works(client):
    status, found = told(client)
    assert found.pop("free_megabytes") > 0
    parts = dict.fromkeys(("status", "database", "files", "worker", "room"), "ok")
    assert (status, found) == (200, parts)


def test_a_database_that_is_gone_is_told(app, client):
    file = Path(app.config["DATABASE_URL"].removeprefix("sqlite:///"))
    file.unlink()
    file.mkdir()
    status, found = told(client)
    assert (status, found["status"], found["database"], found["files"]) == (
        *(503, "down", "down"),
        "ok",
    )


def test_files_that_cannot_be_reached_are_told(app, client):
    app.config["FILES_BUCKET"] = asdict(s3.bucket_at(1, "spand"))
    status, found = told(client)
    assert (status, found["files"], found["database"]) == (503, "down", "ok")
    assert "127.0.0.1" not in str(found)


def test_a_disk_with_no_room_is_told(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_ROOM", 1 << 62)
    status, found = told(client)
    assert (status, found["room"]) == (503, "full")


def test_a_worker_that_is_gone_is_told_and_the_rest_goes_on(app, client, monkeypatch):
    draft = client.post("/kladder", data={"form": "projektskitse"}).location
    client.post(f"{draft}/word/pdf")
    assert told(client)[1]["worker"] == "ok"
    monkeypatch.setattr(health, "SLOW", -health.SLOW)
    monkeypatch.setattr(page, "_SECONDS", 0)
    status, found = told(client)
    assert (status, found["worker"]) == (200, "missing")


def test_many_who_ask_at_once_are_answered_by_few_looks(app, client, monkeypatch):
    told(client)
    looks, going_on = [], threading.Event()

    def slow(*arguments, **named):
        looks.append(1)
        going_on.wait(PATIENCE)
        return health.look(*arguments, **named)

    monkeypatch.setattr(page, "_SECONDS", 0)
    monkeypatch.setattr(page, "look", slow)
    first = threading.Thread(target=lambda: told(app.test_client()))
    first.start()
    while not looks:
        first.join(0.001)
    assert [told(app.test_client())[0] for _ in range(5)] == [200] * 5
    going_on.set()
    first.join()
    assert len(looks) == 1


def test_one_look_serves_all_who_wait_for_the_first(app, monkeypatch):
    looks, all_wait = [], threading.Barrier(4, timeout=PATIENCE)
    turn = threading.Lock()

    class Turn:
        def acquire(self, *, blocking):
            all_wait.wait()
            return turn.acquire(blocking=blocking)

        def release(self):
            turn.release()

    def seen(*arguments, **named):
        looks.append(1)
        return health.look(*arguments, **named)

    monkeypatch.setattr(page, "look", seen)
    with app.app_context():
        page._looked()._turn = Turn()
    answers = []
    asking = [
        threading.Thread(target=lambda: answers.append(told(app.test_client())[0]))
        for _ in range(4)
    ]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert (answers, len(looks)) == ([200] * 4, 1)


@pytest.mark.parametrize("state", ["running", "waiting", "done"])
def test_a_worker_is_missed_where_jobs_wait_and_none_is_done(app, client, monkeypatch, state):
    draft = client.post("/kladder", data={"form": "projektskitse"}).location
    for _ in range(2):
        client.post(f"{draft}/word/pdf")
    monkeypatch.setattr(health, "SLOW", -health.SLOW)
    with page_database(app).writing() as session:
        first, second = session.query(health.JobRecord).all()
        first.state = state
        first.leased_until = page_now(app) + health.SLOW.__abs__()
        if state == "done":
            second.state = state
    expected = "missing" if state == "waiting" else "ok"
    assert told(client)[1]["worker"] == expected


def page_database(app):
    with app.app_context():
        return page.database()


def page_now(app):
    with app.app_context():
        return page.now()
