"""What a browser holds, in a signed cookie that is written when it changed or was not for a day.

Flask writes it anew with every answer, so that it lives on; that costs a sixth of a page, and a day
is nothing to what half a year of lying idle ends.
"""

from datetime import datetime, timedelta
from typing import cast

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Request
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from cases.memory import Memory
from web.offices import now

RENEWED_AFTER = timedelta(days=1)
_MOST_KNOWN = 1_024


class _Session(SecureCookieSession):
    is_due = False


class Sessions(SecureCookieSessionInterface):
    """Flask's own cookies, signed by one serializer for the life of the process."""

    session_class = _Session

    def __init__(self, app: Flask) -> None:
        self._serializer = super().get_signing_serializer(app)
        # A browser sends the same cookie with all it asks for; to prove it costs more than to read.
        self._known: Memory[tuple[bytes, datetime]] = Memory(_MOST_KNOWN)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The one of the app it was made for; None where that has no key."""
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie carries; nothing where it is too old or not signed by us."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if self._serializer is None or not cookie:
            return super().open_session(app, request)
        try:
            payload, made = self._proved(cookie)
            age = now() - made
            if not timedelta(0) <= age <= app.permanent_session_lifetime:
                return _Session()
            opened = _Session(self._serializer.load_payload(payload))
        except BadData:
            return _Session()
        opened.is_due = age > RENEWED_AFTER
        return opened

    def _proved(self, cookie: str) -> tuple[bytes, datetime]:
        """What a cookie says and when it was signed; raises BadSignature where it was not by us.

        Only what we signed is kept, and that is as short as browsers want it.
        """
        return self._known.get(cookie, lambda: self._unsigned(cookie))

    def _unsigned(self, cookie: str) -> tuple[bytes, datetime]:
        signer = cast(TimestampSigner, self._serializer.make_signer())
        return signer.unsign(cookie, return_timestamp=True)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the cookie changed, or was not written for a day."""
        return session.modified or (session.permanent and getattr(session, "is_due", False))
