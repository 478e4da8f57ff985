"""`flask invite`: an account for a person, and the link that takes it up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.database import Database
from cases.errors import UnfitPerson
from cases.holder import APPLICANTS, Role
from cases.people.person import OrganisationKind
from cli.data import write_text
from cli.terminal import Command, Mistake, translation_of
from forms.messages import N_
from forms.registry import all_programmes

_UNFIT = N_("Navnet, adressen eller rollerne duer ikke, eller adressen har en konto i forvejen.")


@click.command("invite", cls=Command, help=N_("Giv en person en konto, og vis linket til den."))
@click.argument("email")
@click.option("--name", required=True, help=N_("Personens navn."))
@click.option("--organisation", required=True, help=N_("Organisationens navn; findes eller laves."))
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help=N_("En rolle; kan gentages."),
)
@click.option("--programme", "programmes", multiple=True, help=N_("Et program, fonden afgør."))
@click.pass_context
@with_appcontext
def command(
    ctx: click.Context,
    email: str,
    name: str,
    organisation: str,
    roles: tuple[str, ...],
    programmes: tuple[str, ...],
) -> None:
    """Make the account and print its link, which is also sent; the first of all is made here."""
    known = {each.id for each in all_programmes()}
    chosen = frozenset(map(Role, roles))
    kind = OrganisationKind.APPLICANT if chosen & APPLICANTS else OrganisationKind.FUND
    now = datetime.now(UTC)
    try:
        with _database() as database:
            token = invite_person(
                database,
                organisation_id=organisation_named(
                    database, organisation, kind, known & set(programmes), now=now
                ),
                name=name,
                email=email,
                roles=chosen,
                address=_address,
                actor_id=None,
                now=now,
            )
    except UnfitPerson:
        translate = translation_of(ctx)
        raise Mistake(translate(_UNFIT), translate) from None
    write_text(f"{_address(token)}\n")


def _address(token: str) -> str:
    return f"{str(current_app.config['PUBLIC_URL']).rstrip('/')}/invitation/{token}"


@contextmanager
def _database() -> Iterator[Database]:
    database = Database(str(current_app.config["DATABASE_URL"]))
    try:
        yield database
    finally:
        database.dispose()
