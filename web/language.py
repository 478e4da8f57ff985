"""The reader's language: Danish unless another one was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from babel.support import NullTranslations, Translations
from flask import Flask, Request, Response, has_request_context, request
from flask_babel import Babel

from web.frame import after

DANISH = "da"
NAMES = {DANISH: "Dansk", "en": "English"}
QUERY_NAME = "sprog"
_COOKIE = "sprog"
# What is known of the request under way.
_CHOSEN = "tilsagn.language"
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChoice:
    """One language of the switch."""

    code: str
    name: str
    href: str
    is_chosen: bool


def speak(app: Flask) -> None:
    """Let the app answer in the language of the address, else of the cookie, else in Danish."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DANISH)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Copenhagen")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", f"{app.root_path}/translations")
    Babel(app, locale_selector=chosen_language)
    _let_templates_speak(app)
    after(app, _remember)
    app.context_processor(lambda: {"language": chosen_language(), "languages": language_choices()})


def _let_templates_speak(app: Flask) -> None:
    """Templates ask a hundred times a page, so the catalogue of each language is at hand."""
    folder = app.config["BABEL_TRANSLATION_DIRECTORIES"]

    @cache
    def catalogue(language: str) -> NullTranslations:
        return Translations.load(folder, [language])

    def said(text: str) -> str:
        return catalogue(chosen_language()).gettext(text)

    def said_of_many(one: str, many: str, count: int) -> str:
        return catalogue(chosen_language()).ngettext(one, many, count)

    app.jinja_env.install_gettext_callables(said, said_of_many, newstyle=True)


def chosen_language() -> str:
    """The code of the language that this answer is written in."""
    if not has_request_context():
        return DANISH
    known = request.environ
    if _CHOSEN not in known:
        wanted = (request.args.get(QUERY_NAME), request.cookies.get(_COOKIE))
        known[_CHOSEN] = next((code for code in wanted if code in NAMES), DANISH)
    chosen: str = known[_CHOSEN]
    return chosen


def language_kept(cookies: Mapping[str, str]) -> str | None:
    """The language of a browser that asks for none; None where what it keeps is to be mended."""
    code = cookies.get(_COOKIE, DANISH)
    return code if code in NAMES else None


def choose_language(code: str | None) -> None:
    """Take a posted choice of language; anything but a language we have is ignored."""
    if code in NAMES:
        request.environ[_CHOSEN] = code


def language_choices() -> tuple[LanguageChoice, ...]:
    """The switch: each language with this page's own address in it."""
    return _choices([pair for pair in request.args.items(multi=True) if pair[0] != QUERY_NAME])


def languages_alone() -> tuple[LanguageChoice, ...]:
    """The switch on the page of an error: without the query, which may open something."""
    return _choices([])


def _choices(kept: list[tuple[str, str]]) -> tuple[LanguageChoice, ...]:
    chosen = chosen_language()
    return _made_choices(chosen, kept) if kept else _choices_alone(chosen)


@cache
def _choices_alone(chosen: str) -> tuple[LanguageChoice, ...]:
    return _made_choices(chosen, [])


def _made_choices(chosen: str, kept: list[tuple[str, str]]) -> tuple[LanguageChoice, ...]:
    return tuple(
        LanguageChoice(
            code=code,
            name=name,
            href="?" + urlencode([*kept, (QUERY_NAME, code)]),
            is_chosen=code == chosen,
        )
        for code, name in NAMES.items()
    )


def _remember(asked: Request, response: Response) -> None:
    chosen = chosen_language()
    if asked.cookies.get(_COOKIE, DANISH) != chosen:
        response.set_cookie(
            _COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=asked.is_secure
        )
