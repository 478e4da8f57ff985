"""What the rules found, kept for as long as the documents say the same.

Looking examines nothing that was examined before, and a save in one document of a case leaves the
others'. A document is known by its version, never by what it says: amounts are equal however
roughly they were printed, and findings tell them apart. What is sent, approved or decided is
examined anew where that is done.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from cases.draft import Draft
from cases.memory import Memory
from forms.programmes.programme import Programme
from validators.examination import CaseFindings, examine, examine_across
from validators.extent import Extent
from validators.finding import Finding
from validators.whole_case import CaseDocument, own_programme

_within: Memory[tuple[Finding, ...]] = Memory(128)
_across: Memory[tuple[Finding, ...]] = Memory(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versioned:
    """A document, and which version of its answers it has."""

    version: Hashable
    document: CaseDocument

    @property
    def key(self) -> Hashable:
        """What is found in it by itself is kept by: its extent too, since findings tell of that."""
        return self.version, self.document.extent


def case_findings(documents: Sequence[Versioned], programme: Programme | None) -> CaseFindings:
    """What is found in each document of a case, and across them."""
    laid_out = [each.document for each in documents]
    key = (programme and programme.id, *((each.document.name, each.key) for each in documents))
    return CaseFindings(
        documents=tuple(_found(each, programme) for each in documents),
        across=_across.get(key, lambda: examine_across(laid_out, programme=programme)),
    )


def draft_findings(draft: Draft, *, extent: Extent | None = None) -> tuple[Finding, ...]:
    """What is found in a draft by itself, also where it stands in a case with others."""
    document = CaseDocument(
        name=draft.id, definition=draft.form, answers=draft.answers, extent=extent
    )
    versioned = Versioned(version=draft.version, document=document)
    return _found(versioned, own_programme(draft.form))


def _found(versioned: Versioned, programme: Programme | None) -> tuple[Finding, ...]:
    document, definition = versioned.document, versioned.document.definition
    if definition is None:
        return ()
    return _within.get(
        (programme and programme.id, versioned.key),
        lambda: examine(definition, document.answers, programme=programme, extent=document.extent),
    )
