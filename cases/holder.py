"""Who asks: the drafts a person holds, however that was proved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person as the offices see one.

    Without an account a person holds the drafts that the browser session or a secret link has
    proved (`draft_ids`); with one, also every draft owned by `owner_id`.
    """

    draft_ids: frozenset[str] = frozenset()
    owner_id: str | None = None

    def holds(self, draft_id: str, owner_id: str | None) -> bool:
        """Whether a draft of that id and owner is this person's."""
        return draft_id in self.draft_ids or (owner_id is not None and owner_id == self.owner_id)
