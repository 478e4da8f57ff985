"""`flask prepare`: the database made or brought up to date, and an example to look at."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.example_case import ExampleSignIns, example_case, has_example_people
from cases.actions.example_draft import EXAMPLE_ID, example_draft
from cases.actions.keep_own_templates import keep_own_templates
from cases.actions.reseal_secrets import reseal_secrets
from cases.actions.rotate_link import rotate_link
from cases.actions.sweep_files import sweep_files
from cases.addresses import Addresses
from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.migration import upgrade
from cli.data import write_text
from cli.sealing import sealer_of
from cli.secret_seal import secrets_seal
from cli.served import EXAMPLE_THERE, address
from cli.stored import configured_store, telling_of_storage
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_


@click.command("prepare", cls=Command, help=N_("Gør databasen klar, og lav et eksempel at se på."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context) -> None:
    """Upgrade the database, and print the example's link: a new one, since none is kept."""
    translate = translation_of(ctx)
    with telling_of_storage(translate):
        token, sign_ins = _prepare(ctx, str(current_app.config["DATABASE_URL"]))
    tell(translate(N_("Databasen er klar. Et udfyldt eksempel:")))
    write_text(f"{address()}l/{token}\n")
    if sign_ins:
        tell(translate(N_("Log ind som en af eksemplets personer, alle med samme adgangskode:")))
        write_text(f"{address()}log-ind  {sign_ins.password}\n")
        for person in sign_ins.people:
            write_text(f"  {person.email:32}{person.name}, {person.organisation.name}\n")


def _prepare(ctx: click.Context, url: str) -> tuple[str, ExampleSignIns | None]:
    """The token of the example's link, and its people."""
    seal = secrets_seal()
    upgrade(url, sealing=seal.close)
    database = Database(url)
    now, example = datetime.now(UTC), Holder(draft_ids=frozenset({EXAMPLE_ID}))
    try:
        store = configured_store()
        sweep_files(database, store, now=now)
        reseal_secrets(database, seal)
        keep_own_templates(database, now=now)
        sign_ins = _people(ctx, database, store, now)
        example_draft(database, now=now)
        return rotate_link(database, example, EXAMPLE_ID, now=now), sign_ins
    finally:
        database.dispose()


def _people(
    ctx: click.Context, database: Database, store: FileStore, now: datetime
) -> ExampleSignIns | None:
    """The people of the example; none where others reach the service, and a Mistake if there were.

    They would be a way in for whoever saw the password once.
    """
    if current_app.config["SURROUNDINGS"] == "production":
        if has_example_people(database):
            translate = translation_of(ctx)
            raise Mistake(translate(EXAMPLE_THERE), translate)
        return None
    where = Addresses(
        applicant=lambda case_id: f"{address()}sager/{case_id}",
        officer=lambda case_id: f"{address()}indbakke/{case_id}",
    )
    seal = sealer_of(current_app.config).seal
    return example_case(database, store, addresses=where, now=now, seal=seal)
