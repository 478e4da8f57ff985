"""Sign in, with a password and where it is set up a code, and out again."""

from dataclasses import asdict

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.sign_in import SignedIn, confirm_sign_in, sign_in, sign_out
from cases.errors import WrongSignIn
from forms.messages import N_
from web.offices import database, now
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
    return _page()


@blueprint.post("")
def begin() -> Response | tuple[str, int]:
    """Sign in by password; the next page may ask for a code."""
    email, password = request.form.get(EMAIL, ""), request.form.get(PASSWORD, "")
    try:
        signed = sign_in(database(), email, password, now=now())
    except WrongSignIn:
        return _page(gettext(_WRONG)), 422
    return _onwards(signed)


@blueprint.get("/kode")
def ask_code() -> str:
    """Where the code of the second factor is typed."""
    return _code_page()


@blueprint.post("/kode")
def confirm() -> Response | tuple[str, int]:
    """Complete a sign-in by its code."""
    token = token_of_browser() or ""
    try:
        signed = confirm_sign_in(database(), token, request.form.get(CODE, ""), now=now())
    except WrongSignIn:
        return _code_page(gettext(_WRONG_CODE)), 422
    return _onwards(signed)


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
def end() -> Response:
    """Sign out of this browser."""
    token = token_of_browser()
    if token:
        sign_out(database(), token, now=now())
    end_sign_in()
    return redirect(url_for("start.show"))


def _onwards(signed: SignedIn) -> Response:
    begin_sign_in(signed)
    back = own_path(request.form.get(BACK, ""))
    if signed.is_half:
        return redirect(url_for("sign_in.ask_code", til=back))
    return redirect(back or url_for("start.home"))


def _page(error: str = "") -> str:
    return render_template(
        "sign_in.html",
        email=request.form.get(EMAIL, ""),
        back=_back(),
        error=error,
        problems=(Problem(href=f"#{EMAIL}", text=error),) if error else (),
        has_errors=bool(error),
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
