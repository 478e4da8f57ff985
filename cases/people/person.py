"""People and organisations as the offices hand them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.holder import Holder, Role


class OrganisationKind(StrEnum):
    """Whether an organisation applies or gives."""

    APPLICANT = "applicant"
    FUND = "fund"


ROLES_OF: Mapping[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.APPLICANT: (Role.WRITER, Role.APPROVER),
    OrganisationKind.FUND: (Role.OFFICER, Role.STAFF, Role.AUDITOR),
}
"""The roles people may have in an organisation of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation; a fund has the `programmes` it decides under, by id."""

    id: str
    name: str
    kind: OrganisationKind
    programmes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account; one that `has_way_in` took its invitation up, by a password or elsewhere."""

    id: str
    name: str
    email: str
    organisation: Organisation
    roles: frozenset[Role]
    is_closed: bool
    has_password: bool
    has_way_in: bool
    has_second_factor: bool

    def holder(self) -> Holder:
        """This person as who asks."""
        return Holder(
            person_id=self.id,
            owner_id=self.organisation.id,
            roles=self.roles,
            programmes=self.organisation.programmes,
        )
