"""A case that was sent, as the officer's page draws it: its documents and what changed in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from cases.documents import askable_documents
from cases.life.sent import CaseLife, SentFile, Submission
from forms.answers import Answers
from forms.grammar import Section
from forms.mirrors import with_mirrors
from validators.finding import Finding, Severity
from validators.whole_case import CaseDocument
from web.kept_findings import Versioned, case_findings
from web.life_wording import place_name
from web.naming import heading
from web.points import changes_since
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
class PlaceGroup:
    """Places to choose from under one heading, each with its value and its name."""

    label: str
    places: tuple[tuple[str, str], ...]


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


def places_told(life: CaseLife) -> tuple[PlaceGroup, ...]:
    """Where a point can be put: a document that was sent, whole or by section, or one that lacks.

    A document the programme knows and the case did not come with can be asked for.
    """
    sent = life.latest.documents() if life.latest else ()
    there = {(each.form.id, each.area) for each in sent}
    lacking = tuple(
        (f"{form.id}/{area}/", place_name(form, area, ""))
        for form, area in askable_documents(life.programme)
        if (form.id, area) not in there
    )
    groups = [PlaceGroup(label=_title(each), places=tuple(_places(each))) for each in sent]
    if lacking:
        groups.append(PlaceGroup(label=gettext("Ikke sendt ind"), places=lacking))
    return tuple(groups)


def _places(file: SentFile) -> Iterator[tuple[str, str]]:
    yield f"{file.form.id}/{file.area}/", gettext("Hele dokumentet")
    for section in file.form.sections:
        yield f"{file.form.id}/{file.area}/{section.id}", heading(section)


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
        changes=tuple(told_change(file.form, each) for each in changes_since(former, file)),
    )


def _is_same(one: SentFile, other: SentFile) -> bool:
    return (one.form.id, one.area) == (other.form.id, other.area)


def _title(file: SentFile) -> str:
    return place_name(file.form, file.area, "")


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
