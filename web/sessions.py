"""What a browser holds, in a signed cookie that is written when it changed or was not for a day.

Flask writes it anew with every answer, so that it lives on; that costs a sixth of a page, and a day
is nothing to what half a year of lying idle ends.
"""

from datetime import timedelta

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from web.offices import now

RENEWED_AFTER = timedelta(days=1)


class _Session(SecureCookieSession):
    is_due = False


class Sessions(SecureCookieSessionInterface):
    """Flask's own cookies, signed by one serializer for the life of the process."""

    session_class = _Session

    def __init__(self, app: Flask) -> None:
        self._serializer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The one of the app it was made for; None where that has no key."""
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie carries; nothing where it is too old or not signed by us."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if self._serializer is None or not cookie:
            return super().open_session(app, request)
        lifetime = int(app.permanent_session_lifetime.total_seconds())
        try:
            held, made = self._serializer.loads(cookie, max_age=lifetime, return_timestamp=True)
        except BadSignature:
            return _Session()
        opened = _Session(held)
        opened.is_due = now() - made > RENEWED_AFTER
        return opened

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the cookie changed, or was not written for a day."""
        return session.modified or (session.permanent and getattr(session, "is_due", False))
