"""Choosing a password: by an invitation, or by a link one asks for."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cases.actions.take_up_invitation import (
    ANOTHER_PASSWORD,
    ask_for_password,
    invited_email,
    take_up_invitation,
)
from cases.errors import UnfitPassword
from forms.messages import N_
from web.links import invitation_address, public_address
from web.offices import database, now
from web.signing_in import end_sign_in
from web.told_limits import with_limits
from web.wording import Problem

blueprint = Blueprint("invitations", __name__)

PASSWORD, EMAIL = "password", "email"
UNFIT = N_(
    "Vælg en anden adgangskode: mindst %(password_length)s tegn, mindst %(password_characters)s "
    "forskellige, og ikke din egen adresse."
)


@blueprint.get("/invitation/<invitation_token>")
def show(invitation_token: str) -> str:
    """Where the password is chosen."""
    return _page(invitation_token)


@blueprint.post("/invitation/<invitation_token>")
def take_up(invitation_token: str) -> Response | tuple[str, int]:
    """Set the password, and go on to sign in with it."""
    try:
        take_up_invitation(database(), invitation_token, request.form.get(PASSWORD, ""), now=now())
    except UnfitPassword:
        return _page(invitation_token, with_limits(UNFIT)), 422
    end_sign_in()
    return redirect(url_for("sign_in.show"))


@blueprint.get("/glemt-adgangskode")
def ask() -> str:
    """Where one asks for another password."""
    return render_template("forgotten.html", is_sent=False)


@blueprint.post("/glemt-adgangskode")
def send() -> str:
    """Say that a link was sent, whether or not there is such an account."""
    email = request.form.get(EMAIL, "")
    ask_for_password(
        database(),
        email,
        address=invitation_address,
        sign_in=public_address("sign_in.show"),
        now=now(),
    )
    return render_template("forgotten.html", is_sent=True, works_for=ANOTHER_PASSWORD)


def _page(token: str, error: str = "") -> str:
    return render_template(
        "invitation.html",
        token=token,
        providers=current_app.config["PROVIDERS"],
        email=invited_email(database(), token, now=now()),
        error=error,
        problems=(Problem(href=f"#{PASSWORD}", text=error),) if error else (),
        has_errors=bool(error),
    )
