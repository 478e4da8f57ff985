"""A case as the offices hand it out: the documents of one application under a programme."""

from dataclasses import dataclass
from datetime import datetime

from cases.draft import Draft
from cases.life.states import CaseState
from forms.programmes.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case with the drafts that were begun in it, in no order that means anything.

    `owner_id` is the organisation it belongs to; None for one that a link alone opens.
    """

    id: str
    programme: Programme
    created_at: datetime
    drafts: tuple[Draft, ...]
    owner_id: str | None = None
    state: CaseState = CaseState.DRAFT

    def draft(self, form_id: str, area: str = "") -> Draft | None:
        """The draft of a form, and of an area where the form is filled in for each."""
        wanted = (form_id, area)
        return next((each for each in self.drafts if (each.form.id, each.area) == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """What a list of cases shows; `name` is the housing area's, empty while it is not given.

    `updated_at` is the hour of the last save in any of its drafts, in UTC. `shared_by` is the
    organisation that shares it, empty for one's own; one that `is_to_be_approved` waits for a
    second person.
    """

    id: str
    programme: Programme
    name: str
    updated_at: datetime
    state: CaseState = CaseState.DRAFT
    shared_by: str = ""
    is_to_be_approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedCase:
    """A new case with the secret of its link, which is shown now and kept nowhere."""

    case: Case
    link_token: str
