"""Many who send a byte now and then keep nobody from the pages."""

import http.client
import io
import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest

from cases.actions import see_jobs
from cases.database import Database
from cases.fetches import Fetches
from cases.file_store import FileStore
from cases.folder_shelf import FolderShelf
from cases.job_files import RESULT, JobFile, tell_of
from cli import serving
from cli.serving import server_for
from tests.patience import PATIENCE

SLOW, ASKED = 200, 20
LARGE = 40_000_000
SECONDS = 60
"""Where the slow ones are in the way nothing is answered at all; how soon decides no test."""
BEGUN = (
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Langsom: ",
    b"POST /kladder HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nform=",
)


@contextmanager
def served(app):
    """The port of a server that lasts as long as the block."""
    app.config.update(HOST="127.0.0.1", PORT=0)
    server = server_for(app)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.trigger.pull_trigger(
            lambda: server.close() or server.asyncore.close_all(server._map)
        )
        thread.join()


@pytest.fixture
def port(drawing_app):
    with served(drawing_app) as port:
        yield port


def test_slow_connections_keep_nobody_waiting(port):
    with ExitStack() as open_ones:
        slow = [
            open_ones.enter_context(socket.create_connection(("127.0.0.1", port), SECONDS))
            for _ in range(SLOW)
        ]
        for number, each in enumerate(slow):
            each.sendall(BEGUN[number % len(BEGUN)])
        for _ in range(ASKED):
            for each in slow:
                each.sendall(b"x")
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
            asked.request("GET", "/skabeloner")
            assert asked.getresponse().status == 200
            asked.close()


@pytest.fixture
def large_file(app, client, tmp_path):
    """The address of a file that is larger than all that is buffered on its way, and who may."""
    rows = (io.BytesIO(b"{}"), "svar.jsonl")
    at = client.post("/arbejde", data={"formular": "milepaelsplan", "raekker": rows}).location
    file = tmp_path / "stor"
    with file.open("wb") as stream:
        stream.truncate(LARGE)
    made = JobFile(name=RESULT, sha256=FileStore(tmp_path / "filer").put_file(file), size=LARGE)
    database = Database(app.config["DATABASE_URL"])
    with database.writing() as session:
        tell_of(session, at.rsplit("/", 1)[-1], [made])
    database.dispose()
    cookie = client.get_cookie("tilsagn")
    return f"{at}/fil", {"Cookie": f"{cookie.key}={cookie.value}"}


def test_who_is_slow_to_take_a_large_file_keeps_nobody_waiting(app, large_file, monkeypatch):
    monkeypatch.setattr(serving, "_THREADS", 1)
    address, cookie = large_file
    with served(app) as port, ExitStack() as open_ones:
        answers = []
        for _ in range(2):
            taking = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
            open_ones.callback(taking.close)
            taking.request("GET", address, headers=cookie)
            answer = taking.getresponse()
            assert (answer.status, answer.length) == (200, LARGE)
            assert answer.read(10) == bytes(10)
            answers.append(answer)
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        asked.request("HEAD", address, headers=cookie)
        assert asked.getresponse().length == 0
        asked.close()
        assert [len(each.read()) for each in answers] == [LARGE - 10] * 2


def test_the_room_of_a_file_that_was_taken_or_not_waited_for_is_free_again(
    app, large_file, monkeypatch
):
    monkeypatch.setattr(see_jobs, "_FETCHES", Fetches(most_bytes=LARGE))
    monkeypatch.setattr(FolderShelf, "is_elsewhere", True)
    address, cookie = large_file
    with served(app) as port, ExitStack() as open_ones:

        def asked():
            taking = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
            open_ones.callback(taking.close)
            taking.request("GET", address, headers=cookie)
            return taking, taking.getresponse()

        def asked_until_there_is_room():
            latest = time.monotonic() + PATIENCE
            while (found := asked())[1].status == 503:
                found[0].close()
                assert time.monotonic() < latest
            return found

        slow, answer = asked()
        assert (answer.status, asked()[1].status) == (200, 503)
        slow.close()
        answer.close()
        _, answer = asked_until_there_is_room()
        assert len(answer.read()) == LARGE
        assert asked_until_there_is_room()[1].status == 200
