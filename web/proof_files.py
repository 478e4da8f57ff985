"""The proof of totals as a Word file: of a draft, of a case, of a file on the desk."""

from flask import Blueprint, Response, abort

from cases.actions.open_case import open_case
from cases.actions.open_draft import open_draft
from cases.actions.open_review import open_review
from cases.documents import documents_of
from cases.review_sorting import short_name
from documents.reading import Reading
from web.case_page import case_name
from web.files import proof_response
from web.holding import holder
from web.naming import document_name
from web.offices import database
from web.proof import Proved, proof_document
from web.review_wording import file_title

blueprint = Blueprint("proof_files", __name__)


@blueprint.get("/kladder/<draft_id>/svar/kontrol")
def of_draft(draft_id: str) -> Response:
    """Every total of a draft."""
    draft = open_draft(database(), holder(), draft_id)
    name = document_name(draft)
    reading = Reading(form=draft.form, answers=draft.answers)
    return proof_response(proof_document(name, [Proved(title=name, reading=reading)]), name)


@blueprint.get("/sager/<case_id>/kontrol")
def of_case(case_id: str) -> Response:
    """Every total of every document of a case that has begun."""
    case = open_case(database(), holder(), case_id)
    proved = [
        Proved(
            title=document_name(each),
            reading=Reading(form=each.form, answers=each.draft.answers),
        )
        for each in documents_of(case)
        if each.draft
    ]
    return proof_response(proof_document(case_name(case), proved), case_name(case))


@blueprint.get("/bord/<review_id>/fil/<file_id>/kontrol")
def of_file(review_id: str, file_id: str) -> Response:
    """Every total of a file on the desk, each with its place in it."""
    file = open_review(database(), holder(), review_id).file(file_id) or abort(404)
    reading = file.reading or abort(404)
    proved = Proved(title=file_title(file), reading=reading, file_name=short_name(file))
    return proof_response(proof_document(short_name(file), [proved]), short_name(file))
