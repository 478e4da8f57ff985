"""Who asks: the drafts, cases and reviews a person holds, however that was proved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person as the offices see one.

    Without an account a person holds the drafts, cases and reviews that the browser session or a
    secret link has proved (by their ids); with one, also all that is owned by `owner_id`.
    Whoever holds a case holds every draft in it.
    """

    draft_ids: frozenset[str] = frozenset()
    case_ids: frozenset[str] = frozenset()
    review_ids: frozenset[str] = frozenset()
    owner_id: str | None = None

    def holds(self, draft_id: str, case_id: str | None, owner_id: str | None) -> bool:
        """Whether a draft of that id, case and owner is this person's."""
        is_proved = draft_id in self.draft_ids or case_id in self.case_ids
        return is_proved or self._owns(owner_id)

    def holds_case(self, case_id: str, owner_id: str | None) -> bool:
        """Whether a case of that id and owner is this person's."""
        return case_id in self.case_ids or self._owns(owner_id)

    def holds_review(self, review_id: str, owner_id: str | None) -> bool:
        """Whether a review of that id and owner is this person's."""
        return review_id in self.review_ids or self._owns(owner_id)

    def _owns(self, owner_id: str | None) -> bool:
        return owner_id is not None and owner_id == self.owner_id
