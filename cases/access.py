"""How far a person reaches into a case or a draft: by its owner, by a link, or as a partner."""

from enum import IntEnum

from sqlalchemy import select

from cases.database import Asked
from cases.draft_row import DraftRow
from cases.holder import Holder
from cases.models import CaseRecord, DraftRecord
from cases.people.models import ShareRecord

WHOLE_CASE = ""
"""What a share says instead of a draft's id where it is of the case, to be read."""


class Reach(IntEnum):
    """Each reaches as far as the ones before it."""

    NONE = 0
    READ = 1
    WRITE = 2
    OWN = 3


def reach_of_case(session: Asked, holder: Holder, record: CaseRecord) -> Reach:
    """A case nobody owns opens to who holds its link; any other to its organisation's people.

    A partner that a case is shared with reads it; one with a single document does not see it.
    """
    if record.owner_id is None:
        return Reach.OWN if record.id in holder.case_ids else Reach.NONE
    if record.owner_id == holder.applicant_id:
        return Reach.OWN
    shared = _shared(session, holder, record.id)
    return Reach.READ if WHOLE_CASE in shared else Reach.NONE


def reach_of_draft(session: Asked, holder: Holder, record: DraftRecord | DraftRow) -> Reach:
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


def _shared(session: Asked, holder: Holder, case_id: str | None) -> frozenset[str]:
    """What of a case is shared with this person: ids of drafts, or the whole of it."""
    if case_id is None or holder.person_id is None:
        return frozenset()
    wanted = select(ShareRecord.draft_id).where(
        ShareRecord.case_id == case_id, ShareRecord.person_id == holder.person_id
    )
    return frozenset(session.scalars(wanted))
