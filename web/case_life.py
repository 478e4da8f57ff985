"""What an applicant does with a case as a whole: approve, send in, mend, withdraw."""

from collections.abc import Callable, Mapping
from functools import partial

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.approve_case import approve_case, reopen_case
from cases.actions.ask_approval import ask_approval
from cases.actions.open_case import open_case
from cases.actions.open_life import open_life
from cases.actions.reply_to_point import reply_to_point
from cases.actions.submit_case import submit_case
from cases.actions.withdraw_case import withdraw_case
from cases.addresses import Addresses
from cases.case import Case
from cases.errors import NotReady
from cases.life.deadlines import is_taken_in
from cases.life.readiness import counted, errors_in, findings_of
from cases.life.sent import CaseLife, SentFile, Submission
from cases.life.states import CaseState
from cases.shelf import FileGone
from validators.finding import Severity
from web.case_page import case_name
from web.files import sent_response
from web.holding import holder
from web.links import public_address
from web.offices import database, layouts, now, sealer, store
from web.points import points_to_mend

blueprint = Blueprint("case_life", __name__, url_prefix="/sager/<case_id>")

REPLY = "svar"


@blueprint.get("/indsend")
def ask(case_id: str) -> str:
    """What is going to be sent, and what stands in the way."""
    case = open_case(database(), holder(), case_id)
    life = open_life(database(), holder(), case_id)
    found = findings_of(case, layouts())
    return render_template(
        "submit.html",
        case=case,
        life=life,
        name=case_name(case),
        errors=errors_in(case, found),
        warnings=counted(found, Severity.WARNING),
        waiting=_unanswered(life, case),
        is_taken_in=is_taken_in(case.programme, now()),
    )


def _unanswered(life: CaseLife, case: Case) -> int:
    """How many points of a return nothing was done about, which the officer will see."""
    is_returned = life.state is CaseState.RETURNED
    points = points_to_mend(life, case) if is_returned else ()
    return sum(1 for each in points if not each.is_answered)


@blueprint.post("/indsend")
def send(case_id: str) -> AnyResponse:
    """Send the case in; pressed again, the same receipt."""
    sent = submit_case(
        database(),
        store(),
        holder(),
        case_id,
        addresses=_addresses(),
        now=now(),
        seal=sealer().seal,
    )
    return redirect(url_for("case_life.receipt", case_id=case_id, number=sent.number))


@blueprint.post("/gang/<case_deed>")
def do(case_id: str, case_deed: str) -> AnyResponse:
    """Ask for a case to be approved, approve it, open it again, or withdraw it.

    Where the rules find an error the way leads to what is to be mended.
    """
    act = _DEEDS.get(case_deed) or abort(404)
    try:
        act(database(), holder(), case_id, now=now())
    except NotReady:
        return redirect(url_for("case_files.examine", case_id=case_id))
    return redirect(url_for("cases.show", case_id=case_id))


@blueprint.post("/punkter/<point_id>")
def reply(case_id: str, point_id: str) -> AnyResponse:
    """Say what was done about a point."""
    text = request.form.get(REPLY, "")
    reply_to_point(database(), holder(), case_id, point_id, text, now=now())
    return redirect(f"{url_for('cases.show', case_id=case_id)}#punkt-{point_id}")


@blueprint.get("/kvittering/<int:number>")
def receipt(case_id: str, number: int) -> str:
    """What was sent, when, by whom, with the checksum of each document, and where the case is."""
    case = open_case(database(), holder(), case_id)
    life = open_life(database(), holder(), case_id)
    return render_template("receipt.html", case=case, life=life, sent=_submission(life, number))


@blueprint.get("/kvittering/<int:number>/<sent_id>")
def download(case_id: str, number: int, sent_id: str) -> Response:
    """A document byte for byte as it was sent."""
    sent = _submission(open_life(database(), holder(), case_id), number)
    file = next((each for each in sent.files if each.id == sent_id), None) or abort(404)
    return sent_file(file)


def sent_file(file: SentFile) -> Response:
    """A file as it was sent; 404 where it is no longer there or not what was put there."""
    try:
        return sent_response(store().get(file.sha256), file.name)
    except FileGone:
        abort(404)


def case_address(case_id: str) -> str:
    """Where the applicant reads of a case, for e-mail."""
    return public_address("cases.show", case_id=case_id)


def _addresses() -> Addresses:
    return Addresses(
        applicant=case_address,
        officer=lambda case_id: public_address("inbox.show", case_id=case_id),
    )


def _submission(life: CaseLife, number: int) -> Submission:
    return next((each for each in life.submissions if each.number == number), None) or abort(404)


_DEEDS: Mapping[str, Callable[..., None]] = {
    "bed-om-godkendelse": partial(ask_approval, address=case_address),
    "godkend": partial(approve_case, address=case_address),
    "genaabn": reopen_case,
    "traek-tilbage": withdraw_case,
}
