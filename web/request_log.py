"""One line a request: what was asked for by its pattern, never by its address, which may open."""

import hmac
import logging
import os
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask, Request, Response, current_app, request

from cases.people.person import Person
from web.frame import after, before
from web.signing_in import known_person

REQUEST_ID, _BEGAN = "tilsagn.request_id", "tilsagn.began"
_LOG = logging.getLogger(__name__)
_BLANK = {
    **vars(_LOG.makeRecord(_LOG.name, logging.INFO, "", 0, "", (), None)),
    **dict.fromkeys(("process", "processName", "thread", "threadName")),
}
_NO_ROUTE = "-"
_NUMBER_DIGITS, _FAILED = 12, 400


class _Answered(logging.LogRecord):
    """A record of these values; all else, which line of ours logs it too, is the same each time."""

    def __init__(self, told: Mapping[str, object]) -> None:
        line = f"{told['method']} {told['route']} {told['status']} {told['ms']} ms {told['person']}"
        now = time.time()
        more = {"msg": line, "created": now, "msecs": int(now % 1 * 1000)}
        self.__dict__ = {**_BLANK, **more, **told}


def log_requests(app: Flask) -> None:
    """Number every request and log how it was answered; called before anything else looks at it."""
    before(app, _begin)
    after(app, _end)
    app.context_processor(lambda: {"request_id": request_id()})


def request_id() -> str:
    """The number of the request under way, by which its lines in the log are found."""
    return _numbered(request.environ)


def _numbered(environ: dict[str, Any]) -> str:
    number: str | None = environ.get(REQUEST_ID)
    if number is None:
        number = environ[REQUEST_ID] = os.urandom(8).hex()
    return number


def begin(environ: dict[str, Any]) -> None:
    """Number a request by its surroundings, and note when it began."""
    environ.setdefault(_BEGAN, time.perf_counter())
    _numbered(environ)


def _begin(asked: Request) -> None:
    begin(asked.environ)


def _end(asked: Request, response: Response) -> None:
    response.headers.add("X-Request-ID", _numbered(asked.environ))
    if not _is_own_file(asked, response):
        rule = asked.url_rule.rule if asked.url_rule else None
        log_answer(current_app, asked.environ, rule, response.status_code, known_person())


def log_answer(
    app: Flask, environ: dict[str, Any], rule: str | None, status: int, person: Person | None
) -> None:
    """Log how a request was answered that goes by this rule, and who asked."""
    if not _LOG.isEnabledFor(logging.INFO):
        return
    began = environ.get(_BEGAN)
    told = {
        "method": environ["REQUEST_METHOD"] if rule else _NO_ROUTE,
        "route": rule or _NO_ROUTE,
        "status": status,
        "ms": round(1000 * (time.perf_counter() - began)) if began else 0,
        "person": _number_of(person, str(app.config["SECRET_KEY"])) if person else "",
        # The handler finds it where Flask has the request under way, which it may not have.
        "request_id": _numbered(environ),
    }
    _LOG.handle(_Answered(told))


def _is_own_file(asked: Request, response: Response) -> bool:
    """A page asks for a dozen of our own files, which tell of nobody and nothing."""
    return asked.endpoint == "static" and response.status_code < _FAILED


def _number_of(person: Person, key: str) -> str:
    """A number for a person, the same each time, that leads to nobody without the key."""
    digest = hmac.digest(key.encode(), f"log {person.id}".encode(), "sha256")
    return digest.hex()[:_NUMBER_DIGITS]
