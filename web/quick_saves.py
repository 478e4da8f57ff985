"""Saves while one types, answered ahead of Flask where all is as it mostly is.

A page that is typed in sends one every few seconds, and what Flask takes to route, hold and answer
a request is as much as to keep what it says. Nothing is decided here otherwise than Flask would:
it is asked, from the beginning, whenever anything is not as it mostly is.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from flask import Flask
from werkzeug.sansio.http import parse_cookie
from werkzeug.wsgi import get_host

from cases.actions.open_draft import form_of_draft
from cases.actions.see_writers import others_at
from cases.actions.sign_in import signed_in
from cases.draft import Saved
from cases.holder import Holder
from cases.memory import Memory
from cases.people.person import Person
from web.forgery import TOKEN, is_sent_from, is_token_of
from web.formats import hour_in
from web.holding import holder_of
from web.language import language_kept
from web.offices import database_of, keys_of, now
from web.pages.rows import MOST_FIELDS
from web.request_log import REQUEST_ID, begin, log_answer
from web.security import SECURE, headers_of_data
from web.sessions import Sessions, is_fresh
from web.signing_in import cookie_name, proved
from web.wizard_changes import Posted, keep_changes, tells_changes
from web.wizard_posts import ROW, section_of_id

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

RULE = "/kladder/<draft_id>/trin/<section_id>/gem"
_WAY = re.compile(re.sub(r"<\w+>", r"([\\w-]{1,64})", RULE), re.ASCII)
_QUERY = re.compile(rf"(?:{ROW}=([0-9]{{1,4}}))?")
_FORM, _LENGTH = "application/x-www-form-urlencoded", re.compile(r"[0-9]{1,5}")
_MOST_BROWSERS, _LONGEST_LINE = 1_024, 8_192
_OUTCOME = "tilsagn.outcome_of_save"
Environ: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Browser:
    """What the cookies of a browser say, the session in one that we signed at the hour `made`.

    `session_key` is what the token of its pages is made of; `person` is a cookie still to be
    proved, `holder` what it holds without it.
    """

    language: str
    made: datetime
    kept: dict[str, object]
    session_key: str
    holder: Holder
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a page of ours posted, and by whom; `text` names the row that is the page, if any."""

    draft_id: str
    section_id: str
    text: str | None
    language: str
    posted: Posted
    who: Holder
    person: Person | None


def answer_quickly(app: Flask) -> None:
    """Put the quick way before an app's own; called before what is to be around both."""
    quick, usual = _Quick(app), app.wsgi_app

    def answered(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        told = quick.answer(environ) if environ["REQUEST_METHOD"] == "POST" else None
        if told is None:
            return usual(environ, start)
        start("200 OK", _headers(environ, told))
        return [told]

    app.wsgi_app = answered  # type: ignore[method-assign]  # Flask says to wrap it so


def outcome_of(environ: Environ) -> Saved | None:
    """What came of a save that the quick way made and leaves to Flask to tell; raises as it did.

    None where it made none.
    """
    outcome: Saved | Exception | None = environ.get(_OUTCOME)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


class _Quick:
    def __init__(self, app: Flask) -> None:
        self._app = app
        # Only lines with a cookie that we signed are kept.
        self._browsers: Memory[_Browser] = Memory(_MOST_BROWSERS)

    def answer(self, environ: Environ) -> bytes | None:
        """What a save is answered that is as most are; None for all that Flask is to answer."""
        way = _WAY.fullmatch(environ.get("PATH_INFO", ""))
        try:
            asked = None if way is None else self._asked(environ, way[1], way[2])
        except Exception:  # noqa: BLE001 - Flask asks the same, and tells of it
            return None
        if asked is None:
            return None
        try:
            saved = self._saved(asked)
            is_plain = self._is_plain(asked, saved)
        except Exception as error:  # noqa: BLE001 - the page of the wizard raises it again
            environ[_OUTCOME] = error
            return None
        if not is_plain:
            environ[_OUTCOME] = saved
            return None
        log_answer(self._app, environ, RULE, 200, asked.person)
        return _told(saved, asked.language)

    def _saved(self, asked: _Asked) -> Saved:
        database = database_of(self._app)
        draft = form_of_draft(database, asked.who, asked.draft_id)
        section = section_of_id(draft, asked.section_id)
        return keep_changes(database, asked.who, draft, section, asked.text, asked.posted)

    def _is_plain(self, asked: _Asked, saved: Saved) -> bool:
        """Whether there is nothing to tell but that it was saved."""
        if saved.answers is not None or saved.merged or saved.has_moved:
            return False
        if asked.person is None:
            return True
        at = asked.draft_id, asked.section_id
        others = others_at(database_of(self._app), asked.who, *at, now=now())
        return not (others.writing or others.looking)

    def _asked(self, environ: Environ, draft_id: str, section_id: str) -> _Asked | None:
        """A save as it mostly is, by a browser and a page of ours; None for another."""
        begin(environ)
        if self._app.config["TRUSTED_HOSTS"] is not None:
            return None
        row = _QUERY.fullmatch(environ.get("QUERY_STRING", ""))
        browser = None if row is None else self._browser(environ)
        posted = None if browser is None else _posted(environ)
        if row is None or browser is None or posted is None:
            return None
        if not self._is_from_own_page(environ, browser, posted):
            return None
        person = self._person(browser) if browser.person else None
        if browser.person and person is None:
            return None
        return _Asked(
            draft_id=draft_id,
            section_id=section_id,
            text=row[1],
            language=browser.language,
            posted=posted,
            who=holder_of(person, browser.kept) if person else browser.holder,
            person=person,
        )

    def _browser(self, environ: Environ) -> _Browser | None:
        """Who sent the cookies, where none of them is to be written anew."""
        line = environ.get("HTTP_COOKIE", "")
        if len(line) > _LONGEST_LINE:
            return None
        try:
            found = self._browsers.get(line, lambda: self._read(line))
        except LookupError:
            return None
        return found if is_fresh(found.made) else None

    def _read(self, line: str) -> _Browser:
        """The cookies of a line; raises LookupError where one of them is not as it mostly is."""
        cookies, sessions = parse_cookie(line), self._app.session_interface
        language = language_kept(cookies)
        session = cookies.get(self._app.config["SESSION_COOKIE_NAME"])
        found = sessions.proved(session) if session and isinstance(sessions, Sessions) else None
        kept = None if found is None else found.read(found.text)
        if found is None or language is None or not isinstance(kept.get(TOKEN), str):
            raise LookupError
        return _Browser(
            language=language,
            made=found.made,
            kept=kept,
            session_key=kept[TOKEN],
            holder=holder_of(None, kept),
            person=cookies.get(cookie_name(self._app), ""),
        )

    def _is_from_own_page(self, environ: Environ, browser: _Browser, posted: Posted) -> bool:
        if not self._app.config["WTF_CSRF_ENABLED"]:
            return True
        if not is_token_of(self._app.secret_key, browser.session_key, posted.get(TOKEN, "")):
            return False
        is_secure = environ["wsgi.url_scheme"] in SECURE
        return not is_secure or is_sent_from(get_host(environ), environ.get("HTTP_REFERER"))

    def _person(self, browser: _Browser) -> Person | None:
        """Who is signed in, where that is sure and needs no new cookie."""
        found = proved(browser.person, keys_of(self._app))
        if found is None or found.is_due:
            return None
        return signed_in(database_of(self._app), found.token, now=now())


def _posted(environ: Environ) -> Posted | None:
    """What a page posted that tells changes; Flask can read it once more."""
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    length = environ.get("CONTENT_LENGTH", "")
    if kind != _FORM or _LENGTH.fullmatch(length) is None:
        return None
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    try:
        posted = _read_once(body.decode())
    except ValueError:
        return None
    is_whole = posted is not None and len(body) == int(length)
    return posted if is_whole and tells_changes(posted) else None


def _read_once(form: str) -> Posted | None:
    """What a form says, as `parse_qsl` reads it in thrice the time; None of a name told twice.

    Raises ValueError for what is not UTF-8 and for too many names.
    """
    pieces = [piece.partition("=") for piece in form.split("&") if piece]
    if len(pieces) > MOST_FIELDS:
        raise ValueError(len(pieces))
    posted = {_decoded(name): _decoded(text) for name, _, text in pieces}
    return posted if len(posted) == len(pieces) else None


def _decoded(text: str) -> str:
    spaced = text.replace("+", " ")
    return unquote(spaced, errors="strict") if "%" in spaced else spaced


def _told(saved: Saved, language: str) -> bytes:
    """As Flask tells in JSON that nothing came of a save but its number."""
    hour = _hour_told(saved.saved_at.replace(microsecond=0), language)
    return (
        f'{{"merged":[],"moved":false,"others":"","saved_at":{hour},"totals":{{}},'
        f'"version":{saved.revision}}}\n'
    ).encode()


@lru_cache(maxsize=64)
def _hour_told(moment: datetime, language: str) -> str:
    return json.dumps(hour_in(moment, language))


def _headers(environ: Environ, told: bytes) -> list[tuple[str, str]]:
    return [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(told))),
        ("X-Request-ID", environ[REQUEST_ID]),
        ("Vary", "Cookie"),
        *headers_of_data(environ["wsgi.url_scheme"]),
    ]
