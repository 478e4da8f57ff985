"""`flask restore`: an archive of `flask backup` put in place."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.back_up import BadBackup, restore
from cli.backup import BAD, store
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_


@click.command(
    "restore", cls=Command, help=N_("Læg et arkiv på plads, hvor der ingen database er.")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
@with_appcontext
def command(ctx: click.Context, file: Path) -> None:
    """Put an archive in place; never over a database that is there."""
    translate = translation_of(ctx)
    try:
        count = restore(file, str(current_app.config["DATABASE_URL"]), store())
    except BadBackup as bad:
        raise Mistake(translate(BAD) % {"reason": bad}, translate) from None
    tell(translate(N_("Lagt på plads: databasen og %(count)s filer.")) % {"count": count})
