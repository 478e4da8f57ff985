"""A person who was deleted: the row stays, under a name and an address that are nobody's."""

from sqlalchemy import ColumnElement

from cases.people.models import PersonRecord

NAMELESS = "Slettet person"
"""What a deleted account is called wherever it did something that must be kept."""

_ENDING = "@slettet.invalid"

NOT_FORGOTTEN: ColumnElement[bool] = ~PersonRecord.email.endswith(_ENDING, autoescape=True)
"""Asked of the database: that a person was not deleted."""


def nobodys_address(person_id: str) -> str:
    """The address of a deleted account, to which nobody can write."""
    return f"{person_id}{_ENDING}"


def is_forgotten(email: str) -> bool:
    """Whether the account with that address was deleted."""
    return email.endswith(_ENDING)
