"""Whether a case can be sent: what the rules say of its documents together."""

from contextlib import suppress

from cases.case import Case
from cases.documents import documents_of
from cases.draft import Draft
from cases.files import file_name
from cases.library.layouts import Layouts
from documents.pages import extent_of, known_extent
from documents.pdf_conversion import NotPrinted
from documents.writer import write
from forms.registry import form_of
from validators.examination import examine_case
from validators.extent import Extent
from validators.finding import Finding, Severity
from validators.whole_case import CaseDocument


def findings_of(case: Case, layouts: Layouts) -> tuple[Finding, ...]:
    """Everything found in the documents that have begun, and across them."""
    begun = tuple(
        CaseDocument(
            name=file_name(each),
            definition=each.draft.form,
            answers=each.draft.answers,
            extent=_known(case, each.draft, layouts),
        )
        for each in documents_of(case)
        if each.draft
    )
    found = examine_case(begun, programme=case.programme)
    return (*(each for within in found.documents for each in within), *found.across)


def count_pages(case: Case, layouts: Layouts) -> None:
    """Print what may take only so many pages, so that what is found knows how many it takes.

    It takes seconds and belongs outside any transaction; where nothing can print it says nothing.
    """
    for each in case.drafts if case.programme.most_pages else ():
        with suppress(NotPrinted):
            extent_of(each.form, write(each.form, each.answers, layouts.of(each.form)))


def _known(case: Case, draft: Draft, layouts: Layouts) -> Extent | None:
    if case.programme.most_pages is None:
        return None
    return known_extent(draft.form, write(draft.form, draft.answers, layouts.of(draft.form)))


def errors_in(case: Case, findings: tuple[Finding, ...]) -> int:
    """How many things stop a case: every error, and that its main document is not begun.

    The rules speak of what is there; of a case without its first form they have nothing to say.
    """
    return counted(findings, Severity.ERROR) + (0 if _has_its_head(case) else 1)


def _has_its_head(case: Case) -> bool:
    forms = [form_of(key).id for key in case.programme.forms if key not in case.programme.reports]
    return case.draft(forms[0]) is not None if forms else bool(case.drafts)


def counted(findings: tuple[Finding, ...], severity: Severity) -> int:
    """How many findings are that heavy."""
    return sum(1 for each in findings if each.severity is severity)
