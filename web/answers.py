"""Check answers: everything that was answered, with what the examination says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from cases.actions.open_draft import open_draft
from cases.case import Case
from cases.draft import Draft
from forms.grammar import Section
from forms.mirrors import with_mirrors
from forms.registry import programme_of
from validators.finding import Finding, Severity
from web.extent import measured
from web.findings import PlacedRemark, found_in, held_case, placed_remark
from web.holding import holder
from web.offices import database
from web.progress import belongs_to, of_section, place_href, section_href
from web.proof import proof_of
from web.summary import Line, section_lines
from web.wording import Problem, problems

blueprint = Blueprint("answers", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its answers, its findings, and where it is changed."""

    section: Section
    lines: tuple[Line, ...]
    remarks: tuple[PlacedRemark, ...]
    href: str


@blueprint.get("/kladder/<draft_id>/svar")
def show(draft_id: str) -> str:
    """All answers of a draft with change links and findings."""
    draft = open_draft(database(), holder(), draft_id)
    case = held_case(draft)
    found = found_in(draft, case)
    findings = (*found.within, *found.across)
    parts = tuple(_part(draft, section, findings, case) for section in draft.form.sections)
    return render_template(
        "answers.html",
        draft=draft,
        funder=programme_of(draft.programme).funder,
        parts=parts,
        general=_general(draft, findings, case),
        extent=measured(draft),
        problems=_problems(draft, findings),
        proofs=proof_of(draft.form, draft.answers),
        warnings=sum(1 for each in findings if each.severity is Severity.WARNING),
    )


def _part(draft: Draft, section: Section, findings: Sequence[Finding], case: Case | None) -> Part:
    own = of_section(draft.form, section, findings)
    return Part(
        section=section,
        lines=section_lines(draft.form, section, with_mirrors(draft.form, draft.answers)),
        remarks=tuple(placed_remark(draft.form, finding, case) for finding in own),
        href=section_href(draft.id, section, shows_errors=bool(own)),
    )


def _general(
    draft: Draft, findings: Sequence[Finding], case: Case | None
) -> tuple[PlacedRemark, ...]:
    """The findings about the form as a whole."""
    return tuple(
        placed_remark(draft.form, finding, case)
        for finding in findings
        if not any(belongs_to(draft.form, each, finding.path) for each in draft.form.sections)
    )


def _problems(draft: Draft, findings: Sequence[Finding]) -> tuple[Problem, ...]:
    """Each error with a link to the field on its page, those about the whole form first."""
    whole = tuple(each for each in findings if not each.path.parts)
    general = tuple(
        Problem(href="#general", text=each.text) for each in problems(draft.form, whole)
    )
    return general + tuple(
        problem
        for section in draft.form.sections
        for finding in of_section(draft.form, section, findings)
        for problem in problems(draft.form, (finding,), place_href(draft.id, section, finding.path))
    )
