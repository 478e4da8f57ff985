"""The findings of a review in the reader's words, with the way to where each stands."""

from dataclasses import dataclass, replace

from flask import Flask
from flask_babel import gettext

from cases.review import ReviewFile
from cases.review_report import FileReport, Noted
from cases.review_sorting import Role, short_name
from forms.grammar import FormDefinition
from forms.messages import N_
from validators.finding import Place, Severity
from web.desk_wording import desk_line, desk_words
from web.naming import area_title
from web.places import place_text
from web.review_text import Mark, near_place, places_of
from web.wording import Remark, label_of, remark_of

ROLES = {
    Role.WAITING: N_("Venter på at blive læst"),
    Role.CURRENT: N_("Læst"),
    Role.OLDER: N_("Tidligere udgave"),
    Role.DOUBLE: N_("Samme fil som en anden"),
    Role.SET_ASIDE: N_("Lagt til side"),
    Role.UNKNOWN: N_("Intet kendt skema"),
    Role.UNREADABLE: N_("Kan ikke læses"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding as the officer reads it; the applicant is told by the finding's own sentence.

    `number` is its place among the file's own, from 1, by which it is found in the text; `other`
    is the place in another file that it was made against.
    """

    number: int
    key: str
    remark: Remark
    place: str
    is_waived: bool
    reason: str
    other: str
    other_file: ReviewFile | None
    may_be_waived: bool


def told_file(file: FileReport) -> tuple[Told, ...]:
    """The findings of a file, numbered as they stand."""
    return tuple(
        told_noted(each, file.file, number) for number, each in enumerate(file.noted, start=1)
    )


def told_noted(noted: Noted, file: ReviewFile | None = None, number: int = 0) -> Told:
    """A finding of a file, or of a case as a whole where there is no file."""
    form = _form(file) if file else None
    finding = noted.finding
    words = desk_words(finding)
    return Told(
        number=number,
        key=noted.key,
        remark=replace(remark_of(form, finding), text=words.text, advice=words.advice),
        place=place_text(finding.place),
        is_waived=noted.waiver is not None,
        reason=noted.waiver.reason if noted.waiver else "",
        other=_other(noted),
        other_file=noted.other_file,
        may_be_waived=finding.severity is Severity.WARNING,
    )


def marks_of(file: FileReport, found: tuple[Told, ...]) -> tuple[Mark, ...]:
    """Where each finding of a file and each of the officer's own remarks is drawn in its text."""
    marks = [_mark(file, told) for told in found]
    own = [
        Mark(
            number=len(found) + number,
            place=remark.place or Place(),
            words="",
            severity="remark",
        )
        for number, remark in enumerate(file.remarks, start=1)
    ]
    return (*marks, *own)


def file_title(file: ReviewFile) -> str:
    """What a file is: its form, and the area it is for; its own name where it is no form."""
    form = _form(file)
    if form is None or file.reading is None:
        return short_name(file)
    return area_title(form, file.reading.answers)


def role_text(role: Role) -> str:
    """A role in the reader's language."""
    return gettext(ROLES[role])


def _mark(file: FileReport, told: Told) -> Mark:
    finding = told.remark.finding
    reading = file.file.reading
    near = near_place(reading, finding.path) if finding.place is None and reading else None
    return Mark(
        number=told.number,
        place=finding.place or near or Place(),
        words=finding.evidence,
        severity="waived" if told.is_waived else finding.severity.value,
        is_near=near is not None,
    )


def _other(noted: Noted) -> str:
    """`delaftale.docx, Navn (afsnit 3)`; empty where no other place is meant."""
    other = noted.finding.other
    if other is None:
        return ""
    form = _form(noted.other_file) if noted.other_file else None
    label = label_of(form, other.path) if form else ""
    place = place_text(other.place)
    told = ", ".join(part for part in (other.file, label) if part)
    return f"{told} ({place})" if place else told


def _form(file: ReviewFile) -> FormDefinition | None:
    return file.reading.form if file.reading else None


def add_review_words(app: Flask) -> None:
    """Let templates write `{{ file | file_title }}` and the like."""
    for each in (desk_line, file_title, role_text, short_name):
        app.jinja_env.filters[each.__name__] = each
    app.jinja_env.filters["places"] = places_of
    app.jinja_env.globals["severities"] = Severity
