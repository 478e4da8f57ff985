"""Who else is at a page just now, as a sentence, and oneself told to the others."""

from flask import Blueprint, Response, jsonify
from flask_babel import gettext

from cases.actions.be_present import be_present
from cases.actions.open_draft import open_summary
from cases.actions.see_writers import JUST_NOW, others_at
from cases.draft import Draft, DraftForm, DraftSummary
from forms.grammar import Section
from web.formats import lasting
from web.holding import holder
from web.offices import database, now
from web.signing_in import person, stay_idle
from web.wizard_posts import section_of_id

blueprint = Blueprint("writers", __name__, url_prefix="/kladder/<draft_id>/trin/<section_id>")


@blueprint.post("/her")
def here(draft_id: str, section_id: str) -> Response:
    """Tell that the page is open, and hear of the others; no sign that the person does anything."""
    stay_idle()
    draft = open_summary(database(), holder(), draft_id)
    section = section_of_id(draft, section_id)
    be_present(database(), holder(), draft_id, section.id, now=now())
    return jsonify(others=writers_told(draft, section))


def writers_told(draft: Draft | DraftForm | DraftSummary, section: Section) -> str:
    """A sentence with the names; empty where nobody else is, or nobody is known by name."""
    if person() is None:
        return ""
    others = others_at(database(), holder(), draft.id, section.id, now=now())
    told = []
    if others.writing:
        names = ", ".join(others.writing)
        told.append(
            gettext(
                "Har også skrevet på denne side inden for %(span)s: %(names)s.",
                span=lasting(JUST_NOW),
                names=names,
            )
        )
    if others.looking:
        told.append(gettext("Ser på denne side nu: %(names)s.", names=", ".join(others.looking)))
    return " ".join(told)
