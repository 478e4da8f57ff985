"""What of a draft may be written now."""

from cases.actions.open_life import opened_in
from cases.draft import Draft
from web.offices import database


def opened_sections(draft: Draft) -> frozenset[str] | None:
    """The sections that are open; None where all of them are, as outside a case."""
    if draft.case_id is None or draft.owner_id is None:
        return None
    return opened_in(database(), draft.case_id, draft.form.id, draft.area)
