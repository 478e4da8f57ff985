"""A case examined as a whole, and downloaded as one file."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from cases.actions.case_insight import case_insight
from cases.actions.open_case import open_case
from cases.case import Case
from cases.documents import Document
from cases.files import case_dossier, case_file
from documents.proof_words import ToldProof
from validators.finding import Severity
from web.case_page import Examined, case_name, examined_documents
from web.files import dossier_response, zip_response
from web.findings import PlacedRemark, placed_remark
from web.holding import holder
from web.offices import database, layouts, now, sealer, store
from web.proof import proof_of

blueprint = Blueprint("case_files", __name__, url_prefix="/sager/<case_id>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A document with what the examination says of it, the heaviest first, and its totals."""

    document: Document
    remarks: tuple[PlacedRemark, ...]
    proofs: tuple[ToldProof, ...] = ()


@blueprint.get("/undersoegelse")
def examine(case_id: str) -> str:
    """Everything the rules say of the documents and of what they say against each other."""
    case = open_case(database(), holder(), case_id)
    parts = tuple(_part(case, each) for each in examined_documents(case))
    severities = [placed.remark.severity for part in parts for placed in part.remarks]
    return render_template(
        "case_examination.html",
        case=case,
        name=case_name(case),
        parts=parts,
        errors=severities.count(Severity.ERROR),
        missing=sum(1 for part in parts if not part.document.draft),
    )


@blueprint.get("/dokumenter.zip")
def download(case_id: str) -> Response:
    """Every document that has begun as a Word file, in one zip."""
    case = open_case(database(), holder(), case_id)
    content = case_file(case, layouts(), seal=sealer().seal)
    return zip_response(content, f"sag {case_name(case)}")


@blueprint.get("/indsigt.zip")
def insight(case_id: str) -> Response:
    """Everything that is kept of the case: documents, answers, what was sent, and the trail."""
    content = case_insight(database(), store(), holder(), case_id, now=now(), seal=sealer().seal)
    return zip_response(content, f"indsigt {case_id}")


@blueprint.get("/sag.docx")
def dossier(case_id: str) -> Response:
    """Every document that has begun, one after the other in one Word file."""
    case = open_case(database(), holder(), case_id)
    name = case_name(case)
    return dossier_response(case_dossier(case, name, layouts()), f"sag {name}")


def _part(case: Case, examined: Examined) -> Part:
    found, draft = (*examined.within, *examined.across), examined.document.draft
    ordered = sorted(found, key=lambda each: list(Severity).index(each.severity))
    return Part(
        document=examined.document,
        remarks=tuple(placed_remark(examined.document.form, each, case) for each in ordered),
        proofs=proof_of(examined.document.form, draft.answers) if draft else (),
    )
