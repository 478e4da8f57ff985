"""How far a person reaches into a case or a draft: by its owner, by a link, or as a partner."""

from enum import IntEnum

from sqlalchemy import bindparam, select

from cases.database import Looked
from cases.draft_row import DraftRow
from cases.holder import Holder
from cases.models import CaseRecord, DraftRecord, table_of
from cases.people.models import ShareRecord
from cases.prepared import Prepared

_SHARES = table_of(ShareRecord).c
_DRAFTS_SHARED = Prepared(
    select(_SHARES.draft_id).where(
        _SHARES.case_id == bindparam("case"), _SHARES.person_id == bindparam("person")
    )
)
WHOLE_CASE = ""
"""What a share says instead of a draft's id where it is of the case, to be read."""


class Reach(IntEnum):
    """Each reaches as far as the ones before it."""

    NONE = 0
    READ = 1
    WRITE = 2
    OWN = 3


def reach_of_case(session: Looked, holder: Holder, record: CaseRecord) -> Reach:
    """A case nobody owns opens to who holds its link; any other to its organisation's people.

    A partner that a case is shared with reads it; one with a single document does not see it.
    """
    if record.owner_id is None:
        return Reach.OWN if record.id in holder.case_ids else Reach.NONE
    if record.owner_id == holder.applicant_id:
        return Reach.OWN
    shared = _shared(session, holder, record.id)
    return Reach.READ if WHOLE_CASE in shared else Reach.NONE


def reach_of_draft(session: Looked, holder: Holder, record: DraftRecord | DraftRow) -> Reach:
    """As into its case; a partner that this draft is shared with writes in it, and no more."""
    if record.owner_id is None:
        is_held = record.id in holder.draft_ids or record.case_id in holder.case_ids
        return Reach.OWN if is_held else Reach.NONE
    if record.owner_id == holder.applicant_id:
        return Reach.OWN
    shared = _shared(session, holder, record.case_id)
    if record.id in shared:
        return Reach.WRITE
    return Reach.READ if WHOLE_CASE in shared else Reach.NONE


def _shared(session: Looked, holder: Holder, case_id: str | None) -> frozenset[str]:
    """What of a case is shared with this person: ids of drafts, or the whole of it."""
    if case_id is None or holder.person_id is None:
        return frozenset()
    found = _DRAFTS_SHARED.rows(session, {"case": case_id, "person": holder.person_id})
    return frozenset(draft_id for (draft_id,) in found)
