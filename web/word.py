"""Work in Word or Excel: a draft downloaded, and laid back with what was written in it."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.open_draft import open_draft
from cases.draft import Draft
from cases.pdf_job import start_pdf
from documents.sheets.writer import write_workbook
from documents.writer import write
from validators.finding import Severity
from web.files import word_response, workbook_response
from web.holding import hold_job, holder
from web.kept_findings import draft_findings
from web.naming import document_name
from web.offices import database, layouts, now, sealer, store
from web.take_over import compared
from web.uploads import UploadRefused, read_upload

blueprint = Blueprint("word", __name__, url_prefix="/kladder/<draft_id>/word")


@blueprint.get("")
def show(draft_id: str) -> str:
    """How to take the draft to Word and back."""
    draft = open_draft(database(), holder(), draft_id)
    return render_template("word.html", draft=draft, errors=_error_count(draft), refusal="")


@blueprint.get("/dokument")
def download(draft_id: str) -> Response:
    """The draft as a Word document, whether or not something is to be mended."""
    draft = open_draft(database(), holder(), draft_id)
    content = sealer().seal(write(draft.form, draft.answers, layouts().of(draft.form)))
    return word_response(content, draft.form, draft.answers)


@blueprint.post("/pdf")
def convert(draft_id: str) -> AnyResponse:
    """Let the draft be made a PDF; the page of the job hands it out."""
    draft = open_draft(database(), holder(), draft_id)
    job_id = start_pdf(
        database(),
        store(),
        title=document_name(draft),
        content=write(draft.form, draft.answers, layouts().of(draft.form)),
        owner_id=holder().owner_id,
        draft_id=draft.id,
        now=now(),
    )
    hold_job(job_id)
    return redirect(url_for("jobs.see", job_id=job_id))


@blueprint.get("/regneark")
def download_workbook(draft_id: str) -> Response:
    """The draft as a workbook; 404 for a form that is none."""
    draft = open_draft(database(), holder(), draft_id)
    if not draft.form.has_workbook:
        abort(404)
    content = write_workbook(draft.form, draft.answers)
    return workbook_response(content, draft.form, draft.answers)


@blueprint.post("")
def upload(draft_id: str) -> str | tuple[str, int]:
    """What was read in the file, beside the draft."""
    draft = open_draft(database(), holder(), draft_id)
    try:
        sent = read_upload()
    except UploadRefused as refused:
        page = render_template(
            "word.html",
            draft=draft,
            errors=_error_count(draft),
            refusal=refused.sentence,
            has_errors=True,
        )
        return page, refused.status
    return compared(draft, sent)


def _error_count(draft: Draft) -> int:
    return sum(1 for finding in draft_findings(draft) if finding.severity is Severity.ERROR)
