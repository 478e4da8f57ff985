"""A draft: begun, shown as a list of tasks, opened by its secret link, and deleted."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cases.actions.begin_document import begin_document
from cases.actions.delete_draft import delete_draft
from cases.actions.open_draft import open_draft, open_link
from cases.actions.rotate_link import rotate_link
from cases.actions.start_case import start_case
from cases.actions.start_draft import start_draft
from cases.draft import Draft
from forms.grammar import FormDefinition
from forms.registry import UnknownForm, form_of, programme_of
from web.findings import found_in, held_case
from web.holding import drop, hold, holder, link_token
from web.locks import opening
from web.offices import database, now, store
from web.progress import State, steps

blueprint = Blueprint("drafts", __name__)


@blueprint.post("/kladder")
def start() -> Response:
    """Begin a draft that this browser holds, or for who applies for an organisation its case."""
    try:
        form = form_of(request.form.get("form", ""))
    except UnknownForm:
        abort(404)
    if holder().applicant_id is not None:
        return redirect(url_for("drafts.show", draft_id=_in_a_case(form)))
    started = start_draft(database(), holder(), form, now=now())
    hold(started.draft.id, started.link_token)
    return redirect(url_for("drafts.show", draft_id=started.draft.id))


@blueprint.get("/kladder/<draft_id>")
def show(draft_id: str) -> str:
    """The parts of a draft with how far each is."""
    draft = open_draft(database(), holder(), draft_id)
    listed = steps(draft, found_in(draft, None).within)
    done = sum(1 for step in listed if step.state in (State.DONE, State.OPTIONAL))
    return render_template(
        "draft.html",
        draft=draft,
        case_id=_held_case(draft),
        steps=listed,
        done=done,
        opened=opening(draft),
    )


@blueprint.get("/l/<token>")
def follow_link(token: str) -> Response:
    """Let this browser hold the draft of a secret link; its address keeps no token."""
    draft = open_link(database(), token)
    hold(draft.id, token)
    return redirect(url_for("drafts.show", draft_id=draft.id))


@blueprint.get("/kladder/<draft_id>/link")
def link(draft_id: str) -> str:
    """The secret link of a draft, where this browser knows it; what somebody owns has none."""
    draft = open_draft(database(), holder(), draft_id)
    if draft.owner_id is not None:
        abort(404)
    token = link_token(draft_id)
    address = token and url_for("drafts.follow_link", token=token, _external=True)
    return render_template("link.html", draft=draft, address=address)


@blueprint.post("/kladder/<draft_id>/link")
def renew_link(draft_id: str) -> Response:
    """Give a draft a new link; the old one opens nothing any more."""
    hold(draft_id, rotate_link(database(), holder(), draft_id, now=now()))
    return redirect(url_for("drafts.link", draft_id=draft_id))


@blueprint.get("/kladder/<draft_id>/slet")
def ask_to_delete(draft_id: str) -> str:
    """The question before a draft is deleted."""
    return render_template("delete.html", draft=open_draft(database(), holder(), draft_id))


@blueprint.post("/kladder/<draft_id>/slet")
def delete(draft_id: str) -> Response:
    """Delete a draft for good; a case it was in goes on without it."""
    case_id = _held_case(open_draft(database(), holder(), draft_id))
    delete_draft(database(), store(), holder(), draft_id, now=now())
    drop(draft_id)
    if case_id:
        return redirect(url_for("cases.show", case_id=case_id))
    return redirect(url_for("start.show", slettet="kladde"))


def _in_a_case(form: FormDefinition) -> str:
    """A draft of a form, the first of a new case."""
    case = start_case(database(), holder(), programme_of(form.programme), now=now()).case
    return begin_document(database(), holder(), case.id, form.id, "", now=now())


def _held_case(draft: Draft) -> str | None:
    """The case of a draft, where this person holds it and not the draft alone."""
    case = held_case(draft)
    return case.id if case else None
