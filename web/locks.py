"""What of a draft may be written now, and where one goes on once it is."""

from flask import url_for

from cases.actions.open_draft import is_read_alone
from cases.actions.open_life import Opening, opening_of
from cases.draft import Draft
from web.findings import held_case
from web.holding import holder
from web.offices import database


def opening(draft: Draft) -> Opening | None:
    """What of a draft is open to the person; None where all of it is, as outside a case."""
    if draft.case_id is None or draft.owner_id is None:
        return None
    who = holder()
    if draft.owner_id != who.applicant_id and is_read_alone(database(), who, draft.id):
        return Opening(is_for_reading=True)
    return opening_of(database(), draft.case_id, draft.form, draft.area)


def mends_sections(draft: Draft) -> bool:
    """Whether the draft was sent back for some of its sections, and not as a whole."""
    opened = opening(draft)
    return opened is not None and opened.mends_sections


def after_mending(draft: Draft) -> str:
    """The points that are left to mend, or the draft for a partner who does not see the case."""
    case = held_case(draft)
    if case is None:
        return url_for("drafts.show", draft_id=draft.id)
    return url_for("cases.show", case_id=case.id, _anchor="punkter")
