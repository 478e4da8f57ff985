"""What the rules say of a draft, in it and against the other documents of its case."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.actions.open_case import open_case
from cases.case import Case
from cases.documents import documents_of
from cases.draft import Draft
from cases.errors import CaseNotFound
from forms.grammar import FormDefinition
from validators.finding import Finding
from web.case_page import examined_documents
from web.extent import counted_extent
from web.holding import holder
from web.kept_findings import draft_findings
from web.naming import document_name
from web.offices import database
from web.wording import Remark, label_of, remark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The findings of one draft; those across are told by its own place in them."""

    within: tuple[Finding, ...]
    across: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRemark:
    """A remark with the place in another document that it was made against, in words."""

    remark: Remark
    place: str


def held_case(draft: Draft) -> Case | None:
    """The case of a draft, None outside one or where this person holds the draft alone."""
    if draft.case_id is None:
        return None
    try:
        return open_case(database(), holder(), draft.case_id)
    except CaseNotFound:
        return None


def found_in(draft: Draft, case: Case | None) -> Found:
    """The findings of a draft; across the documents only of a case that is held."""
    for each in examined_documents(case) if case else ():
        if each.document.draft and each.document.draft.id == draft.id:
            return Found(within=each.within, across=each.across)
    return Found(within=draft_findings(draft, extent=counted_extent(draft)))


def placed_remark(form: FormDefinition, finding: Finding, case: Case | None) -> PlacedRemark:
    """A finding in words; its place elsewhere is empty for one within a document."""
    forms = {document_name(each): each.form for each in documents_of(case)} if case else {}
    return PlacedRemark(remark=remark_of(form, finding), place=_elsewhere(forms, finding))


def _elsewhere(forms: Mapping[str, FormDefinition], finding: Finding) -> str:
    if finding.other is None:
        return ""
    form = forms.get(finding.other.file)
    label = label_of(form, finding.other.path) if form else ""
    return ", ".join(filter(None, (finding.other.file, label)))
