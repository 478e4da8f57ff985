"""Work in Word or Excel: a draft downloaded, and laid back with what was written in it."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.open_draft import open_draft
from cases.actions.take_over import take_over
from cases.draft import Draft
from cases.errors import StaleDraft
from cases.merging import unit_of
from cases.pdf_job import start_pdf
from documents.reading import FoundBy, Reading
from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from validators.examination import examine
from validators.finding import Severity
from web.carried import carried_answers, carried_text
from web.files import word_response, workbook_response
from web.holding import hold_job, holder
from web.naming import document_name
from web.offices import database, now, store
from web.summary import Line, lines_at
from web.uploads import Upload, UploadRefused, read_upload
from web.wizard_posts import path_of, version_posted
from web.wording import label_of, remark_of

blueprint = Blueprint("word", __name__, url_prefix="/kladder/<draft_id>/word")

READ = "_read"
TAKE = "take"
_MARKED = (FoundBy.CONTROL, FoundBy.BOOKMARK, FoundBy.ALIAS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field or row where the Word file says something else than the draft."""

    name: str
    label: str
    draft: tuple[Line, ...]
    file: tuple[Line, ...]
    is_chosen: bool


@blueprint.get("")
def show(draft_id: str) -> str:
    """How to take the draft to Word and back."""
    draft = open_draft(database(), holder(), draft_id)
    return render_template("word.html", draft=draft, errors=_error_count(draft), refusal="")


@blueprint.get("/dokument")
def download(draft_id: str) -> Response:
    """The draft as a Word document, whether or not something is to be mended."""
    draft = open_draft(database(), holder(), draft_id)
    return word_response(write(draft.form, draft.answers), draft.form, draft.answers)


@blueprint.post("/pdf")
def convert(draft_id: str) -> AnyResponse:
    """Let the draft be made a PDF; the page of the job hands it out."""
    draft = open_draft(database(), holder(), draft_id)
    job_id = start_pdf(
        database(),
        store().folder,
        title=document_name(draft),
        content=write(draft.form, draft.answers),
        owner_id=holder().owner_id,
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
    return _compared(draft, sent)


@blueprint.post("/overtag")
def take(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Put what was chosen of the file in place of the draft's answers."""
    draft = open_draft(database(), holder(), draft_id)
    read = carried_answers(draft.form, request.form.get(READ, ""))
    chosen = tuple(path_of(draft, name) for name in request.form.getlist(TAKE))
    based_on = version_posted()
    try:
        take_over(database(), holder(), draft_id, read, chosen, based_on=based_on, now=now())
    except StaleDraft:
        again = open_draft(database(), holder(), draft_id)
        page = _comparison(again, read, chosen=frozenset(chosen), is_stale=True)
        return page, 409
    return redirect(url_for("answers.show", draft_id=draft_id))


def _compared(draft: Draft, sent: Upload) -> str | tuple[str, int]:
    reading = sent.reading
    problems = tuple(remark_of(reading.form, problem) for problem in reading.problems)
    if reading.form is not draft.form:
        return render_template(
            "other_form.html", draft=draft, name=sent.name, problems=problems
        ), 422
    return _comparison(
        draft,
        reading.answers,
        chosen=_proposed(draft, reading),
        name=sent.name,
        problems=problems,
        unsure=_unsure(reading),
    )


def _comparison(draft: Draft, read: Answers, *, chosen: Collection[Path], **told: object) -> str:
    return render_template(
        "take_over.html",
        draft=draft,
        differences=tuple(
            _difference(draft, read, path, is_chosen=path in chosen)
            for path in differing(draft.answers, read)
        ),
        same=len(read) > 0 and read == draft.answers,
        carried=carried_text(draft.form, read),
        **told,
    )


def differing(draft: Answers, read: Answers) -> tuple[Path, ...]:
    """The fields, and the rows of outermost groups, that say something else in the two."""
    units = dict.fromkeys(unit_of(path) for path in (*draft, *read))
    return tuple(unit for unit in units if draft.below(unit) != read.below(unit))


def _proposed(draft: Draft, reading: Reading) -> Collection[Path]:
    """What is ticked at first: every change, but an emptied answer only in a file of our own.

    In such a file an answer that is not found was deleted; elsewhere it may have been overlooked.
    """
    is_own = any(origin.by in _MARKED for origin in reading.origins.values())
    paths = differing(draft.answers, reading.answers)
    return frozenset(path for path in paths if is_own or reading.answers.below(path))


def _difference(draft: Draft, read: Answers, path: Path, *, is_chosen: bool) -> Difference:
    return Difference(
        name=str(path),
        label=label_of(draft.form, path),
        draft=_lines(draft, draft.answers, path),
        file=_lines(draft, read, path),
        is_chosen=is_chosen,
    )


def _lines(draft: Draft, answers: Answers, path: Path) -> tuple[Line, ...]:
    return lines_at(draft.form, answers, path) if answers.below(path) else ()


def _unsure(reading: Reading) -> frozenset[str]:
    """The fields and rows that were found by their label or in a text, and want a look."""
    return frozenset(
        str(unit_of(path))
        for path, origin in reading.origins.items()
        if origin.by not in _MARKED and origin.certainty < 1
    )


def _error_count(draft: Draft) -> int:
    findings = examine(draft.form, draft.answers)
    return sum(1 for finding in findings if finding.severity is Severity.ERROR)
