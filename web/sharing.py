"""A case with people of other organisations in it, and a case given to one's own."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.adopt_case import adopt_case
from cases.actions.open_case import open_case
from cases.actions.share_case import list_shares, share_case, stop_sharing
from cases.documents import documents_of
from cases.errors import PersonNotFound
from forms.messages import N_
from web.case_page import case_name
from web.holding import drop_case, holder
from web.links import public_address
from web.naming import document_name
from web.offices import database, now
from web.wording import Problem

blueprint = Blueprint("sharing", __name__, url_prefix="/sager/<case_id>")

EMAIL, DRAFT = "email", "dokument"
_NOBODY = N_("Ingen i en anden organisation har en konto med den adresse.")


@blueprint.get("/deling")
def show(case_id: str) -> str:
    """Who else sees the case, or writes in one of its documents."""
    return _page(case_id)


@blueprint.post("/deling")
def share(case_id: str) -> Response | tuple[str, int]:
    """Share the case, or one document."""
    email, draft_id = request.form.get(EMAIL, ""), request.form.get(DRAFT, "")
    try:
        share_case(
            database(),
            holder(),
            case_id,
            email,
            draft_id,
            address=_address(case_id, draft_id),
            now=now(),
        )
    except PersonNotFound:
        return _page(case_id, gettext(_NOBODY)), 422
    return redirect(url_for("sharing.show", case_id=case_id))


@blueprint.post("/deling/<partner_id>/slut")
def stop(case_id: str, partner_id: str) -> Response:
    """Share nothing with a person any more."""
    stop_sharing(database(), holder(), case_id, partner_id, now=now())
    return redirect(url_for("sharing.show", case_id=case_id))


@blueprint.post("/organisation")
def adopt(case_id: str) -> Response:
    """Give a case that a link opens to one's organisation; the link opens nothing any more."""
    adopt_case(database(), holder(), case_id, now=now())
    drop_case(case_id)
    return redirect(url_for("cases.show", case_id=case_id))


def _address(case_id: str, draft_id: str) -> str:
    """Where the partner goes: to the document where that alone is shared."""
    if draft_id:
        return public_address("drafts.show", draft_id=draft_id)
    return public_address("cases.show", case_id=case_id)


def _page(case_id: str, error: str = "") -> str:
    shares = list_shares(database(), holder(), case_id)
    case = open_case(database(), holder(), case_id)
    names = {
        each.draft.id: document_name(each) for each in documents_of(case) if each.draft is not None
    }
    return render_template(
        "sharing.html",
        case=case,
        name=case_name(case),
        shares=shares,
        names=names,
        options=(("", gettext("Hele sagen, kun at læse")), *names.items()),
        typed=request.form,
        error=error,
        problems=(Problem(href=f"#{EMAIL}", text=error),) if error else (),
        has_errors=bool(error),
    )
