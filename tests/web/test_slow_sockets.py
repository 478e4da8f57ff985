"""Many who send a byte now and then keep nobody from the pages."""

import http.client
import socket
import threading
from contextlib import ExitStack

import pytest

from cli.serving import server_for

SLOW, ASKED = 200, 20
SECONDS = 60
"""Where the slow ones are in the way nothing is answered at all; how soon decides no test."""
BEGUN = (
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Langsom: ",
    b"POST /kladder HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nform=",
)


@pytest.fixture
def port(drawing_app):
    drawing_app.config.update(HOST="127.0.0.1", PORT=0)
    server = server_for(drawing_app)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server.effective_port
    server.trigger.pull_trigger(lambda: server.close() or server.asyncore.close_all(server._map))
    thread.join()


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
