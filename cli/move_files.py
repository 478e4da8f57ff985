"""`flask move-files`: files taken along from the folder to the bucket that is now told."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.move_files import Moved, move_files
from cases.database import Database
from cases.file_store import FileStore
from cli.stored import configured_store, telling_of_storage
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_


@click.command(
    "move-files",
    cls=Command,
    help=N_(
        "Tag filerne med fra mappen til den bucket, der er valgt med TILSAGN_FILES_URL. Hver fil "
        "læses igen, når den er lagt. Filerne i mappen bliver liggende, og det kan gøres igen. "
        "Resultatet er 1, når en fil mangler begge steder; den nævnes."
    ),
)
@click.pass_context
@with_appcontext
def command(ctx: click.Context) -> None:
    """What is laid up meanwhile goes to the bucket already, if the service was started anew."""
    translate = translation_of(ctx)
    if current_app.config["FILES_BUCKET"] is None:
        raise Mistake(translate(N_("Vælg først en bucket med TILSAGN_FILES_URL.")), translate)
    with telling_of_storage(translate):
        moved = _move()
    for name in moved.missing:
        sentence = translate(N_("Filen %(name)s mangler i mappen, er ødelagt eller for stor."))
        tell(sentence % {"name": name})
    tell(translate(N_("%(files)s filer er i bucketen.")) % {"files": moved.files})
    ctx.exit(1 if moved.missing else 0)


def _move() -> Moved:
    database = Database(str(current_app.config["DATABASE_URL"]))
    source = FileStore(Path(current_app.config["FILES_FOLDER"]))
    try:
        return move_files(database, source, configured_store())
    finally:
        database.dispose()
