"""The frame of each request: lighter than Flask's own, and to be told from it by nothing else."""

import inspect
from collections.abc import Iterator, Mapping
from functools import partial

import pytest
from flask import Flask, Response, abort, current_app, redirect, request, url_for

from web.frame import after, before, quicken, request_itself

ASKED: tuple[Mapping[str, object], ...] = (
    {"path": "/"},
    {"path": "/", "method": "HEAD"},
    {"path": "/", "method": "OPTIONS"},
    {"path": "/", "headers": {"Cookie": 'a=1; b="x\\303\\246"; c=%C3; a=2; \xe6=\xf8;;= ; d'}},
    {"path": "/", "headers": {"Cookie": ""}},
    {"path": "/ord/æ ø?q=%C3%A6&q=%ff&x"},
    {"path": "//eksempel.dk/ord/x"},
    {"path": "/mappe?q=%C3%A6%00&fejl"},
    {"path": "/mappe/", "environ_overrides": {"SCRIPT_NAME": "/under/"}},
    {"path": "/til?vej=æ", "environ_overrides": {"SCRIPT_NAME": "/under"}},
    {"path": "/til", "base_url": "https://eksempel.dk:8443"},
    {"path": "/", "headers": {"Host": "EKSEMPEL.dk:80"}},
    {"path": "/", "headers": {"Host": "ikke et navn"}},
    {"path": "/", "headers": {"Host": "æ.dk"}},
    {"path": "/", "headers": {"Host": f"{'x' * 70}.dk"}},
    {"path": "/", "headers": {"Connection": "Upgrade", "Upgrade": "websocket"}},
    {"path": "/strøm"},
    {"path": "/strøm", "method": "HEAD"},
    {"path": "/stykker"},
    {"path": "/lukket"},
    {"path": "/lukket", "method": "HEAD"},
    {"path": "/intet"},
    {"path": "/uændret"},
    {"path": "/findes-ikke"},
)


def _plain() -> Flask:
    app = Flask("plain")
    app.add_url_rule("/", "told", _told)
    app.add_url_rule("/ord/<said>", "word", lambda said: [said, url_for("folder", q="æ")])
    app.add_url_rule("/mappe/", "folder", lambda: url_for("told", _external=True))
    app.add_url_rule("/til", "to", lambda: redirect(f"/ord/æ?{request.args.get('vej', '')}"))
    app.add_url_rule("/strøm", "stream", lambda: Response(_streamed(), headers={"X": "æ"}))
    app.add_url_rule("/stykker", "pieces", lambda: Response(["æ", "b"]))
    app.add_url_rule("/lukket", "closed", _closed)
    app.add_url_rule("/intet", "nothing", lambda: ("", 204))
    app.add_url_rule("/uændret", "unchanged", lambda: ("x", 304))
    return app


def _told() -> dict[str, object]:
    return {
        "cookies": [*request.cookies.items(multi=True)],
        "host": request.host,
        "query": request.query_string.decode(errors="replace"),
        "away": url_for("word", said="ø/", _external=True),
    }


def _closed() -> Response:
    answer = Response("æ")
    answer.call_on_close(partial(current_app.extensions.__setitem__, "closed", "closed"))
    return answer


def _streamed() -> Iterator[str]:
    yield from ("æ", "b")


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: str(dict(asked))[:60])
def test_a_quickened_app_answers_as_any_other(asked: Mapping[str, object]) -> None:
    quick, plain = _plain(), _plain()
    quicken(quick)
    one, other = (app.test_client(use_cookies=False).open(**asked) for app in (quick, plain))
    for each in (one, other):
        each.close()
    assert (one.status, one.data) == (other.status, other.data)
    assert [*one.headers] == [*other.headers] or asked.get("method") == "OPTIONS"
    assert quick.extensions == plain.extensions


def test_hosts_that_are_not_trusted_are_refused_still() -> None:
    app = _plain()
    quicken(app)
    app.config["TRUSTED_HOSTS"] = ["eksempel.dk"]
    assert app.test_client().get("/").status_code == 400
    assert app.test_client().get("/", base_url="http://eksempel.dk").status_code == 200


def test_no_view_of_ours_is_asynchronous_so_that_nobody_needs_to_ask(drawing_app: Flask) -> None:
    app = drawing_app
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    hooked = [each for of in hooks for functions in of.values() for each in functions]
    assert len(app.view_functions) > 100
    for function in (*app.view_functions.values(), *hooked):
        assert not inspect.iscoroutinefunction(inspect.unwrap(function)), function


def test_the_request_itself_is_the_one_under_way() -> None:
    app = _plain()
    quicken(app)
    with app.test_request_context("/?q=1"):
        with app.test_request_context("/?q=2"):
            assert request_itself() == request
            assert request_itself().args["q"] == "2"
        assert request_itself().args["q"] == "1"


def test_steps_are_taken_in_their_order_before_a_view_and_backwards_after_it() -> None:
    app, taken = _plain(), []
    quicken(app)
    for name in ("a", "b"):
        before(app, lambda asked, name=name: taken.append(f"{asked.endpoint} before {name}"))
        after(app, lambda asked, answer, name=name: taken.append(f"{answer.status_code} {name}"))
    app.test_client().get("/til")
    app.test_client().get("/findes-ikke")
    assert taken == [
        *("to before a", "to before b", "302 b", "302 a"),
        *("None before a", "None before b", "404 b", "404 a"),
    ]


def test_a_step_that_refuses_a_request_is_answered_as_a_view_that_does() -> None:
    app = _plain()
    before(app, lambda _: abort(403))
    after(app, lambda _, answer: answer.headers.add("X-After", "1"))
    refused = app.test_client().get("/")
    assert (refused.status_code, refused.headers["X-After"]) == (403, "1")
