"""Add an organisation."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from cases.database import Database
from cases.errors import UnfitPerson
from cases.links import new_id
from cases.people.events import PersonEvent, note_person
from cases.people.models import OrganisationProgrammeRecord, OrganisationRecord
from cases.people.person import OrganisationKind

LONGEST_NAME = 200


def add_organisation(
    database: Database,
    *,
    name: str,
    kind: OrganisationKind,
    programmes: Collection[str] = (),
    actor_id: str | None,
    now: datetime,
) -> str:
    """The id of a new organisation; raises UnfitPerson for a name that is empty or taken."""
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME:
        raise UnfitPerson
    with database.writing() as session:
        taken = select(OrganisationRecord.id).where(OrganisationRecord.name == kept)
        if session.scalar(taken) is not None:
            raise UnfitPerson
        record = OrganisationRecord(id=new_id(), name=kept, kind=kind.value, created_at=now)
        session.add(record)
        session.flush()
        for programme in sorted(programmes):
            row = OrganisationProgrammeRecord(organisation_id=record.id, programme=programme)
            session.add(row)
        note_person(session, PersonEvent.ORGANISATION_ADDED, record.id, actor_id, now)
        return record.id
