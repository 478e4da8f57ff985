"""What an officer takes out of a review: annotated and cleaned copies, and the report as a file."""

from flask import Blueprint, abort
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.open_review import open_review
from cases.review import ReviewFile
from cases.review_report import FileReport, report_of
from cases.review_sorting import short_name
from cases.shelf import FileGone
from documents.annotating import annotated_isolated
from documents.notes import MORE, Note
from documents.safety.cleaned import cleaned_isolated
from documents.safety.isolation import IsolationFailed
from forms.messages import N_
from validators.examination import what_to_do
from web.errors import no_copy
from web.files import copy_response
from web.holding import holder
from web.offices import database, store
from web.review_exports import exported
from web.review_wording import Told, told_file
from web.wording import sentence_of

blueprint = Blueprint("review_files", __name__, url_prefix="/bord/<review_id>")

_NO_NOTES = N_(
    "Filen kan ikke bære kommentarer. Skriv et mangelbrev i stedet: det nævner hvert sted."
)
_NO_COPY = N_("Filen kan ikke renses. Bed ansøgeren gemme den på ny og sende den igen.")


@blueprint.get("/fil/<file_id>/kommenteret")
def annotated(review_id: str, file_id: str) -> AnyResponse:
    """The applicant's own file with a comment at each finding that is to be mended."""
    review = open_review(database(), holder(), review_id)
    file = report_of(review).file(file_id) or abort(404)
    try:
        content = _annotated(file, _content(file.file))
    except IsolationFailed:
        return no_copy(_NO_NOTES)
    return copy_response(content, short_name(file.file), gettext("kommenteret"))


@blueprint.get("/fil/<file_id>/renset")
def cleaned(review_id: str, file_id: str) -> AnyResponse:
    """The file as others may have it: nothing in it reaches out or runs."""
    file = open_review(database(), holder(), review_id).file(file_id) or abort(404)
    try:
        content = cleaned_isolated(_content(file))
    except IsolationFailed:
        return no_copy(_NO_COPY)
    return copy_response(content, short_name(file), gettext("renset"))


@blueprint.get("/rapport.<shape>")
def export(review_id: str, shape: str) -> AnyResponse:
    """The whole report as a page of its own, as JSON for programs, or as a workbook."""
    review = open_review(database(), holder(), review_id)
    return exported(review, report_of(review), shape)


def _content(file: ReviewFile) -> bytes:
    """The file as it was sent; 404 for one that was never taken in, or is no longer there."""
    if file.refused:
        abort(404)
    try:
        return store().get(file.sha256)
    except FileGone:
        abort(404)


def _annotated(file: FileReport, content: bytes) -> bytes:
    """The copy is made of the cleaned file, since it goes to others."""
    told = [each for each in told_file(file) if not each.is_waived]
    own = [Note(text=each.text, place=each.place) for each in file.remarks]
    notes = [
        Note(
            text=_note_text(each),
            place=each.remark.finding.place,
            evidence=each.remark.evidence,
            rule=each.remark.rule,
        )
        for each in told
    ]
    return annotated_isolated(cleaned_isolated(content), [*notes, *own], more=gettext(MORE))


def _note_text(told: Told) -> str:
    where = f"{told.remark.where}: " if told.remark.where else ""
    finding = told.remark.finding
    text = f"{where}{sentence_of(finding)}\n{what_to_do(finding, gettext)}"
    return f"{text}\n{gettext('Se også: %(place)s', place=told.other)}" if told.other else text
