"""The deficiency letter: what must be mended and by when, chosen by the officer, as Word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, request
from flask_babel import force_locale, gettext
from werkzeug.wrappers import Response

from cases.actions.open_review import open_review
from cases.review import Review
from cases.review_report import CaseReport, FileReport, report_of
from cases.review_sorting import short_name
from documents.letter import Letter, LetterDocument, LetterPoint, write_letter
from validators.examination import what_to_do
from validators.finding import Severity
from web.days import BAD_DAY, NoDay, day_of
from web.files import letter_response
from web.formats import HERE
from web.holding import holder
from web.language import DANISH
from web.offices import database, now
from web.places import place_text
from web.review_wording import Told, file_title, told_file, told_noted
from web.wording import Problem, sentence_of

blueprint = Blueprint("review_letter", __name__, url_prefix="/bord/<review_id>/mangelbrev")

TEXTS = ("modtager", "organisation", "hilsen", "frist", "afsender", "kontor", "indledning", "slut")
_LONGEST = 4_000
_CHOSEN, _CASE, _OWN = "punkt", "sag", "egen-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point that may be taken into the letter, by the name it is chosen by."""

    name: str
    point: LetterPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A document with the points that may be taken in."""

    title: str
    file_name: str
    points: tuple[Point, ...]


@blueprint.get("")
def show(review_id: str) -> str:
    """What the letter may say; at first everything that is not let pass."""
    review = open_review(database(), holder(), review_id)
    cases = report_of(review).cases
    number, case = _case(cases, request.args.get(_CASE, "1"))
    chapters = _chapters(case)
    names = {each.name for chapter in chapters for each in chapter.points}
    return _page(review, cases, number, chapters, chosen=names, typed=dict.fromkeys(TEXTS, ""))


@blueprint.post("")
def write(review_id: str) -> Response | tuple[str, int]:
    """The letter as a Word file, to be read through and sent by the officer."""
    review = open_review(database(), holder(), review_id)
    cases = report_of(review).cases
    number, case = _case(cases, request.form.get(_CASE, "1"))
    typed = {name: request.form.get(name, "")[:_LONGEST] for name in TEXTS}
    chosen = set(request.form.getlist(_CHOSEN))
    try:
        mend_by = day_of(typed["frist"])
    except NoDay:
        page = _page(
            review, cases, number, _chapters(case), chosen=chosen, typed=typed, is_bad=True
        )
        return page, 422
    with force_locale(DANISH):
        letter = _letter(case, _chapters(case), chosen, typed, mend_by)
    return letter_response(write_letter(letter), case.name or review.title)


def _case(cases: Sequence[CaseReport], asked: str) -> tuple[int, CaseReport]:
    """The case of a review by its number from 1; 404 for a number there is none of."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    if not 1 <= number <= len(cases):
        abort(404)
    return number, cases[number - 1]


def _page(
    review: Review,
    cases: Sequence[CaseReport],
    number: int,
    chapters: tuple[Chapter, ...],
    *,
    chosen: set[str],
    typed: Mapping[str, str],
    is_bad: bool = False,
) -> str:
    problems = (Problem(href="#frist", text=gettext(BAD_DAY)),) if is_bad else ()
    return render_template(
        "review_letter.html",
        review=review,
        cases=cases,
        number=number,
        chapters=chapters,
        chosen=chosen,
        typed=typed,
        problems=problems,
        has_errors=is_bad,
    )


def _chapters(case: CaseReport) -> tuple[Chapter, ...]:
    """The case as a whole first, then its documents as they stand in the report."""
    whole = tuple(_point(each) for each in map(told_noted, case.whole) if _may_be_told(each))
    chapters = [Chapter(title=gettext("Sagen som helhed"), file_name="", points=whole)]
    chapters += map(_chapter, (*case.files, *case.loose))
    return tuple(chapter for chapter in chapters if chapter.points)


def _chapter(file: FileReport) -> Chapter:
    points = (*(_point(each) for each in told_file(file) if _may_be_told(each)), *_own(file))
    return Chapter(
        title=file_title(file.file), file_name=short_name(file.file), points=tuple(points)
    )


def _may_be_told(told: Told) -> bool:
    return not told.is_waived and told.remark.severity is not Severity.INFO


def _point(told: Told) -> Point:
    remark = told.remark
    proof = "; ".join(f"{name}: {value}" for name, value in remark.proof)
    return Point(
        name=f"{told.key}-{told.number}",
        point=LetterPoint(
            where=remark.where,
            what=sentence_of(remark.finding),
            what_to_do=what_to_do(remark.finding, gettext),
            evidence=proof or remark.evidence,
            is_required=remark.severity is Severity.ERROR,
            place=told.place,
        ),
    )


def _own(file: FileReport) -> Iterator[Point]:
    for remark in file.remarks:
        yield Point(
            name=f"{_OWN}{remark.id}",
            point=LetterPoint(
                where="",
                what=remark.text,
                what_to_do="",
                is_required=remark.must_be_mended,
                place=place_text(remark.place),
            ),
        )


def _letter(
    case: CaseReport,
    chapters: tuple[Chapter, ...],
    chosen: set[str],
    typed: Mapping[str, str],
    mend_by: date | None,
) -> Letter:
    documents = (
        LetterDocument(
            title=chapter.title,
            file_name=chapter.file_name,
            points=tuple(each.point for each in chapter.points if each.name in chosen),
        )
        for chapter in chapters
    )
    return Letter(
        programme=gettext(case.programme.title) if case.programme else "",
        case=case.name,
        written=now().astimezone(HERE).date(),
        documents=tuple(documents),
        mend_by=mend_by,
        recipient_name=typed["modtager"],
        recipient_organisation=typed["organisation"],
        greeting_name=typed["hilsen"],
        sender_name=typed["afsender"],
        sender_office=typed["kontor"],
        opening=typed["indledning"],
        closing=typed["slut"],
    )
