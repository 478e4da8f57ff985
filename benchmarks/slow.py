"""How soon `flask serve` answers while hundreds of others send a byte now and then.

The service runs as a process of its own. The blank forms are asked for a number of times with
nobody else there, and again with so many slow connections, half of them within their headers and
half within a body; both by turns, so that what the machine does meanwhile counts for both. Told are
the medians and the longest, and the ratio of the medians. Run with
`.venv/bin/python -m benchmarks.slow`.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_SLOW, _ASKED, _ROUNDS = 200, 50, 4
_BEGUN = (
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    b"POST /kladder HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nform=",
)
_SECONDS = 60


def main() -> None:
    """Print both and their ratio."""
    alone: list[float] = []
    among: list[float] = []
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as port:
        for _ in range(_ROUNDS):
            alone += _asked(port, [])
            with ExitStack() as opened:
                slow = [opened.enter_context(_begun(port, number)) for number in range(_SLOW)]
                among += _asked(port, slow)
    _tell("alone", alone)
    _tell(f"{_SLOW} slow ones", among)
    ratio = statistics.median(among) / statistics.median(alone)
    sys.stdout.write(f"the median among them is {ratio:.2f} times the one alone\n")


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"TILSAGN_INSTANCE": str(folder), "TILSAGN_PORT": str(port)}
    flask = [sys.executable, "-m", "flask"]
    subprocess.run([*flask, "prepare"], env={**os.environ, **told}, check=True, capture_output=True)
    with subprocess.Popen(
        [*flask, "serve"], env={**os.environ, **told}, stderr=subprocess.PIPE, text=True
    ) as server:
        for line in server.stderr or ():
            if re.search(rf":{port}/", line):
                break
        yield port
        server.terminate()


def _begun(port: int, number: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), _SECONDS)
    connection.sendall(_BEGUN[number % len(_BEGUN)])
    return connection


def _asked(port: int, slow: list[socket.socket]) -> list[float]:
    took = []
    for _ in range(_ASKED):
        for each in slow:
            each.sendall(b"x")
        start = time.perf_counter()
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
        asked.request("GET", "/skabeloner")
        asked.getresponse().read()
        took.append(1000 * (time.perf_counter() - start))
        asked.close()
    return took


def _tell(name: str, took: list[float]) -> None:
    median, longest = statistics.median(took), max(took)
    sys.stdout.write(f"{name:14} median {median:6.1f} ms, longest {longest:7.1f} ms\n")


if __name__ == "__main__":
    main()
