"""A case: begun, shown as one list of tasks, opened by its secret link, and deleted."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cases.actions.ask_approval import see_approval
from cases.actions.begin_document import begin_document
from cases.actions.delete_case import delete_case
from cases.actions.open_case import open_case, open_case_link
from cases.actions.open_life import open_life
from cases.actions.rotate_case_link import rotate_case_link
from cases.actions.start_case import start_case
from cases.case import Case
from cases.documents import next_report_year
from cases.life.sent import CaseLife
from cases.life.states import CaseState, Deed
from documents.pictures.layout import chart
from web.case_page import (
    budget_of,
    budget_proof,
    case_name,
    milestones_of,
    organisation_of,
    staff_of,
    tasks_of,
)
from web.holding import case_link_token, drop_case, hold_case, holder
from web.life_wording import deeds_for
from web.offices import database, now, store
from web.points import points_to_mend
from web.programmes import programme_named
from web.progress import State
from web.signing_in import person

blueprint = Blueprint("cases", __name__)

_DEEDS = (
    Deed.ASK_APPROVAL,
    Deed.APPROVE,
    Deed.SUBMIT,
    Deed.RESUBMIT,
    Deed.REOPEN,
    Deed.WITHDRAW,
)


@blueprint.post("/sager")
def start() -> Response:
    """Begin a case of one's organisation, or one that this browser holds."""
    programme = programme_named(request.form.get("programme", ""))
    started = start_case(database(), holder(), programme, now=now())
    if started.case.owner_id is None:
        hold_case(started.case.id, started.link_token)
    return redirect(url_for("cases.show", case_id=started.case.id))


@blueprint.get("/sager/<case_id>")
def show(case_id: str) -> str:
    """Every document of a case with how far it is, and what they show together."""
    case = open_case(database(), holder(), case_id)
    tasks, places = tasks_of(case), organisation_of(case)
    is_own = case.owner_id in (None, holder().applicant_id)
    life = open_life(database(), holder(), case_id) if case.owner_id else None
    return render_template(
        "case.html",
        case=case,
        name=case_name(case),
        is_own=is_own,
        **_told_of(case, life, is_own=is_own),
        stops=sum(task.stops for task in tasks),
        tasks=tasks,
        report_year=next_report_year(case),
        done=sum(1 for task in tasks if task.state is State.DONE),
        staff=staff_of(case),
        places=places,
        chart=chart(places),
        gantt=milestones_of(case),
        budget=budget_of(case),
        proofs=budget_proof(case),
    )


def _told_of(case: Case, life: CaseLife | None, *, is_own: bool) -> Mapping[str, object]:
    """What the page says of a case's life: to its own people what they can do, to others whose."""
    mine = life if is_own else None
    is_draft = mine is not None and mine.state is CaseState.DRAFT
    is_returned = mine is not None and mine.state is CaseState.RETURNED
    return {
        "life": life,
        "shared_by": life.organisation if life and not is_own else "",
        "deeds": deeds_for(person() if is_own else None, case.state, _DEEDS),
        "approval": see_approval(database(), holder(), case.id) if is_draft else None,
        "points": points_to_mend(mine, case) if mine and is_returned else (),
    }


@blueprint.post("/sager/<case_id>/dokumenter")
def begin(case_id: str) -> Response:
    """Begin a document, or go on with it where it was begun."""
    form, area = request.form.get("form", ""), request.form.get("area", "")
    draft_id = begin_document(database(), holder(), case_id, form, area, now=now())
    return redirect(url_for("drafts.show", draft_id=draft_id))


@blueprint.get("/s/<case_token>")
def follow_link(case_token: str) -> Response:
    """Let this browser hold the case of a secret link; its address keeps no token."""
    case = open_case_link(database(), case_token)
    hold_case(case.id, case_token)
    return redirect(url_for("cases.show", case_id=case.id))


@blueprint.get("/sager/<case_id>/link")
def link(case_id: str) -> str:
    """The secret link of a case, where this browser knows it; what somebody owns has none."""
    case = open_case(database(), holder(), case_id)
    if case.owner_id is not None:
        abort(404)
    token = case_link_token(case_id)
    address = token and url_for("cases.follow_link", case_token=token, _external=True)
    return render_template("case_link.html", case=case, address=address)


@blueprint.post("/sager/<case_id>/link")
def renew_link(case_id: str) -> Response:
    """Give a case a new link; the old one opens nothing any more."""
    hold_case(case_id, rotate_case_link(database(), holder(), case_id, now=now()))
    return redirect(url_for("cases.link", case_id=case_id))


@blueprint.get("/sager/<case_id>/slet")
def ask_to_delete(case_id: str) -> str:
    """The question before a case is deleted."""
    case = open_case(database(), holder(), case_id)
    return render_template("case_delete.html", case=case, name=case_name(case))


@blueprint.post("/sager/<case_id>/slet")
def delete(case_id: str) -> Response:
    """Delete a case for good, with all its documents."""
    delete_case(database(), store(), holder(), case_id, now=now())
    drop_case(case_id)
    return redirect(url_for("start.show", slettet="sag"))
