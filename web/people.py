"""Users and organisations, as staff looks after them."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.add_organisation import add_organisation
from cases.actions.change_person import (
    change_roles,
    close_person,
    open_person,
    remove_identities,
    remove_second_factor,
)
from cases.actions.invite_person import invite_person
from cases.actions.list_people import list_organisations, list_people, looked_after
from cases.actions.ways_in import ways_in
from cases.errors import UnfitPerson
from cases.holder import Role
from cases.people.person import Organisation, OrganisationKind
from forms.messages import N_
from web.holding import holder
from web.links import invitation_address
from web.offices import database, now
from web.people_wording import role_options, roles_of
from web.signing_in import only_for, signed_in_person
from web.wording import Problem

blueprint = Blueprint("people", __name__, url_prefix="/personer")

NAME, EMAIL, ROLES, ORGANISATION = "navn", "email", "roller", "organisation"
_UNFIT = N_("Skriv navnet og en e-mailadresse, som ingen anden konto har, og vælg mindst én rolle.")
_UNFIT_ORGANISATION = N_("Skriv et navn, som ingen anden organisation har.")
_NO_ROLE = N_("Vælg mindst én rolle.")
_DEEDS = {
    "luk": close_person,
    "aabn": open_person,
    "uden-kode": remove_second_factor,
    "uden-andre": remove_identities,
}


@blueprint.get("")
@only_for(Role.STAFF)
def show() -> str:
    """Every organisation with its people."""
    return _page()


@blueprint.post("/organisationer")
@only_for(Role.STAFF)
def add() -> Response | tuple[str, int]:
    """Add an applicant; a fund is added by whoever runs the service."""
    try:
        add_organisation(
            database(),
            name=request.form.get(ORGANISATION, ""),
            kind=OrganisationKind.APPLICANT,
            actor_id=signed_in_person().id,
            now=now(),
        )
    except UnfitPerson:
        return _page({ORGANISATION: gettext(_UNFIT_ORGANISATION)}), 422
    return redirect(url_for("people.show"))


@blueprint.get("/ny/<organisation_id>")
@only_for(Role.STAFF)
def ask(organisation_id: str) -> str:
    """Where a person is invited to an organisation."""
    return _invitation_page(_organisation(organisation_id))


@blueprint.post("/ny/<organisation_id>")
@only_for(Role.STAFF)
def invite(organisation_id: str) -> Response | tuple[str, int]:
    """Make an account, and send its person the way to a password."""
    organisation = _organisation(organisation_id)
    try:
        invite_person(
            database(),
            organisation_id=organisation.id,
            name=request.form.get(NAME, ""),
            email=request.form.get(EMAIL, ""),
            roles=roles_of(request.form.getlist(ROLES)),
            address=invitation_address,
            actor_id=signed_in_person().id,
            now=now(),
        )
    except UnfitPerson:
        return _invitation_page(organisation, gettext(_UNFIT)), 422
    return redirect(url_for("people.show"))


@blueprint.get("/<person_id>")
@only_for(Role.STAFF)
def show_one(person_id: str) -> str:
    """One account."""
    return _person_page(person_id)


@blueprint.post("/<person_id>")
@only_for(Role.STAFF)
def change(person_id: str) -> Response | tuple[str, int]:
    """Give a person other roles."""
    who = looked_after(database(), holder(), person_id)
    roles = roles_of(request.form.getlist(ROLES))
    try:
        change_roles(database(), who.id, roles, actor_id=signed_in_person().id, now=now())
    except UnfitPerson:
        return _person_page(person_id, gettext(_NO_ROLE)), 422
    return redirect(url_for("people.show"))


@blueprint.post("/<person_id>/<deed>")
@only_for(Role.STAFF)
def do(person_id: str, deed: str) -> Response:
    """Close an account, open it again, or take a way to sign in away."""
    act = _DEEDS.get(deed) or abort(404)
    who = looked_after(database(), holder(), person_id)
    act(database(), who.id, actor_id=signed_in_person().id, now=now())
    return redirect(url_for("people.show_one", person_id=person_id))


def _organisation(organisation_id: str) -> Organisation:
    listed = list_organisations(database(), holder())
    return next((each for each in listed if each.id == organisation_id), None) or abort(404)


def _page(errors: dict[str, str] | None = None) -> str:
    listed = list_people(database(), holder())
    return render_template(
        "people.html",
        groups=tuple(
            (each, tuple(who for who in listed if who.organisation.id == each.id))
            for each in list_organisations(database(), holder())
        ),
        errors=errors or {},
        problems=_problems(errors or {}),
        has_errors=bool(errors),
        typed=request.form.get(ORGANISATION, ""),
    )


def _invitation_page(organisation: Organisation, error: str = "") -> str:
    return render_template(
        "person_new.html",
        organisation=organisation,
        options=role_options(organisation.kind),
        chosen=request.form.getlist(ROLES),
        typed=request.form,
        error=error,
        problems=_problems({NAME: error} if error else {}),
        has_errors=bool(error),
    )


def _person_page(person_id: str, error: str = "") -> str:
    who = looked_after(database(), holder(), person_id)
    return render_template(
        "person.html",
        who=who,
        ways=ways_in(database(), who.id),
        options=role_options(who.organisation.kind),
        error=error,
        problems=_problems({ROLES: error} if error else {}),
        has_errors=bool(error),
    )


def _problems(errors: dict[str, str]) -> tuple[Problem, ...]:
    return tuple(Problem(href=f"#{at}", text=text) for at, text in errors.items())
