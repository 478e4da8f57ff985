"""A review: all its files with what was found, and each file's text beside its findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cases.actions.delete_review import delete_review
from cases.actions.open_review import open_review, open_text
from cases.actions.rotate_review_link import rotate_review_link
from cases.review import ReviewFile
from cases.review_report import FileReport, ReviewReport, report_of
from cases.rounds import former_version
from documents.reader.examine_file import is_workbook
from forms.messages import N_
from validators.finding import Severity
from web.holding import drop_review, hold_review, holder, review_link_token
from web.offices import database, now, store
from web.passports import passport_told
from web.proof import proof_marks, proof_read
from web.review_text import marked_text
from web.review_wording import Told, marks_of, told_file, told_noted
from web.traces import desk_traces
from web.wording import severity_name

blueprint = Blueprint("review", __name__, url_prefix="/bord/<review_id>")


class View(Enum):
    """How the findings of a review are laid out."""

    DOCUMENT = "dokument"
    SEVERITY = "alvor"
    RULE = "regel"

    @property
    def label(self) -> str:
        """Danish msgid."""
        return _VIEWS[self]


_VIEWS = {
    View.DOCUMENT: N_("Efter dokument"),
    View.SEVERITY: N_("Efter alvor"),
    View.RULE: N_("Efter regel"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Findings under one heading, where they are not laid out by document."""

    heading: str
    found: tuple[tuple[FileReport | None, Told], ...]


@blueprint.get("")
def show(review_id: str) -> str:
    """Every file with its role and what was found, counted at the top."""
    review = open_review(database(), holder(), review_id)
    report = report_of(review)
    view = _chosen_view()
    return render_template(
        "review.html",
        review=review,
        report=report,
        view=view,
        views=tuple(View),
        waiting=sum(1 for each in review.files if each.is_waiting),
        counts={each.value: report.count(each) for each in Severity},
        waived=sum(1 for each in report.noted() if each.waiver),
        chapters=() if view is View.DOCUMENT else _chapters(report, view),
        told_file=told_file,
        told_noted=told_noted,
    )


@blueprint.get("/fil/<file_id>")
def show_file(review_id: str, file_id: str) -> str:
    """The findings of one file beside its text, each marked where it stands."""
    review = open_review(database(), holder(), review_id)
    report = report_of(review)
    file = report.file(file_id) or abort(404)
    found = told_file(file)
    body = open_text(database(), review, file_id)
    first = len(found) + len(file.remarks) + 1
    proofs = proof_read(file.file.reading) if file.file.reading else ()
    proved = proof_marks(file.file.reading, body, first) if file.file.reading else ()
    return render_template(
        "review_file.html",
        review=review,
        file=file,
        found=found,
        blocks=tuple(marked_text(body, (*marks_of(file, found), *proved))),
        proofs=proofs,
        first_proof=first,
        is_cut=body.is_cut,
        takes_notes=bool(body.blocks) and not _is_workbook(file.file),
        former=former_version(review, file.file),
        passport=passport_told(file.file),
        traces=desk_traces(file.file),
    )


@blueprint.get("/link")
def link(review_id: str) -> str:
    """The secret link of a review, where this browser knows it."""
    review = open_review(database(), holder(), review_id)
    if review.owner_id is not None:
        abort(404)
    token = review_link_token(review_id)
    address = token and url_for("desk.follow_link", review_token=token, _external=True)
    return render_template("review_link.html", review=review, address=address)


@blueprint.post("/link")
def renew_link(review_id: str) -> Response:
    """Give a review a new link; the old one opens nothing any more."""
    hold_review(review_id, rotate_review_link(database(), holder(), review_id, now=now()))
    return redirect(url_for("review.link", review_id=review_id))


@blueprint.get("/slet")
def ask_to_delete(review_id: str) -> str:
    """The question before a review is deleted."""
    review = open_review(database(), holder(), review_id)
    return render_template("review_delete.html", review=review)


@blueprint.post("/slet")
def delete(review_id: str) -> Response:
    """Delete a review for good, with its files."""
    delete_review(database(), store(), holder(), review_id, now=now())
    drop_review(review_id)
    return redirect(url_for("desk.show", slettet="1"))


def _is_workbook(file: ReviewFile) -> bool:
    return file.reading is not None and is_workbook(file.reading)


def _chosen_view() -> View:
    asked = request.args.get("vis", "")
    return next((view for view in View if view.value == asked), View.DOCUMENT)


def _chapters(report: ReviewReport, view: View) -> tuple[Chapter, ...]:
    """The findings by weight or by rule, each with its file; those let pass are last of theirs."""
    found = sorted(_all_found(report), key=lambda each: each[1].is_waived)
    headings: dict[str, list[tuple[FileReport | None, Told]]] = {}
    for file, told in found:
        rule, severity = told.remark.rule, told.remark.severity
        heading = rule if view is View.RULE else severity_name(severity)
        headings.setdefault(heading, []).append((file, told))
    order = sorted(headings) if view is View.RULE else map(severity_name, Severity)
    return tuple(
        Chapter(heading=heading, found=tuple(headings[heading]))
        for heading in order
        if heading in headings
    )


def _all_found(report: ReviewReport) -> Iterator[tuple[FileReport | None, Told]]:
    for case in report.cases:
        yield from ((None, told_noted(each)) for each in case.whole)
    for file in report.counted():
        yield from ((file, told) for told in told_file(file))
