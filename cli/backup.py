"""`flask backup`: the database and every file of it, in one archive."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.back_up import BadBackup, back_up
from cases.database import Database
from cases.file_store import FileGone, FileStore
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_

_NOT_WHOLE = N_("En fil, som databasen fortæller om, er væk eller ændret: %(name)s")
BAD = N_("Sikkerhedskopien kan ikke bruges: %(reason)s")


@click.command("backup", cls=Command, help=N_("Gem databasen og alle dens filer i ét arkiv."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
@with_appcontext
def command(ctx: click.Context, file: Path) -> None:
    """Write the archive while the service goes on."""
    translate = translation_of(ctx)
    database = Database(str(current_app.config["DATABASE_URL"]))
    try:
        count = back_up(database, store(), file.absolute())
    except FileGone as gone:
        raise Mistake(translate(_NOT_WHOLE) % {"name": gone}, translate) from None
    except BadBackup as bad:
        raise Mistake(translate(BAD) % {"reason": bad}, translate) from None
    finally:
        database.dispose()
    tell(translate(N_("Gemt: databasen og %(count)s filer.")) % {"count": count})


def store() -> FileStore:
    """The folder of files that people sent."""
    return FileStore(Path(current_app.config["FILES_FOLDER"]))
