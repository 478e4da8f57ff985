"""What every answer carries so that a browser helps to protect the person."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from flask import Flask, Request, Response

from web.frame import after

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{name} {source}" for name, source in _SOURCES.items())
_HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_YEAR = 31_536_000
_NEVER = "no-store"
_STRICT = ("Strict-Transport-Security", f"max-age={_YEAR}")
SECURE = frozenset({"https", "wss"})
"""The schemes by which nobody else reads what is sent."""
_Write: TypeAlias = Callable[[bytes], object]


def secure(app: Flask) -> None:
    """Set the headers on every answer of the app, errors and files included."""
    after(app, _with_headers)
    app.wsgi_app = _headed(app.wsgi_app)  # type: ignore[assignment, method-assign]  # Flask says to wrap it so


def _headed(answer: "WSGIApplication") -> "WSGIApplication":
    """Put what every answer carries beside what it says itself, where that is a plain list."""

    def answered(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> _Write:
            missing = _missing(tuple([name for name, _ in headers]))
            return start(status, [*headers, *missing], *more)

        return answer(environ, begin)

    return answered


@lru_cache(maxsize=256)
def _missing(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What an answer does not carry that has headers of these names."""
    own = {name.lower() for name in names}
    return tuple(each for each in _HEADERS if each[0].lower() not in own)


def headers_of_data(scheme: str) -> list[tuple[str, str]]:
    """What an answer with data of somebody's carries of its own, by the scheme it was asked by."""
    return [("Cache-Control", _NEVER), *([_STRICT] if scheme in SECURE else [])]


def _with_headers(asked: Request, response: Response) -> None:
    if asked.scheme in SECURE:
        response.headers.set(*_STRICT)
    response.headers["Cache-Control"] = _caching(asked, response)


def _caching(asked: Request, response: Response) -> str:
    """Vendored files never change under their address; pages may hold what a person wrote."""
    if asked.endpoint != "static" or response.status_code >= 400:
        return _NEVER
    is_vendored = "/vendor/" in asked.path
    return f"public, max-age={_YEAR}, immutable" if is_vendored else "no-cache"
