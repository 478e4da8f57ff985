"""The report of a review as a file: a page of its own, JSON, or a workbook."""

import json
from collections.abc import Callable, Mapping

from flask import Response, abort, render_template
from flask_babel import gettext

from cases.review import Review
from cases.review_report import CaseReport, FileReport, Noted, ReviewReport
from documents.reader.report import finding_to_json, reading_to_json
from validators.finding import Severity
from web.files import EXCEL_TYPE, export_response
from web.proof import proof_json, proof_read
from web.review_sheets import workbook_of
from web.review_wording import told_file, told_noted


def exported(review: Review, report: ReviewReport, shape: str) -> Response:
    """The report as a download; 404 for a shape there is none of."""
    make = _SHAPES.get(shape) or abort(404)
    media_type, content = make(review, report)
    words = f"{gettext('gennemgang')} {review.title}"
    return export_response(content, media_type, words, shape)


def _page(review: Review, report: ReviewReport) -> tuple[str, bytes]:
    page = render_template(
        "review_export.html",
        review=review,
        report=report,
        counts={each.value: report.count(each) for each in Severity},
        told_file=told_file,
        told_noted=told_noted,
        proof_read=proof_read,
    )
    return "text/html; charset=utf-8", page.encode("utf-8", "backslashreplace")


def _json(review: Review, report: ReviewReport) -> tuple[str, bytes]:
    told = {
        "title": review.title,
        "received": review.received.isoformat() if review.received else None,
        "counts": {each.value: report.count(each) for each in Severity},
        "cases": [_case_json(case) for case in report.cases],
        "files": [_file_json(file) for file in report.files()],
    }
    return "application/json", (json.dumps(told, ensure_ascii=True, indent=2) + "\n").encode()


def _workbook(review: Review, report: ReviewReport) -> tuple[str, bytes]:
    return EXCEL_TYPE, workbook_of(review, report)


_SHAPES: Mapping[str, Callable[[Review, ReviewReport], tuple[str, bytes]]] = {
    "html": _page,
    "json": _json,
    "xlsx": _workbook,
}


def _case_json(case: CaseReport) -> dict[str, object]:
    return {
        "name": case.name,
        "programme": case.programme.id if case.programme else None,
        "documents": [_document_json(file) for file in (*case.files, *case.loose)],
        "findings": [_noted_json(each) for each in case.whole],
    }


def _document_json(file: FileReport) -> dict[str, object]:
    """As `flask check` tells a document, with what the officer decided about each finding."""
    reading = file.file.reading
    read = {} if reading is None else reading_to_json(reading, gettext)
    return {
        **read,
        "file": file.file.name,
        "findings": [_noted_json(each) for each in file.noted],
        "proof": [] if reading is None else proof_json(reading),
        "remarks": [
            {"text": each.text, "must_be_mended": each.must_be_mended} for each in file.remarks
        ],
    }


def _file_json(file: FileReport) -> dict[str, object]:
    other = file.sorted.other
    reading = file.file.reading
    problems = () if reading is None else reading.problems
    return {
        "file": file.file.name,
        "sha256": file.file.sha256,
        "role": file.sorted.role.value,
        "other": other.name if other else None,
        "form": reading.form.key if reading and reading.form else None,
        "problems": [finding_to_json(each, gettext) for each in problems],
    }


def _noted_json(noted: Noted) -> dict[str, object]:
    return {
        **finding_to_json(noted.finding, gettext),
        "key": noted.key,
        "waived": noted.waiver.reason if noted.waiver else None,
    }
