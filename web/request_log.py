"""One line a request: what was asked for by its pattern, never by its address, which may open."""

import hmac
import logging
import secrets
import time

from flask import Flask, Response, current_app, request

from web.signing_in import known_person

REQUEST_ID, _BEGAN = "tilsagn.request_id", "tilsagn.began"
_LOG = logging.getLogger(__name__)
_NO_ROUTE = "-"
_NUMBER_DIGITS, _FAILED = 12, 400


def log_requests(app: Flask) -> None:
    """Number every request and log how it was answered; called before anything else looks at it."""
    app.before_request(_begin)
    app.after_request(_end)
    app.context_processor(lambda: {"request_id": request_id()})


def request_id() -> str:
    """The number of the request under way, by which its lines in the log are found."""
    return str(request.environ.setdefault(REQUEST_ID, secrets.token_hex(8)))


def _begin() -> None:
    request_id()
    request.environ[_BEGAN] = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    if request.endpoint == "static" and response.status_code < _FAILED:
        # A page asks for a dozen of our own files, which tell of nobody and nothing.
        return response
    rule, began = request.url_rule, request.environ.get(_BEGAN)
    told = {
        "method": request.method if rule else _NO_ROUTE,
        "route": rule.rule if rule else _NO_ROUTE,
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - began)) if began else 0,
        "person": _person_number(),
    }
    _LOG.info("%(method)s %(route)s %(status)s %(ms)s ms %(person)s", told, extra=told)
    return response


def _person_number() -> str:
    """A number for who asked, the same each time, that leads to nobody without the key."""
    person = known_person()
    if person is None:
        return ""
    key = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.digest(key, f"log {person.id}".encode(), "sha256")
    return digest.hex()[:_NUMBER_DIGITS]
