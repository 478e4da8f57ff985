"""`flask prepare`: the database made or brought up to date, and an example to look at."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.example_draft import EXAMPLE_ID, example_draft
from cases.actions.rotate_link import rotate_link
from cases.actions.sweep_files import sweep_files
from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.migration import upgrade
from cli.data import write_text
from cli.serve import address
from cli.terminal import Command, tell, translation_of
from forms.messages import N_


@click.command("prepare", cls=Command, help=N_("Gør databasen klar, og lav et eksempel at se på."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context) -> None:
    """Upgrade the database, and print the example's link: a new one, since none is kept."""
    url = str(current_app.config["DATABASE_URL"])
    upgrade(url)
    database = Database(url)
    now = datetime.now(UTC)
    try:
        sweep_files(database, FileStore(Path(current_app.config["FILES_FOLDER"])))
        example_draft(database, now=now)
        token = rotate_link(
            database, Holder(draft_ids=frozenset({EXAMPLE_ID})), EXAMPLE_ID, now=now
        )
    finally:
        database.dispose()
    tell(translation_of(ctx)(N_("Databasen er klar. Et udfyldt eksempel:")))
    write_text(f"{address()}l/{token}\n")
