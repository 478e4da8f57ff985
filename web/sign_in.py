"""Sign in, with a password or elsewhere, and where it is set up a code; and out again."""

from dataclasses import asdict

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.sign_in import confirm_sign_in, sign_in, sign_out
from cases.errors import WrongSignIn
from cases.people.sign_ins import SignedIn
from forms.messages import N_
from web.language import LanguageChoice, language_choices
from web.offices import database, now, secrets_seal
from web.signing_in import (
    begin_sign_in,
    end_sign_in,
    own_path,
    person,
    stay_idle,
    stay_signed_in,
    time_left,
    token_of_browser,
)
from web.wording import Problem

blueprint = Blueprint("sign_in", __name__, url_prefix="/log-ind")

EMAIL, PASSWORD, CODE, BACK = "email", "password", "code", "til"
_WRONG = N_(
    "E-mailadressen eller adgangskoden er forkert. Prøv igen, eller vælg en ny adgangskode."
)
_WRONG_CODE = N_("Koden er forkert eller brugt. Vent på den næste, og prøv igen.")


@blueprint.get("")
def show() -> str:
    """Where one signs in."""
    return sign_in_page()


@blueprint.post("")
def begin() -> Response | tuple[str, int]:
    """Sign in by password; the next page may ask for a code."""
    email, password = request.form.get(EMAIL, ""), request.form.get(PASSWORD, "")
    try:
        signed = sign_in(database(), email, password, now=now())
    except WrongSignIn:
        return sign_in_page(gettext(_WRONG)), 422
    return onwards(signed, request.form.get(BACK, ""))


@blueprint.get("/kode")
def ask_code() -> str:
    """Where the code of the second factor is typed."""
    return _code_page()


@blueprint.post("/kode")
def confirm() -> Response | tuple[str, int]:
    """Complete a sign-in by its code."""
    token, code = token_of_browser() or "", request.form.get(CODE, "")
    try:
        signed = confirm_sign_in(database(), secrets_seal(), token, code, now=now())
    except WrongSignIn:
        return _code_page(gettext(_WRONG_CODE)), 422
    return onwards(signed, request.form.get(BACK, ""))


@blueprint.get("/tid")
def left() -> Response:
    """How long one stays signed in; that a page asks by itself puts nothing off."""
    told = jsonify(asdict(time_left()))
    stay_idle()
    return told


@blueprint.post("/bliv")
def stay() -> Response:
    """Stay signed in for as long as one may."""
    stay_signed_in()
    return jsonify(stays=person() is not None)


@blueprint.post("/ud")
def end() -> Response | str:
    """Sign out of this browser, and be told where else one may still be signed in."""
    token = token_of_browser()
    issuer = sign_out(database(), token, now=now()) if token else None
    end_sign_in()
    for provider in current_app.config["PROVIDERS"]:
        if provider.issuer == issuer and provider.has_sign_out:
            return render_template("signed_out.html", provider=provider)
    return redirect(url_for("start.show"))


def onwards(signed: SignedIn, way: str) -> Response:
    """Know this browser by its new sign-in, and go where it was going, or to the code."""
    begin_sign_in(signed)
    back = own_path(way)
    if signed.is_half:
        return redirect(url_for("sign_in.ask_code", til=back))
    return redirect(back or url_for("start.home"))


def sign_in_page(
    error: str = "", *, trouble: str = "", languages: tuple[LanguageChoice, ...] | None = None
) -> str:
    """Where one signs in; `error` is of what was typed, `trouble` of another way in."""
    return render_template(
        "sign_in.html",
        email=request.form.get(EMAIL, ""),
        back=_back(),
        providers=current_app.config["PROVIDERS"],
        trouble=trouble,
        languages=languages or language_choices(),
        error=error,
        problems=(Problem(href=f"#{EMAIL}", text=error),) if error else (),
        has_errors=bool(error or trouble),
    )


def _code_page(error: str = "") -> str:
    return render_template(
        "sign_in_code.html",
        back=_back(),
        error=error,
        problems=(Problem(href=f"#{CODE}", text=error),) if error else (),
        has_errors=bool(error),
    )


def _back() -> str:
    return own_path(request.values.get(BACK, "")) or ""
