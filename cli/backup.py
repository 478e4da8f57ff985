"""`flask backup`: everything that is kept, in one file."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.back_up import back_up
from cases.backup import Contents
from cases.database import Database
from cases.migration import UnknownRevision
from cli.data import write_file
from cli.language import Translate
from cli.stored import configured_store, telling_of_storage
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_


@click.command(
    "backup",
    cls=Command,
    help=N_(
        "Gem alt i én fil: sager, kladder og historik fra databasen og de filer, der er lagt op. "
        "Siderne kan bruges imens. Resultatet er 1, når en fil mangler i mappen; den nævnes, og "
        "alt andet er gemt. Nøglen i TILSAGN_SECRET_KEY er ikke med."
    ),
)
@click.option("-o", "--output", metavar="FIL", required=True, help=N_("Gem zip-filen her."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context, output: str) -> None:
    """The file is whole on the disk before it gets its name."""
    translate = translation_of(ctx)
    made: list[Contents] = []
    try:
        with telling_of_storage(translate):
            write_file(Path(output), lambda target: made.append(_write(target)), translate)
    except UnknownRevision as error:
        sentence = N_("Databasen er ikke gjort klar af denne version. Kør først: flask prepare")
        raise Mistake(translate(sentence), translate) from error
    if Path(output).is_file():
        # What people wrote is for whoever runs the service alone.
        Path(output).chmod(0o600)
    _tell_contents(made[0], translate)
    ctx.exit(1 if made[0].missing else 0)


def _write(target: IO[bytes]) -> Contents:
    database = Database(str(current_app.config["DATABASE_URL"]))
    store = configured_store()
    try:
        contents = back_up(database, store, target, now=datetime.now(UTC))
    finally:
        database.dispose()
    target.flush()
    os.fsync(target.fileno())
    return contents


def _tell_contents(contents: Contents, translate: Translate) -> None:
    for name in contents.missing:
        sentence = translate(N_("Filen %(name)s mangler i mappen eller er ødelagt."))
        tell(sentence % {"name": name})
    rows = sum(each.rows for each in contents.tables)
    sentence = translate(N_("%(rows)s rækker og %(files)s filer er gemt."))
    tell(sentence % {"rows": rows, "files": len(contents.files)})
