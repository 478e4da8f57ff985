"""Long work: a bulk of documents put down by staff, and every job with how far it has come."""

from pathlib import PurePath

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.see_jobs import (
    cancel_job,
    faults_of_job,
    is_made,
    list_jobs,
    made_of,
    open_job,
    open_made,
    size_of_made,
)
from cases.bulk_job import BULK, ENDINGS, start_bulk
from cases.jobs import KEPT, Job, JobState
from cases.shelf import FileGone
from documents.safety.guard import MOST_BYTES
from forms.messages import N_
from forms.registry import UnknownForm, all_forms, form_of
from web.files import file_response, head_response
from web.holding import held_jobs, hold_job, holder
from web.offices import database, now, store, work_folder
from web.told_limits import with_limits
from web.uploads import shown_name
from web.wording import Problem

blueprint = Blueprint("jobs", __name__, url_prefix="/arbejde")

FORM, ROWS = "formular", "raekker"
_MOST_FAULTS_SHOWN = 200
_NO_FORM = N_("Vælg den formular, dokumenterne skal laves af.")
_NO_FILE = N_("Vælg en fil med rækker: linjer af JSON (.jsonl), CSV eller et Excel-ark (.xlsx).")
_TOO_LARGE = N_(
    "Filen fylder mere end %(file_size)s. Del den i flere, eller brug kommandoen flask bulk."
)


@blueprint.get("")
def show() -> str:
    """Where a bulk is put down, and the jobs of this browser."""
    return _page({})


@blueprint.post("")
def start() -> AnyResponse | tuple[str, int]:
    """Put a bulk down; its page shows how far it has come."""
    sent, faults = request.files.get(ROWS), {}
    name = shown_name(sent.filename or "") if sent else ""
    content = sent.stream.read(MOST_BYTES + 1) if sent else b""
    try:
        key = form_of(request.form.get(FORM, "")).key
    except UnknownForm:
        key, faults[FORM] = "", _NO_FORM
    if PurePath(name).suffix.lower() not in ENDINGS or not content:
        faults[ROWS] = _NO_FILE
    elif len(content) > MOST_BYTES:
        faults[ROWS] = _TOO_LARGE
    if faults:
        return _page(faults), 422
    owner, at = holder().owner_id, now()
    job_id = start_bulk(
        database(), store(), form=key, name=name, content=content, owner_id=owner, now=at
    )
    hold_job(job_id)
    return redirect(url_for("jobs.see", job_id=job_id))


@blueprint.get("/<job_id>")
def see(job_id: str) -> str:
    """How far a job has come, with the rows that could not be used."""
    job = open_job(database(), held_jobs(), job_id)
    faults = faults_of_job(database(), store(), work_folder(), job, _MOST_FAULTS_SHOWN)
    return render_template(
        "job.html",
        job=job,
        is_made=is_made(database(), job),
        faults=faults,
        left=_seconds_left(job),
        rate=_rate(job),
        kept_for=KEPT,
    )


@blueprint.get("/<job_id>/fil")
def fetch(job_id: str) -> Response:
    """What a job made that is done: a zip file or a PDF."""
    made = made_of(database(), held_jobs(), job_id)
    if made is None:
        abort(404)
    is_bulk = made.job.kind == BULK
    stem, ending = (PurePath(made.job.title).stem, "zip") if is_bulk else (made.job.title, "pdf")
    try:
        if request.method == "HEAD":
            return head_response(size_of_made(store(), made), stem, ending)
        return file_response(open_made(store(), made), made.file.size, stem, ending)
    except FileGone:
        abort(404)


@blueprint.post("/<job_id>/stop")
def stop(job_id: str) -> AnyResponse:
    """Ask a job to stop."""
    cancel_job(database(), store(), held_jobs(), job_id, now=now())
    return redirect(url_for("jobs.see", job_id=job_id))


def _page(faults: dict[str, str]) -> str:
    errors = {at: with_limits(text) for at, text in faults.items()}
    return render_template(
        "jobs.html",
        forms=all_forms(),
        chosen=request.form.get(FORM, ""),
        jobs=list_jobs(database(), held_jobs()),
        errors=errors,
        problems=tuple(Problem(href=f"#{at}", text=text) for at, text in errors.items()),
        has_errors=bool(errors),
    )


def _rate(job: Job) -> float:
    """Documents a second since the job was begun."""
    if job.started_at is None:
        return 0
    passed = ((job.ended_at or now()) - job.started_at).total_seconds()
    return (job.done + job.failed) / max(passed, 0.1)


def _seconds_left(job: Job) -> int | None:
    if job.state is not JobState.RUNNING or job.started_at is None or not job.share:
        return None
    passed = (now() - job.started_at).total_seconds()
    return round(passed * (1 - job.share) / job.share)
