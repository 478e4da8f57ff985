"""The first page: what can be applied for, until when, and the drafts of this browser."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from cases.actions.list_drafts import list_drafts
from forms.grammar import FormDefinition
from forms.programmes.programme import Programme
from forms.registry import all_programmes, form_of
from web.holding import holder
from web.offices import database, now

blueprint = Blueprint("start", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A programme with the forms that are filled in here."""

    programme: Programme
    forms: tuple[FormDefinition, ...]
    is_over: bool


@blueprint.get("/")
def show() -> str:
    """The programmes with their deadlines, and the drafts that were begun."""
    drafts = list_drafts(database(), holder())
    return render_template(
        "start.html", offers=_offers(), drafts=drafts, is_deleted="slettet" in request.args
    )


def _offers() -> tuple[Offer, ...]:
    today = now().date()
    return tuple(
        Offer(
            programme=programme,
            forms=tuple(form_of(key) for key in programme.forms),
            is_over=programme.deadline is not None and programme.deadline < today,
        )
        for programme in all_programmes()
    )
