"""Find an organisation by its name, or add it: for whoever sets the service up."""

from collections.abc import Collection
from datetime import datetime

from cases.actions.add_organisation import add_organisation
from cases.database import Database
from cases.people.person import OrganisationKind
from cases.people.queries import organisations


def organisation_named(
    database: Database,
    name: str,
    kind: OrganisationKind,
    programmes: Collection[str] = (),
    *,
    now: datetime,
) -> str:
    """The id of the organisation of that name, made where there is none. Raises UnfitPerson."""
    with database.reading() as session:
        for each in organisations(session).values():
            if each.name == name:
                return each.id
    return add_organisation(
        database, name=name, kind=kind, programmes=programmes, actor_id=None, now=now
    )
