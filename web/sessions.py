"""What a browser holds, in a signed cookie that is written when it changed or was not for a day.

Flask writes it anew with every answer, so that it lives on; that costs a sixth of a page, and a day
is nothing to what half a year of lying idle ends.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Request
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from cases.memory import Memory
from web.offices import now

RENEWED_AFTER = timedelta(days=1)
_MOST_KNOWN = 1_024
# How Flask's serializer begins what is no plain value of JSON.
_TAGGED = '{" '


class _Session(SecureCookieSession):
    is_due = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A cookie that we signed at that hour: what it says as JSON, and what reads it."""

    text: str
    made: datetime
    read: Callable[[str], Any]


def is_fresh(made: datetime) -> bool:
    """Whether a cookie that was signed at that hour need not be written anew."""
    return timedelta(0) <= now() - made <= RENEWED_AFTER


class Sessions(SecureCookieSessionInterface):
    """Flask's own cookies, signed by one serializer for the life of the process."""

    session_class = _Session

    def __init__(self, app: Flask) -> None:
        self._serializer = super().get_signing_serializer(app)
        # A browser sends the same cookie with all it asks for; to prove it costs more than to read.
        self._known: Memory[Proved] = Memory(_MOST_KNOWN)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The one of the app it was made for; None where that has no key."""
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie carries; nothing where it is too old or not signed by us."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if self._serializer is None or not cookie:
            return super().open_session(app, request)
        proved = self.proved(cookie)
        age = timedelta(-1) if proved is None else now() - proved.made
        if proved is None or not timedelta(0) <= age <= app.permanent_session_lifetime:
            return _Session()
        # Read each time, since a request may change what it holds.
        opened = _Session(proved.read(proved.text))
        opened.is_due = not is_fresh(proved.made)
        return opened

    def proved(self, cookie: str) -> Proved | None:
        """What a cookie carries however old it is; None for one that we did not sign."""
        if self._serializer is None:
            return None
        try:
            # Only what we signed is kept, and that is as short as browsers want it.
            return self._known.get(cookie, lambda: self._loaded(cookie))
        except BadData:
            return None

    def _loaded(self, cookie: str) -> Proved:
        """What a cookie says and when it was signed; raises BadData where it was not by us."""
        signer = cast(TimestampSigner, self._serializer.make_signer())
        payload, made = signer.unsign(cookie, return_timestamp=True)
        text = self.serializer.dumps(self._serializer.load_payload(payload))
        read = self.serializer.loads if _TAGGED in text else json.loads
        return Proved(text=text, made=made, read=read)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie where it is to be, and tell caches that an answer is by it."""
        if session.modified or getattr(session, "is_due", False):
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the cookie changed, or was not written for a day."""
        return session.modified or (session.permanent and getattr(session, "is_due", False))
