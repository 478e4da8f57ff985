"""A case examined as a whole, and downloaded as one file."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from cases.actions.open_case import open_case
from cases.documents import Document, documents_of
from cases.files import case_file
from validators.finding import Severity
from web.case_page import case_name, findings_of
from web.files import zip_response
from web.holding import holder
from web.offices import database
from web.wording import Remark, remark_of

blueprint = Blueprint("case_files", __name__, url_prefix="/sager/<case_id>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A document with what the examination says of it; not begun, it has no remarks."""

    document: Document
    remarks: tuple[Remark, ...]


@blueprint.get("/undersoegelse")
def examine(case_id: str) -> str:
    """Everything the rules say of the documents, document by document."""
    case = open_case(database(), holder(), case_id)
    parts = tuple(_examined(document) for document in documents_of(case))
    severities = [remark.severity for part in parts for remark in part.remarks]
    return render_template(
        "case_examination.html",
        case=case,
        name=case_name(case),
        parts=parts,
        errors=severities.count(Severity.ERROR),
        missing=sum(1 for part in parts if not part.document.draft and part.document.is_chosen),
    )


@blueprint.get("/dokumenter.zip")
def download(case_id: str) -> Response:
    """Every document that has begun as a Word file, in one zip."""
    case = open_case(database(), holder(), case_id)
    return zip_response(case_file(case), f"sag {case_name(case)}")


def _examined(document: Document) -> Examined:
    found = sorted(findings_of(document), key=lambda each: list(Severity).index(each.severity))
    return Examined(
        document=document, remarks=tuple(remark_of(document.form, each) for each in found)
    )
