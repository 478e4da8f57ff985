"""Fifty people who each save twice a second, over a real `flask serve` on this machine alone."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from benchmarks.asking import token_of
from benchmarks.rounds import Table
from benchmarks.visiting import FORM, SECTION
from cases.migration import upgrade
from tests.web.submission import changes_of, fields_of

PEOPLE, SAVES, EVERY = 50, 20, 0.5
_ROOT = Path(__file__).resolve().parents[1]
_SECONDS_TO_START = 60.0


@dataclass(kw_only=True)
class _Person:
    """Somebody with a draft and a browser of their own."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, way: str, fields: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Status, text and where one is sent."""
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields)
        self.connection.request("POST" if body else "GET", way, body, head)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for each in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")

    def begin(self) -> None:
        """Begin a draft and open the page that is written on."""
        token = token_of(self.ask("/")[1])
        draft = self.ask("/kladder", {"form": FORM, "csrf_token": token})[2]
        self.page = f"{draft}/trin/{SECTION}"
        self.fields = fields_of(self.ask(self.page)[1]).to_dict()
        self.written = next(name for name in self.fields if "bemaerkninger" in name)

    def write(self, first: float) -> None:
        """Save again and again, each time at its hour or as soon after it as one can."""
        for number in range(SAVES):
            time.sleep(max(0.0, first + number * EVERY - time.monotonic()))
            page = MultiDict(self.fields)
            self.fields[self.written] = f"{number} " + "x" * 1_000
            told = changes_of(page, MultiDict(self.fields)).to_dict()
            start = time.monotonic()
            status, text, _ = self.ask(f"{self.page}/gem", told)
            self.waits.append(time.monotonic() - start)
            found = re.search(r'"version":\s*(\d+)', text)
            if status == 200 and found:
                self.fields["_version"] = found[1]
            else:
                self.refused += 1


def measured() -> list[Table]:
    """How long a save takes in a crowd, by the clock: the median of all, and the slowest."""
    with TemporaryDirectory() as folder, _serving(Path(folder)) as port:
        people = [_Person(port=port) for _ in range(PEOPLE)]
        for each in people:
            each.begin()
        start = time.monotonic() + 1
        spread = [start + EVERY * place / PEOPLE for place in range(PEOPLE)]
        threads = [
            threading.Thread(target=each.write, args=(first,))
            for each, first in zip(people, spread, strict=True)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        took = time.monotonic() - start
    return [_table(people, took)]


def _table(people: list[_Person], took: float) -> Table:
    waits = sorted(wait for each in people for wait in each.waits)
    middle = statistics.median(waits)
    shown = {
        "the median": middle,
        "99 of 100 at most": waits[int(len(waits) * 0.99)],
        "the slowest": waits[-1],
    }
    lines = [
        f"{name}: {1_000 * wait:.0f} ms, {wait / middle:.1f} times the median"
        for name, wait in shown.items()
    ]
    refused = sum(each.refused for each in people)
    lines.append(
        f"{len(waits)} saves in {took:.1f} seconds, {len(waits) / took:.0f} a second, "
        f"of which {refused} were refused; who saves shares the cores with who serves"
    )
    return Table(title=f"{PEOPLE} people who save twice a second, by the clock", notes=lines)


@contextmanager
def _serving(folder: Path) -> Iterator[int]:
    """`flask serve` with a database of its own, ended when the measuring is."""
    url = f"sqlite:///{folder / 'service.sqlite3'}"
    upgrade(url)
    port = _free_port()
    told = {
        **os.environ,
        "TILSAGN_INSTANCE": str(folder),
        "TILSAGN_DATABASE_URL": url,
        "TILSAGN_PORT": str(port),
    }
    command = [sys.executable, "-m", "flask", "serve"]
    server = subprocess.Popen(command, cwd=_ROOT, env=told, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    latest = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > latest:
                raise
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number
