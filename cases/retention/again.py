"""Deleting again what a backup from before brought back."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from cases.holder import Holder
from cases.models import CaseRecord, DraftRecord, Record, ReviewRecord, TombstoneRecord
from cases.people.forgotten import is_forgotten
from cases.people.models import OrganisationRecord, PersonRecord
from cases.retention.removing import (
    forget_person,
    remove_case,
    remove_drafts,
    remove_organisation,
    remove_review,
)
from cases.retention.tombstones import Deletion, Kind, Tombstone, lay_back

_TABLES: Mapping[Kind, type[Record]] = {
    Kind.CASE: CaseRecord,
    Kind.REVIEW: ReviewRecord,
    Kind.DRAFT: DraftRecord,
    Kind.PERSON: PersonRecord,
    Kind.ORGANISATION: OrganisationRecord,
}
"""Where the things are that have an id; the others went by their number."""


def delete_again(session: Session, tombstones: Iterable[Tombstone]) -> int:
    """How many things were there again.

    Those of things that were not there are laid back as they were; so is nothing deleted twice
    that these rows know to be gone. The trail says that the others were deleted once more.
    """
    count = 0
    unknown = [each for each in tombstones if session.get(TombstoneRecord, each.id) is None]
    order = list(Kind)
    for each in sorted(unknown, key=lambda each: (each.gone_at, order.index(each.kind))):
        if _delete(session, each):
            count += 1
        else:
            lay_back(session, each)
        session.flush()
    return count


def _delete(session: Session, tombstone: Tombstone) -> bool:
    """Whether the thing was there."""
    by = Holder(person_id=tombstone.actor_id)
    deletion = Deletion(reason=tombstone.reason, at=tombstone.gone_at, by=by)
    table = _TABLES.get(tombstone.kind)
    found = table and session.get(table, tombstone.subject_id)
    match found:
        case CaseRecord():
            remove_case(session, found, deletion)
        case ReviewRecord():
            remove_review(session, found, deletion)
        case DraftRecord():
            remove_drafts(session, [found], deletion)
        case PersonRecord() if not is_forgotten(found.email):
            forget_person(session, found, deletion)
        case OrganisationRecord():
            remove_organisation(session, found, deletion)
        case _:
            return False
    return True
