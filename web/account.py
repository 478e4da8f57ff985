"""A person's own account: how they sign in, and what is kept of them."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from cases.actions.change_own_account import (
    change_password,
    renew_recovery_codes,
    set_second_factor,
)
from cases.actions.own_insight import own_insight
from cases.actions.ways_in import ways_in
from cases.errors import UnfitPassword, WrongSignIn
from cases.people.second_factor import app_address, is_secret, new_secret, picture_of
from forms.messages import N_
from web.files import zip_response
from web.invitations import UNFIT
from web.offices import database, now, secrets_seal
from web.signing_in import end_sign_in, signed_in_person
from web.told_limits import with_limits
from web.wording import Problem

blueprint = Blueprint("account", __name__, url_prefix="/konto")

PRESENT, PASSWORD, SECRET, CODE = "present", "password", "secret", "code"
PROOF = "proof"
WRONG_PASSWORD = N_("Den nuværende adgangskode er forkert.")
_WRONG_CODE = N_("Koden passer ikke til nøglen. Se efter, at nøglen er tastet rigtigt i appen.")


@blueprint.get("")
def show() -> str:
    """What the account is, and what can be changed about it."""
    return _page({})


@blueprint.get("/indsigt.zip")
def insight() -> Response:
    """Everything that is kept of the person signed in."""
    return zip_response(own_insight(database(), signed_in_person().id), "indsigt konto")


@blueprint.post("/adgangskode")
def renew_password() -> Response | tuple[str, int]:
    """Set another password; every browser is signed out, this one too."""
    who = signed_in_person()
    present, wanted = request.form.get(PRESENT, ""), request.form.get(PASSWORD, "")
    try:
        change_password(database(), who.id, present, wanted, now=now())
    except WrongSignIn:
        return _page({PRESENT: gettext(WRONG_PASSWORD)}), 422
    except UnfitPassword:
        return _page({PASSWORD: with_limits(UNFIT)}), 422
    end_sign_in()
    return redirect(url_for("sign_in.show"))


@blueprint.post("/totrin")
def add_second_factor() -> str | tuple[str, int]:
    """Ask for a code at each sign-in from now on, and tell the recovery codes once."""
    who = signed_in_person()
    secret, code = request.form.get(SECRET, ""), request.form.get(CODE, "")
    try:
        codes = set_second_factor(database(), secrets_seal(), who.id, secret, code, now=now())
    except (WrongSignIn, ValueError):
        return _page({CODE: gettext(_WRONG_CODE)}), 422
    return render_template("recovery_codes.html", codes=codes)


@blueprint.post("/koder")
def renew_codes() -> str | tuple[str, int]:
    """Other recovery codes in place of those there were, told this once."""
    password = request.form.get(PROOF, "")
    try:
        codes = renew_recovery_codes(database(), signed_in_person().id, password, now=now())
    except WrongSignIn:
        return _page({PROOF: gettext(WRONG_PASSWORD)}), 422
    return render_template("recovery_codes.html", codes=codes)


def _page(errors: dict[str, str]) -> str:
    who = signed_in_person()
    secret = request.form.get(SECRET, "")
    if not is_secret(secret):
        secret = new_secret()
    ways = ways_in(database(), who.id)
    address = app_address(secret, who.email)
    return render_template(
        "account.html",
        who=who,
        ways=ways,
        linked={each.issuer for each in ways.identities},
        providers=current_app.config["PROVIDERS"],
        secret=secret,
        app=address,
        picture=Markup(picture_of(address)),  # noqa: S704 - drawn here, of squares alone
        errors=errors,
        problems=tuple(Problem(href=f"#{at}", text=text) for at, text in errors.items()),
        has_errors=bool(errors),
    )
