"""Who is signed in with this browser: a cookie of its own, renewed while it is used.

Its signature carries the hour it was last renewed, so that it dies by itself when it lies idle,
and looking at a page writes nothing. What it carries is worth nothing once the server's own row
is gone: after signing out, a new password, other roles, or ten hours.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, current_app, redirect, request, session, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from cases.actions.sign_in import signed_in, signed_in_until
from cases.errors import CaseError
from cases.holder import Role
from cases.memory import Memory
from cases.people.person import Person
from cases.people.sign_ins import SignedIn
from web.frame import after
from web.offices import database, keys, now

IDLE_SECONDS = 30 * 60
_RENEWED_AFTER = 60
# What is known of the request under way.
_PERSON, _COOKIE, _MADE = "tilsagn.person", "tilsagn.sign_in_cookie", "tilsagn.sign_in_made"
_ASKED, _ASK_NO_MORE = "tilsagn.person_asked", "tilsagn.ask_no_more"
_MARK = "mark"
_KNOWN: Memory[tuple[str, datetime]] = Memory(1_024)
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A sign-in that a cookie carries, and when it was signed; `is_due` to be renewed."""

    token: str
    made: datetime
    is_due: bool


def allow_signing_in(app: Flask) -> None:
    """Let the app know people by their cookie, and templates who is signed in."""
    after(app, _with_cookie)
    app.context_processor(lambda: {"person": _person_shown(), "Role": Role})


def cookie_name(app: Flask) -> str:
    """What the cookie is called by which an app knows people."""
    return f"{app.config['SESSION_COOKIE_NAME']}-person"


def person() -> Person | None:
    """Who is signed in; None for nobody."""
    known = request.environ
    if _PERSON not in known:
        known[_ASKED] = True
        token = token_of_browser()
        known[_PERSON] = signed_in(database(), token, now=now()) if token else None
    found: Person | None = known[_PERSON]
    return found


def ask_no_more() -> None:
    """Let the page under way come without who is signed in, where that cannot be told."""
    request.environ[_ASK_NO_MORE] = True


def _person_shown() -> Person | None:
    known = request.environ
    if _ASK_NO_MORE not in known or _PERSON in known:
        return person()
    if _ASKED in known:  # in vain, and each time one waits for the database
        return None
    with suppress(CaseError):
        return person()
    return None


def known_person() -> Person | None:
    """Who is signed in, where that has been asked already: nothing is looked up for a log."""
    found: Person | None = request.environ.get(_PERSON)
    return found


def token_of_browser() -> str | None:
    """What this browser's cookie carries; None without one, or one that lay idle."""
    cookie = request.cookies.get(_name())
    found = proved(cookie, keys()) if cookie else None
    if found is None:
        return None
    request.environ[_MADE] = found.made
    if found.is_due:
        request.environ.setdefault(_COOKIE, found.token)
    return found.token


def proved(cookie: str, signed_by: Sequence[str | bytes]) -> Proved | None:
    """What a cookie carries that one of these keys signed; None for one that lay idle."""
    key = (cookie, tuple(signed_by))
    try:
        # Only what we signed is kept: to prove it takes longer than all else that is asked of it.
        token, made = _KNOWN.get(key, lambda: _loaded(cookie, signed_by))
    except BadSignature:
        return None
    age = (now() - made).total_seconds()
    if not 0 <= age < IDLE_SECONDS + 1:
        return None
    return Proved(token=token, made=made, is_due=age > _RENEWED_AFTER)


def begin_sign_in(signed: SignedIn) -> None:
    """Know this browser by a new token; pages drawn before it post in vain."""
    session.pop("csrf_token", None)
    request.environ[_COOKIE] = signed.token


def end_sign_in() -> None:
    """Know this browser no longer."""
    session.pop("csrf_token", None)
    if request.cookies.get(_name()):
        session.pop(_MARK, None)
    request.environ[_COOKIE] = ""
    request.environ[_PERSON] = None


def session_mark() -> str:
    """What tells this browser's session from others and opens nothing; a new one after signing out.

    By it a tab knows whose what it kept is, where nobody was signed in.
    """
    kept = session.get(_MARK)
    if not isinstance(kept, str):
        kept = session[_MARK] = secrets.token_hex(8)
    return kept


def signed_in_person() -> Person:
    """Who is signed in; sends others to the page for signing in, and back afterwards."""
    found = person()
    if found is None:
        way = request.path if request.method == "GET" else None
        abort(redirect(url_for("sign_in.show", til=way)))
    return found


def only_for(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view for people with one of these roles; for anybody else it is not there."""

    def guarded(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def check(*args: P.args, **kwargs: P.kwargs) -> R:
            if not signed_in_person().roles & set(roles):
                abort(404)
            return view(*args, **kwargs)

        return check

    return guarded


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLeft:
    """The whole seconds until a sign-in ends by itself, and whether using it puts that off."""

    seconds: int
    can_stay: bool


def time_left() -> TimeLeft:
    """How long the person stays signed in without doing anything; nothing for nobody."""
    token = token_of_browser()
    until = signed_in_until(database(), token, now=now()) if token else None
    if until is None:
        return TimeLeft(seconds=0, can_stay=False)
    lasts = int((until - now()).total_seconds())
    idle = IDLE_SECONDS - int((now() - request.environ[_MADE]).total_seconds())
    return TimeLeft(seconds=max(0, min(lasts, idle)), can_stay=lasts > idle)


def stay_signed_in() -> None:
    """Renew the sign-in now, as any page that a person asks for does from time to time."""
    token = token_of_browser()
    if token and person() is not None:
        request.environ[_COOKIE] = token


def stay_idle() -> None:
    """Let a request that a page makes by itself not count as one that a person made."""
    request.environ[_COOKIE] = None


def own_path(address: str) -> str | None:
    """An address as a way on this site; None for one that leads elsewhere."""
    parts = urlsplit(address)
    is_odd = any(not each.isprintable() or each == "\\" for each in address)
    is_own = address.startswith("/") and not address.startswith("//")
    return None if parts.scheme or parts.netloc or is_odd or not is_own else address


def _with_cookie(asked: Request, response: Response) -> None:
    token = asked.environ.get(_COOKIE)
    if token is None:
        return
    options = {"secure": _is_secure(), "httponly": True, "samesite": "Lax", "path": "/"}
    if token:
        response.set_cookie(_name(), _serializer(keys()).dumps(token), **options)
    elif token == "" and asked.cookies.get(_name()):
        response.delete_cookie(_name(), **options)


def _serializer(signed_by: Sequence[str | bytes]) -> URLSafeTimedSerializer:
    # The library takes the newest key last.
    return URLSafeTimedSerializer(signed_by[::-1], salt="sign-in")


def _loaded(cookie: str, signed_by: Sequence[str | bytes]) -> tuple[str, datetime]:
    token, made = _serializer(signed_by).loads(cookie, return_timestamp=True)
    if not isinstance(token, str):
        raise BadSignature("no token")
    return token, made


def _name() -> str:
    return cookie_name(current_app)


def _is_secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])
