"""A case that was sent, as the officer's page draws it: documents, points, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from cases.documents import area_label
from cases.life.sent import CaseLife, Point, SentFile, Submission
from cases.rounds import Change, changes_between
from forms.answers import Answers
from forms.grammar import FormDefinition, Section
from forms.mirrors import with_mirrors
from validators.finding import Finding, Severity
from validators.whole_case import CaseDocument
from web.kept_findings import Versioned, case_findings
from web.life_wording import place_name
from web.progress import belongs_to
from web.review_rounds import ToldChange, told_change
from web.summary import Line, section_lines
from web.wording import Remark, remark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """A section of a document that was sent, with its answers."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDocument:
    """A document as it was sent last; `copies` are the same as other files.

    `changes` are against the time before, none where it was sent the first time.
    """

    title: str
    file: SentFile
    copies: tuple[SentFile, ...]
    sections: tuple[ToldSection, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPoint:
    """A point of an earlier round or this one, and whether the applicant did something about it.

    `is_sent_again` says that the case came back after it; only then is there something to see.
    """

    point: Point
    is_sent_again: bool
    changes: tuple[ToldChange, ...]

    @property
    def is_answered(self) -> bool:
        """Whether something was changed there, or a reply given."""
        return bool(self.changes or self.point.reply)


def documents_told(life: CaseLife) -> tuple[ToldDocument, ...]:
    """Every document of what was sent last, all of them examined together."""
    latest = life.latest
    if latest is None:
        return ()
    former = life.submissions[-2] if len(life.submissions) > 1 else None
    documents = latest.documents()
    found = case_findings(_versioned(documents), life.programme)
    across = {
        each.name: tuple(f for f in found.across if f.file == each.name) for each in documents
    }
    return tuple(
        _document(latest, former, each, (*within, *across[each.name]))
        for each, within in zip(documents, found.documents, strict=True)
    )


def points_told(life: CaseLife) -> tuple[ToldPoint, ...]:
    """Every point, those of the latest round first."""
    newest_first = sorted(life.points, key=lambda each: -each.round)
    return tuple(_point(life, each) for each in newest_first)


def places_told(life: CaseLife) -> tuple[tuple[str, str], ...]:
    """Where a point can be put: each document that was sent, whole or by section."""
    sent = life.latest.documents() if life.latest else ()
    return tuple(place for each in sent for place in _places(each.form, each.area))


def _places(form: FormDefinition, area: str) -> Iterator[tuple[str, str]]:
    yield f"{form.id}/{area}/", place_name(form, area, "")
    for section in form.sections:
        yield f"{form.id}/{area}/{section.id}", place_name(form, area, section.id)


def _document(
    latest: Submission, former: Submission | None, file: SentFile, findings: tuple[Finding, ...]
) -> ToldDocument:
    ordered = sorted(findings, key=lambda each: list(Severity).index(each.severity))
    answers = with_mirrors(file.form, file.answers or Answers())
    copies = (each for each in latest.files if _is_same(each, file) and each is not file)
    return ToldDocument(
        title=_title(file),
        file=file,
        copies=tuple(copies),
        sections=tuple(
            ToldSection(section=each, lines=section_lines(file.form, each, answers))
            for each in file.form.sections
        ),
        remarks=tuple(remark_of(file.form, each) for each in ordered),
        changes=tuple(told_change(file.form, each) for each in _changes(former, file)),
    )


def _point(life: CaseLife, point: Point) -> ToldPoint:
    later = life.submissions[point.round] if point.round < len(life.submissions) else None
    before = life.submissions[point.round - 1]
    changes: tuple[ToldChange, ...] = ()
    if later is not None:
        changes = tuple(_changes_at(before, later, point))
    return ToldPoint(point=point, is_sent_again=later is not None, changes=changes)


def _changes_at(before: Submission, later: Submission, point: Point) -> Iterator[ToldChange]:
    for file in later.documents():
        if (file.form.id, file.area) != (point.form.id, point.area):
            continue
        for change in _changes(before, file):
            if _is_at(file.form, point, change):
                yield told_change(file.form, change)


def _is_at(form: FormDefinition, point: Point, change: Change) -> bool:
    path = change.after or change.before
    section = next((each for each in form.sections if each.id == point.section), None)
    return section is None or (path is not None and belongs_to(form, section, path))


def _changes(former: Submission | None, file: SentFile) -> tuple[Change, ...]:
    if former is None:
        return ()
    same = next((each for each in former.documents() if _is_same(each, file)), None)
    before = same.answers if same and same.answers is not None else Answers()
    return changes_between(file.form, before, file.answers or Answers())


def _is_same(one: SentFile, other: SentFile) -> bool:
    return (one.form.id, one.area) == (other.form.id, other.area)


def _title(file: SentFile) -> str:
    area = gettext(area_label(file.form, file.area)) if file.area else ""
    return ": ".join(filter(None, (gettext(file.form.title), area)))


def _versioned(files: tuple[SentFile, ...]) -> tuple[Versioned, ...]:
    """What was sent stays as it was sent."""
    return tuple(
        Versioned(
            version=(each.id, each.sha256),
            document=CaseDocument(
                name=each.name, definition=each.form, answers=each.answers or Answers()
            ),
        )
        for each in files
    )
