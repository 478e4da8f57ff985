"""Whether a case can be sent: what the rules say of its documents together."""

from cases.case import Case
from cases.documents import documents_of
from cases.files import file_name
from validators.examination import examine_case
from validators.finding import Finding, Severity
from validators.whole_case import CaseDocument


def findings_of(case: Case) -> tuple[Finding, ...]:
    """Everything found in the documents that have begun, and across them."""
    begun = tuple(
        CaseDocument(name=file_name(each), definition=each.draft.form, answers=each.draft.answers)
        for each in documents_of(case)
        if each.draft
    )
    found = examine_case(begun, programme=case.programme)
    return (*(each for within in found.documents for each in within), *found.across)


def counted(findings: tuple[Finding, ...], severity: Severity) -> int:
    """How many findings are that heavy."""
    return sum(1 for each in findings if each.severity is severity)
