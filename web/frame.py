"""What Flask does for each request and answer, without what it would find out anew each time.

A quarter of what a page took was to ask whether a function is asynchronous, to copy a list of
headers that nothing is to be changed in, and to look through all headers for one of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from flask import Flask, Request, Response, request
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.routing import MapAdapter
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property
from werkzeug.wsgi import get_host

_MENDED = frozenset({"location", "content-location"})
_LENGTH, _OK = "content-length", 200
_NAME = "tilsagn.steps"
Before: TypeAlias = Callable[[Request], None]
After: TypeAlias = Callable[[Request, Response], None]


class _Request(Request):
    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """What the one line holds into which servers put all that were sent."""
        line = self.environ.get("HTTP_COOKIE")
        return cast(ImmutableMultiDict[str, str], parse_cookie(line, self.dict_storage_class))


class _Response(Response):
    def get_app_iter(self, environ: Any) -> Iterable[bytes]:
        """A body that is one piece as it is, where nothing is to be done once it was sent."""
        body = self.response
        is_sent = environ["REQUEST_METHOD"] != "HEAD" and self.status_code == _OK
        if is_sent and not self._on_close and isinstance(body, list):
            match body:
                case [bytes()]:
                    return body
        return super().get_app_iter(environ)

    def get_wsgi_headers(self, environ: Any) -> Headers:
        """The headers as they are where nothing in them is to be mended or counted."""
        if self.status_code == _OK:
            names = {name.lower() for name, _ in self.headers}
            if _LENGTH in names and names.isdisjoint(_MENDED):
                return self.headers
        return super().get_wsgi_headers(environ)


def quicken(app: Flask) -> None:
    """Let an app go through its requests so; no view of ours is asynchronous."""
    app.request_class = _Request
    app.response_class = _Response
    app.ensure_sync = _as_it_is  # type: ignore[method-assign]  # Flask says to override it
    app.create_url_adapter = _adapters(app)  # type: ignore[method-assign]  # the same


def before(app: Flask, step: Before) -> None:
    """Do this with each request before its view is asked, after what was told so earlier."""
    _steps(app).before.append(step)


def after(app: Flask, step: After) -> None:
    """Do this with each request and its answer, before what was told so earlier."""
    _steps(app).after.insert(0, step)


def request_itself() -> Request:
    """The request under way; Flask's own name for it looks for it at each thing it is asked."""
    return cast(Request, request.environ["werkzeug.request"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    before: list[Before] = field(default_factory=list)
    after: list[After] = field(default_factory=list)

    def begin(self) -> None:
        asked = request_itself()
        for step in self.before:
            step(asked)

    def end(self, response: Response) -> Response:
        asked = request_itself()
        for step in self.after:
            step(asked, response)
        return response


def _steps(app: Flask) -> _Steps:
    found = app.extensions.get(_NAME)
    if isinstance(found, _Steps):
        return found
    made = app.extensions[_NAME] = _Steps()
    app.before_request(made.begin)
    app.after_request(made.end)
    return made


def _as_it_is(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def _adapters(app: Flask) -> Callable[[Request | None], MapAdapter | None]:
    """What finds the route of a request, which has read its address already."""
    usual, routes = app.create_url_adapter, app.url_map

    def adapter(asked: Request | None) -> MapAdapter | None:
        config = app.config
        is_usual = config["SERVER_NAME"] is None and config["TRUSTED_HOSTS"] is None
        if asked is None or not is_usual or "HTTP_UPGRADE" in asked.environ:
            return usual(asked)
        asked.host = get_host(asked.environ)
        return routes.bind(
            asked.host,
            asked.root_path,
            routes.default_subdomain,
            asked.scheme,
            asked.method,
            asked.path,
            asked.query_string.decode(errors="replace"),
        )

    return adapter
