"""What the rules found, kept for as long as the documents say the same.

Looking examines nothing that was examined before, and a save in one document of a case leaves the
others'. A document is known by its version, never by what it says: amounts are equal however
roughly they were printed, and findings tell them apart. What is sent, approved or decided is
examined anew where that is done.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from cases.memory import Memory
from forms.programmes.programme import Programme
from validators.examination import CaseFindings, examine, examine_across
from validators.finding import Finding
from validators.whole_case import CaseDocument

_within: Memory[tuple[Finding, ...]] = Memory(128)
_across: Memory[tuple[Finding, ...]] = Memory(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versioned:
    """A document, and which version of its answers it has."""

    version: Hashable
    document: CaseDocument

    @property
    def key(self) -> Hashable:
        """What findings are kept by: its name and extent too, since findings tell of them."""
        return self.version, self.document.name, self.document.extent


def case_findings(documents: Sequence[Versioned], programme: Programme | None) -> CaseFindings:
    """What is found in each document of a case, and across them."""
    laid_out = [each.document for each in documents]
    key = (programme and programme.id, *(each.key for each in documents))
    return CaseFindings(
        documents=tuple(_found(each, programme) for each in documents),
        across=_across.get(key, lambda: examine_across(laid_out, programme=programme)),
    )


def document_findings(document: Versioned) -> tuple[Finding, ...]:
    """What is found in a document by itself, under the programme that its form belongs to."""
    return _found(document, None)


def _found(versioned: Versioned, programme: Programme | None) -> tuple[Finding, ...]:
    document, definition = versioned.document, versioned.document.definition
    if definition is None:
        return ()
    return _within.get(
        (programme and programme.id, versioned.key),
        lambda: examine(definition, document.answers, programme=programme, extent=document.extent),
    )
