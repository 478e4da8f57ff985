"""The first page: what can be applied for, until when, and the cases and drafts of this browser."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cases.actions.list_cases import list_cases
from cases.actions.list_drafts import list_drafts
from cases.holder import Role
from forms.grammar import FormDefinition
from forms.programmes.programme import Programme
from forms.registry import all_programmes
from web.holding import holder
from web.offices import database
from web.programmes import forms_of, is_over
from web.signing_in import person

blueprint = Blueprint("start", __name__)

_HOMES = (
    (Role.OFFICER, "inbox.show_all"),
    (Role.STAFF, "people.show"),
    (Role.AUDITOR, "trail.show"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A programme with the forms filled in here; `is_over` when its deadline has passed."""

    programme: Programme
    forms: tuple[FormDefinition, ...]
    is_over: bool


@blueprint.get("/")
def show() -> str:
    """The programmes with their deadlines, and the cases and drafts that were begun."""
    return render_template(
        "start.html",
        offers=_offers(),
        cases=list_cases(database(), holder()),
        drafts=list_drafts(database(), holder()),
        deleted=request.args.get("slettet"),
    )


@blueprint.get("/hjem")
def home() -> Response:
    """Where one's own work lies: the inbox, the accounts, the trail, or one's own cases."""
    who = person()
    roles = who.roles if who else frozenset()
    place = next((page for role, page in _HOMES if role in roles), "start.show")
    return redirect(url_for(place))


def _offers() -> tuple[Offer, ...]:
    return tuple(
        Offer(programme=programme, forms=forms_of(programme), is_over=is_over(programme))
        for programme in all_programmes()
    )
