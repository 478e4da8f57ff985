"""What the officer decides in a review: what is let pass, what counts, what else is to be said."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.add_remark import add_remark, take_remark_back
from cases.actions.open_review import open_review, open_text
from cases.actions.set_file_aside import bring_file_back, set_file_aside
from cases.actions.waive_finding import take_waiver_back, waive_finding
from web.holding import holder
from web.offices import database, now
from web.review_text import place_at

blueprint = Blueprint("review_answers", __name__, url_prefix="/bord/<review_id>")


@blueprint.post("/passer")
def waive(review_id: str) -> AnyResponse:
    """Let a warning pass with a reason."""
    key, reason = request.form.get("fund", ""), request.form.get("grund", "")
    waive_finding(database(), holder(), review_id, key, reason, now=now())
    return _back(review_id)


@blueprint.post("/passer/ikke")
def take_back(review_id: str) -> AnyResponse:
    """Let a warning that was let pass count again."""
    take_waiver_back(database(), holder(), review_id, request.form.get("fund", ""), now=now())
    return _back(review_id)


@blueprint.post("/fil/<file_id>/til-side")
def set_aside(review_id: str, file_id: str) -> AnyResponse:
    """Let a file count for nothing."""
    set_file_aside(database(), holder(), review_id, file_id, now=now())
    return redirect(url_for("review.show", review_id=review_id))


@blueprint.post("/fil/<file_id>/frem")
def bring_back(review_id: str, file_id: str) -> AnyResponse:
    """Let a file that was set aside count again."""
    bring_file_back(database(), holder(), review_id, file_id, now=now())
    return redirect(url_for("review.show", review_id=review_id))


@blueprint.post("/fil/<file_id>/bemaerkning")
def remark(review_id: str, file_id: str) -> AnyResponse:
    """Say something of a file, at a place in it or as a whole."""
    review = open_review(database(), holder(), review_id)
    body, address = open_text(database(), review, file_id), request.form.get("sted", "")
    place = place_at(body, address) if address else None
    if address and place is None:
        abort(400)
    add_remark(
        database(),
        holder(),
        review_id,
        file_id,
        text=request.form.get("tekst", ""),
        place=place,
        must_be_mended=bool(request.form.get("rettes")),
        now=now(),
    )
    return redirect(url_for("review.show_file", review_id=review_id, file_id=file_id) + "#egne")


@blueprint.post("/bemaerkning/<remark_id>/slet")
def unsay(review_id: str, remark_id: str) -> AnyResponse:
    """Take a remark back."""
    take_remark_back(database(), holder(), review_id, remark_id, now=now())
    return _back(review_id)


def _back(review_id: str) -> AnyResponse:
    """To the page it was said on: the file's, where it names one."""
    file_id, at = request.form.get("fil", ""), request.form.get("nummer", "")
    if not file_id:
        return redirect(url_for("review.show", review_id=review_id))
    address = url_for("review.show_file", review_id=review_id, file_id=file_id)
    return redirect(f"{address}#punkt-{at}" if at.isdigit() else address)
