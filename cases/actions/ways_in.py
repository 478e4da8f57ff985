"""The ways into an account beside its password."""

from dataclasses import dataclass

from cases.database import Database
from cases.people.identity import Identity, identities_of
from cases.people.recovery import codes_left


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """The identities elsewhere that open an account, and how many recovery codes are unused."""

    identities: tuple[Identity, ...]
    codes_left: int


def ways_in(database: Database, person_id: str) -> WaysIn:
    """What opens an account."""
    with database.reading() as session:
        return WaysIn(
            identities=identities_of(session, person_id), codes_left=codes_left(session, person_id)
        )
