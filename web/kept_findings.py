"""What the rules found, kept for as long as the documents say the same.

Looking examines nothing that was examined before, and a save in one document of a case leaves the
others'. A document is known by its version, never by what it says: amounts are equal however
roughly they were printed, and findings tell them apart. What is sent, approved or decided is
examined anew where that is done.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from forms.programmes.programme import Programme
from validators.examination import CaseFindings, examine, examine_across
from validators.finding import Finding
from validators.whole_case import CaseDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Versioned:
    """A document, and which version of its answers it has."""

    version: Hashable
    document: CaseDocument

    @property
    def key(self) -> Hashable:
        """What findings are kept by: its name and extent too, since findings tell of them."""
        return self.version, self.document.name, self.document.extent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    key: tuple[Hashable, ...]
    documents: tuple[CaseDocument, ...] = field(compare=False)
    programme: Programme | None = field(compare=False)


def case_findings(documents: Sequence[Versioned], programme: Programme | None) -> CaseFindings:
    """What is found in each document of a case, and across them."""
    return CaseFindings(
        documents=tuple(_within(_case((each,), programme)) for each in documents),
        across=_across(_case(documents, programme)),
    )


def document_findings(document: Versioned) -> tuple[Finding, ...]:
    """What is found in a document by itself, under the programme that its form belongs to."""
    return _within(_case((document,), None))


def _case(documents: Sequence[Versioned], programme: Programme | None) -> _Case:
    own = programme.id if programme else None
    return _Case(
        key=(own, *(each.key for each in documents)),
        documents=tuple(each.document for each in documents),
        programme=programme,
    )


@lru_cache(maxsize=128)
def _within(case: _Case) -> tuple[Finding, ...]:
    [document] = case.documents
    if document.definition is None:
        return ()
    return examine(
        document.definition, document.answers, programme=case.programme, extent=document.extent
    )


@lru_cache(maxsize=32)
def _across(case: _Case) -> tuple[Finding, ...]:
    return examine_across(case.documents, programme=case.programme)
