"""The correct case with some answers typed over, examined."""

from validators.examination import examine_case
from validators.examples import documents_of
from validators.finding import Finding
from validators.rule import Example
from validators.whole_case import CaseDocument


def case_with(
    typed: dict[str, str] | None = None, *, without: tuple[str, ...] = ()
) -> tuple[CaseDocument, ...]:
    """The documents when these answers, `document:path`, are typed over the correct ones."""
    changes = tuple((typed or {}).items())
    return documents_of(Example(text="-", is_in_case=True, typed=changes, without=without))


def found_in(documents: tuple[CaseDocument, ...]) -> list[tuple[str, Finding]]:
    """Every finding with the name of the document it is in."""
    found = examine_case(documents)
    within = [
        (document.name, finding)
        for document, findings in zip(documents, found.documents, strict=True)
        for finding in findings
    ]
    return [*within, *((finding.file or "", finding) for finding in found.across)]


def told(documents: tuple[CaseDocument, ...]) -> list[str]:
    """Each finding as `RULE document:path`."""
    return [f"{finding.rule} {name}:{finding.path}" for name, finding in found_in(documents)]
