"""Roles and organisations in the reader's language."""

from collections.abc import Iterable

from flask import Flask
from flask_babel import gettext

from cases.holder import Role
from cases.people.person import ROLES_OF, OrganisationKind, Person
from forms.messages import N_

_ROLES = {
    Role.WRITER: N_("skriver"),
    Role.APPROVER: N_("godkender"),
    Role.OFFICER: N_("sagsbehandler"),
    Role.STAFF: N_("medarbejder"),
    Role.AUDITOR: N_("revisor"),
}
_KINDS = {OrganisationKind.APPLICANT: N_("Ansøger"), OrganisationKind.FUND: N_("Fond")}


def role_options(kind: OrganisationKind) -> tuple[tuple[str, str], ...]:
    """The roles of an organisation's people to choose from."""
    return tuple((role.value, gettext(_ROLES[role])) for role in ROLES_OF[kind])


def kind_options() -> tuple[tuple[str, str], ...]:
    """The kinds of organisations to choose from."""
    return tuple((kind.value, gettext(words)) for kind, words in _KINDS.items())


def kind_name(kind: OrganisationKind) -> str:
    """What an organisation is."""
    return gettext(_KINDS[kind])


def role_names(person: Person) -> str:
    """What a person does, in the order of the roles."""
    return ", ".join(gettext(words) for role, words in _ROLES.items() if role in person.roles)


def roles_of(names: Iterable[str]) -> frozenset[Role]:
    """The roles of these names; what is no role is passed over, and so never given."""
    known = {role.value: role for role in Role}
    return frozenset(known[name] for name in names if name in known)


def in_fours(text: str) -> str:
    """A key in groups that can be typed."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def add_people_words(app: Flask) -> None:
    """Let templates write `{{ person | role_names }}` and the like."""
    for each in (role_names, kind_name, in_fours):
        app.jinja_env.filters[each.__name__] = each
