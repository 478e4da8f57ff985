"""The token that a page of ours carries, so that no other site's page can post in its place."""

import hmac
import secrets
from functools import lru_cache

from flask import Flask, Request, current_app, session
from flask_wtf.csrf import CSRFProtect, same_origin
from itsdangerous import URLSafeTimedSerializer

from web.frame import before

TOKEN, _SALT = "csrf_token", "wtf-csrf-token"
_MOST_KEPT, _BYTES = 1_024, 20
# What these ask for changes nothing, which the tests of every route hold.
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def protect_posts(app: Flask) -> None:
    """Refuse what is posted without the token of its session, and let templates write it."""
    # The library would look up the view of every page that is only shown, to see if it is exempt.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protection = CSRFProtect(app)

    def check(asked: Request) -> None:
        is_held = asked.method not in _SAFE and app.config["WTF_CSRF_ENABLED"]
        if is_held and not _is_from_own_page(asked):
            protection.protect(apply_exemptions=True)

    before(app, check)
    app.jinja_env.globals[TOKEN] = session_token
    app.context_processor(lambda: {TOKEN: session_token})


def session_token() -> str:
    """The signed token of this browser's session, which gets one where it has none.

    It is signed once for a session: it lives as long as that, so that its age means nothing.
    """
    kept = session.get(TOKEN)
    if not isinstance(kept, str):
        kept = session[TOKEN] = secrets.token_hex(_BYTES)
    return _signed(current_app.secret_key, kept)


def _is_from_own_page(asked: Request) -> bool:
    """Whether the very token was posted that this session's pages carry, and from a page of ours.

    To compare it takes a fifth of what it takes to prove it. The library judges all else: a token
    of an earlier hour or a former key, one in a header, and whatever is to be refused.
    """
    kept = session.get(TOKEN)
    if asked.endpoint is None or not isinstance(kept, str):
        # What is posted to nowhere, or by nobody, is not even read.
        return False
    is_ours = is_token_of(current_app.secret_key, kept, asked.form.get(TOKEN, ""))
    return is_ours and (not asked.is_secure or is_sent_from(asked.host, asked.referrer))


def is_token_of(key: str | bytes | None, kept: str, posted: str) -> bool:
    """Whether a posted token is the one that the pages of a session carry that keeps this."""
    token = _signed(key, kept)
    return hmac.compare_digest(posted.encode(errors="replace"), token.encode())


def is_sent_from(host: str, referrer: str | None) -> bool:
    """Whether the page that was left is one of this host, as it has to be where all is secure."""
    return same_origin(referrer or "", f"https://{host}/") is True


@lru_cache(maxsize=_MOST_KEPT)
def _signed(key: str | bytes | None, kept: str) -> str:
    return str(URLSafeTimedSerializer(key or "", salt=_SALT).dumps(kept))
