"""A request made ready beforehand, so that what is measured is the answering alone."""

import io
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

Ask = Callable[[bytes], bytes]
"""From the body of a request to the body of its answer."""


class Null(io.TextIOBase):
    """Where the log goes: it is written, and takes no time anywhere else."""

    def write(self, text: str, /) -> int:
        """Take it."""
        return len(text)


def asking(app: Flask, path: str, *, method: str = "GET", cookies: str = "") -> Ask:
    """What asks an app as a server does: with surroundings made ready but for the body.

    Raises RuntimeError where the answer is not 200.
    """
    headers = {"Cookie": cookies} if cookies else {}
    kind = "application/x-www-form-urlencoded" if method == "POST" else None
    made = EnvironBuilder(path=path, method=method, headers=headers, content_type=kind)
    ready: Mapping[str, Any] = made.get_environ() | {"wsgi.errors": Null()}
    status: list[str] = []

    def begin(told: str, _headers: object, _error: object = None) -> Callable[[bytes], object]:
        status[:] = [told]
        return lambda _: None

    def ask(body: bytes) -> bytes:
        more = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        answer = app.wsgi_app({**ready, **more}, begin)
        try:
            got = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        if not status[0].startswith("200"):
            raise RuntimeError(status[0])
        return got

    return ask


def cookies_of(client: FlaskClient) -> str:
    """The cookies of a browser that was here before, as it sends them."""
    held = (client.get_cookie(name) for name in ("tilsagn", "tilsagn-person", "sprog"))
    return "; ".join(f"{each.key}={each.value}" for each in held if each)


def token_of(html: str) -> str:
    """The token that the first form of a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    return found[1] if found else ""


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called by a piece of work that was done before, Python's and C's."""
    counted = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    for _ in range(3):
        work()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted
