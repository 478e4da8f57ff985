"""A person's own account: the password and the second factor."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.change_own_account import change_password, set_second_factor
from cases.actions.own_insight import own_insight
from cases.errors import UnfitPassword, WrongSignIn
from cases.people.second_factor import app_address, new_secret
from forms.messages import N_
from web.files import zip_response
from web.invitations import UNFIT
from web.offices import database, now
from web.signing_in import end_sign_in, signed_in_person
from web.wording import Problem

blueprint = Blueprint("account", __name__, url_prefix="/konto")

PRESENT, PASSWORD, SECRET, CODE = "present", "password", "secret", "code"
_WRONG = N_("Den nuværende adgangskode er forkert.")
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
        return _page({PRESENT: gettext(_WRONG)}), 422
    except UnfitPassword:
        return _page({PASSWORD: gettext(UNFIT)}), 422
    end_sign_in()
    return redirect(url_for("sign_in.show"))


@blueprint.post("/totrin")
def add_second_factor() -> Response | tuple[str, int]:
    """Ask for a code at each sign-in from now on."""
    who = signed_in_person()
    secret, code = request.form.get(SECRET, ""), request.form.get(CODE, "")
    try:
        set_second_factor(database(), who.id, secret, code, now=now())
    except (WrongSignIn, ValueError):
        return _page({CODE: gettext(_WRONG_CODE)}), 422
    return redirect(url_for("account.show"))


def _page(errors: dict[str, str]) -> str:
    who = signed_in_person()
    secret = request.form.get(SECRET) or new_secret()
    return render_template(
        "account.html",
        who=who,
        secret=secret,
        app=app_address(secret, who.email),
        errors=errors,
        problems=tuple(Problem(href=f"#{at}", text=text) for at, text in errors.items()),
        has_errors=bool(errors),
    )
