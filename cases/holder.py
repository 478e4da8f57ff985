"""Who asks: the drafts, cases and reviews a person holds, however that was proved."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in their organisation; a person may have several.

    Writers and approvers belong to an applicant; officers decide, staff helps both sides with
    accounts and templates, and an auditor reads and changes nothing.
    """

    WRITER = "writer"
    APPROVER = "approver"
    OFFICER = "officer"
    STAFF = "staff"
    AUDITOR = "auditor"


APPLICANTS = frozenset({Role.WRITER, Role.APPROVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person as the offices see one.

    Without an account a person holds the drafts, cases and reviews that the browser session or a
    secret link has proved (by their ids), as long as no organisation owns them. With one,
    `owner_id` is the organisation and `roles` what the person may do with what it owns;
    `programmes` are those that organisation decides under.
    """

    draft_ids: frozenset[str] = frozenset()
    case_ids: frozenset[str] = frozenset()
    review_ids: frozenset[str] = frozenset()
    person_id: str | None = None
    owner_id: str | None = None
    roles: frozenset[Role] = frozenset()
    programmes: frozenset[str] = frozenset()

    @property
    def applicant_id(self) -> str | None:
        """The organisation this person applies for; None for those who apply for none."""
        return self.owner_id if self.roles & APPLICANTS else None

    @property
    def fund_id(self) -> str | None:
        """The fund this person examines applications for; None for those who do not."""
        return self.owner_id if Role.OFFICER in self.roles else None

    def holds_review(self, review_id: str, owner_id: str | None) -> bool:
        """Whether a review of that id and owner is this person's."""
        if owner_id is None:
            return review_id in self.review_ids
        return owner_id == self.fund_id
