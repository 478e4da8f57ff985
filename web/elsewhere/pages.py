"""Signing in by a provider's word: setting out, coming back, and linking it to an account."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.change_own_account import link_identity, unlink_identity
from cases.actions.sign_in_elsewhere import sign_in_elsewhere, take_up_elsewhere
from cases.actions.take_up_invitation import invited_email
from cases.errors import WrongSignIn
from cases.people.identity import Vouched
from cases.people.provider import Provider
from forms.messages import N_
from web.elsewhere.faults import Fault, ProviderFailed, sentence_of, status_of
from web.elsewhere.journey import Aim, Journey, brought, carried, come_back, forget, set_out
from web.language import languages_alone
from web.links import public_address
from web.offices import database, now
from web.sign_in import onwards, sign_in_page
from web.signing_in import own_path, signed_in_person
from web.wording import Problem

if TYPE_CHECKING:
    from web.elsewhere.client import Client

blueprint = Blueprint("elsewhere", __name__)

CARRIED, PASSWORD, BACK = "vouched", "present", "til"
_CLIENTS = "tilsagn.providers"
_WRONG = N_("Adgangskoden er forkert.")


@blueprint.get("/log-ind/hos/<provider_id>")
def leave(provider_id: str) -> Response:
    """To the provider, to sign in."""
    back = own_path(request.args.get(BACK, "")) or ""
    return _set_out(_provider(provider_id), Aim.SIGN_IN, back)


@blueprint.get("/invitation/<invitation_token>/hos/<provider_id>")
def leave_invited(invitation_token: str, provider_id: str) -> Response:
    """To the provider, to take an invitation up."""
    invited_email(database(), invitation_token, now=now())
    return _set_out(_provider(provider_id), Aim.INVITATION, invitation_token)


@blueprint.get("/konto/hos/<provider_id>")
def leave_own(provider_id: str) -> Response:
    """To the provider, to link it to one's own account."""
    return _set_out(_provider(provider_id), Aim.ACCOUNT, signed_in_person().id)


@blueprint.get("/log-ind/hos/<provider_id>/svar")
def come(provider_id: str) -> Response:
    """Back from the provider: signed in, or asked whether to link the two.

    The one GET that writes: only where this browser set out, and once.
    """
    provider, state = _provider(provider_id), request.args.get("state", "")
    try:
        return forget(_arrived(provider, come_back(provider_id, state)), state)
    except ProviderFailed as failed:
        return forget(_failed(provider, failed.fault), state)


@blueprint.post("/log-ind/hos/<provider_id>/tag-i-brug")
def take_up(provider_id: str) -> Response:
    """Take the invitation up, having seen who the provider vouched for."""
    provider = _provider(provider_id)
    try:
        vouched, token = brought(request.form.get(CARRIED, ""), Aim.INVITATION)
    except ProviderFailed as failed:
        return _failed(provider, failed.fault)
    return onwards(take_up_elsewhere(database(), provider, token, vouched, now=now()), "")


@blueprint.post("/konto/hos/<provider_id>")
def link(provider_id: str) -> Response:
    """Link the provider to one's own account, by the password where there is one."""
    provider, who = _provider(provider_id), signed_in_person()
    sealed, password = request.form.get(CARRIED, ""), request.form.get(PASSWORD, "")
    try:
        vouched = _brought_by(who.id, sealed)
        link_identity(database(), who.id, vouched, password, now=now())
    except ProviderFailed as failed:
        return _failed(provider, failed.fault)
    except WrongSignIn:
        question = _Question(aim=Aim.ACCOUNT, sealed=sealed, vouched=vouched, email=who.email)
        return _asked(provider, question, 422)
    return redirect(url_for("account.show"))


@blueprint.post("/konto/hos/<provider_id>/slut")
def unlink(provider_id: str) -> Response:
    """Let the provider open one's own account no longer."""
    issuer = _provider(provider_id).issuer
    unlink_identity(database(), signed_in_person().id, issuer, now=now())
    return redirect(url_for("account.show"))


@blueprint.get("/log-ind/hos/<provider_id>/ud")
def leave_for_good(provider_id: str) -> Response:
    """To where one signs out of the provider too."""
    provider = _provider(provider_id)
    try:
        address = _client(provider).sign_out_address(public_address("start.show"))
    except ProviderFailed as failed:
        return _failed(provider, failed.fault)
    return redirect(address or url_for("start.show"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What is asked before a provider is linked to the account of an address."""

    aim: Aim
    sealed: str
    vouched: Vouched
    email: str


def _set_out(provider: Provider, aim: Aim, about: str) -> Response:
    try:
        told = _client(provider).set_out(_return_address(provider))
    except ProviderFailed as failed:
        return _failed(provider, failed.fault)
    response = redirect(told["url"])
    way = {"state": told["state"], "nonce": told["nonce"], "verifier": told["code_verifier"]}
    set_out(response, Journey(provider_id=provider.id, aim=aim, about=about, **way))
    return response


def _arrived(provider: Provider, journey: Journey) -> Response:
    """Raises ProviderFailed."""
    if request.args.get("iss", provider.issuer) != provider.issuer:
        raise ProviderFailed(Fault.UNPROVEN)
    if "code" not in request.args:
        raise ProviderFailed(Fault.DECLINED)
    vouched = _client(provider).vouched(
        request.args["code"],
        redirect_uri=_return_address(provider),
        nonce=journey.nonce,
        verifier=journey.verifier,
    )
    if journey.aim is Aim.SIGN_IN:
        return onwards(sign_in_elsewhere(database(), provider, vouched, now=now()), journey.about)
    email = signed_in_person().email if journey.aim is Aim.ACCOUNT else ""
    if journey.aim is Aim.INVITATION:
        email = invited_email(database(), journey.about, now=now())
    question = _Question(
        aim=journey.aim, sealed=carried(journey, vouched), vouched=vouched, email=email
    )
    return _asked(provider, question, 200)


def _brought_by(person_id: str, sealed: str) -> Vouched:
    """Raises ProviderFailed for what was vouched for while another was signed in here."""
    vouched, about = brought(sealed, Aim.ACCOUNT)
    if about != person_id:
        raise ProviderFailed(Fault.STRAY)
    return vouched


def _asked(provider: Provider, question: _Question, status: int) -> Response:
    error = gettext(_WRONG) if status == 422 else ""
    is_own = question.aim is Aim.ACCOUNT
    page = render_template(
        "elsewhere.html",
        provider=provider,
        question=question,
        is_own=is_own,
        needs_password=is_own and signed_in_person().has_password,
        error=error,
        problems=(Problem(href=f"#{PASSWORD}", text=error),) if error else (),
        has_errors=bool(error),
    )
    return current_app.make_response((page, status))


def _failed(provider: Provider, fault: Fault) -> Response:
    current_app.logger.warning("provider %s: %s", provider.id, fault.value)
    page = sign_in_page(trouble=sentence_of(fault, provider.label), languages=languages_alone())
    response = current_app.make_response((page, status_of(fault)))
    if response.status_code == 503:
        response.headers["Retry-After"] = "10"
    return response


def _provider(provider_id: str) -> Provider:
    known = current_app.config["PROVIDERS"]
    return next((each for each in known if each.id == provider_id), None) or abort(404)


def _client(provider: Provider) -> "Client":
    # Half a second of imports, for those alone who sign in elsewhere.
    from web.elsewhere.client import Client  # noqa: PLC0415 - loaded where asked for

    kept: dict[str, Client] = current_app.extensions.setdefault(_CLIENTS, {})
    return kept.setdefault(provider.id, Client(provider))


def _return_address(provider: Provider) -> str:
    return public_address("elsewhere.come", provider_id=provider.id)
