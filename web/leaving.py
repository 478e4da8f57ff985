"""An account or organisation deleted: what goes, what must stay, and a last question."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.delete_organisation import delete_organisation
from cases.actions.delete_person import delete_own_account, delete_person
from cases.actions.list_people import list_organisations, looked_after
from cases.errors import WrongSignIn
from cases.holder import Role
from cases.people.person import Organisation, OrganisationKind
from web.account import WRONG_PASSWORD
from web.holding import holder
from web.offices import database, now, store
from web.signing_in import end_sign_in, only_for, signed_in_person
from web.wording import Problem

blueprint = Blueprint("leaving", __name__)

PRESENT = "present"


@blueprint.get("/konto/slet")
def ask_own() -> str:
    """What goes with one's own account, and what must stay."""
    return _own_page()


@blueprint.post("/konto/slet")
def delete_own() -> Response | tuple[str, int]:
    """Delete one's own account by its password."""
    who = signed_in_person()
    present = request.form.get(PRESENT, "")
    try:
        delete_own_account(database(), holder(), who.id, present, now=now())
    except WrongSignIn:
        return _own_page(gettext(WRONG_PASSWORD)), 422
    end_sign_in()
    return redirect(url_for("start.show", slettet="konto"))


@blueprint.get("/personer/<person_id>/slet")
@only_for(Role.STAFF)
def ask_person(person_id: str) -> str:
    """What goes with somebody's account."""
    who = looked_after(database(), holder(), person_id)
    return render_template("person_delete.html", who=who)


@blueprint.post("/personer/<person_id>/slet")
@only_for(Role.STAFF)
def remove_person(person_id: str) -> Response:
    """Delete somebody's account, as they asked."""
    who = looked_after(database(), holder(), person_id)
    delete_person(database(), holder(), who.id, now=now())
    return redirect(url_for("people.show"))


@blueprint.get("/personer/organisationer/<organisation_id>/slet")
@only_for(Role.STAFF)
def ask_organisation(organisation_id: str) -> str:
    """What goes with an organisation, and what must stay."""
    return render_template("organisation_delete.html", organisation=_applicant(organisation_id))


@blueprint.post("/personer/organisationer/<organisation_id>/slet")
@only_for(Role.STAFF)
def remove_organisation(organisation_id: str) -> str:
    """Delete an organisation's people and what it never sent, and say what was kept."""
    organisation = _applicant(organisation_id)
    kept = delete_organisation(database(), store(), holder(), organisation.id, now=now())
    return render_template("organisation_gone.html", organisation=organisation, kept=kept.count)


def _applicant(organisation_id: str) -> Organisation:
    found = (
        each
        for each in list_organisations(database(), holder())
        if each.id == organisation_id and each.kind is OrganisationKind.APPLICANT
    )
    return next(found, None) or abort(404)


def _own_page(error: str = "") -> str:
    return render_template(
        "account_delete.html",
        who=signed_in_person(),
        error=error,
        problems=(Problem(href=f"#{PRESENT}", text=error),) if error else (),
        has_errors=bool(error),
    )
