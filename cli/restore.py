"""`flask restore`: what a backup holds, back in an empty database."""

from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.restore import NotEmpty, Restored, restore
from cases.backup import NotABackup
from cases.database import Database
from cases.migration import UnknownRevision
from cases.retention.ledger import Ledger
from cli.data import NoFile, open_bytes
from cli.language import Translate
from cli.secret_seal import secrets_seal
from cli.stored import configured_store, telling_of_storage
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_

_REASONS = {
    NotEmpty: N_("Databasen er ikke tom. Vælg en tom med TILSAGN_DATABASE_URL."),
    NotABackup: N_("Filen er ikke en sikkerhedskopi, eller den er ødelagt. Intet er ændret."),
    UnknownRevision: N_("Sikkerhedskopien er fra en nyere version af Tilsagn. Intet er ændret."),
}


@click.command(
    "restore",
    cls=Command,
    help=N_(
        "Læg en sikkerhedskopi, FIL, tilbage i en tom database. Alt kommer tilbage eller intet. "
        "Databasen må gerne være en anden slags end den, kopien er fra."
    ),
)
@click.argument("file", metavar="FIL")
@click.pass_context
@with_appcontext
def command(ctx: click.Context, file: str) -> None:
    """The service must not be running on the database meanwhile."""
    translate = translation_of(ctx)
    try:
        source = open_bytes(file)
    except NoFile as error:
        raise Mistake(f"{file}: {translate(error.reason)}", translate) from error
    with source as stream, TemporaryFile() as seekable:
        # A zip is read from its end, which a pipe does not have.
        copyfileobj(stream, seekable)
        with telling_of_storage(translate):
            restored = _restore(seekable, translate)
    contents = restored.contents
    rows = sum(each.rows for each in contents.tables)
    sentence = translate(N_("%(rows)s rækker og %(files)s filer er lagt tilbage."))
    tell(sentence % {"rows": rows, "files": len(contents.files)})
    if restored.deleted_again:
        sentence = translate(
            N_("%(count)s var slettet, efter kopien blev lavet, og er slettet igen.")
        )
        tell(sentence % {"count": restored.deleted_again})


def _restore(stream: IO[bytes], translate: Translate) -> Restored:
    database = Database(str(current_app.config["DATABASE_URL"]))
    store = configured_store()
    try:
        tombstones = Ledger(Path(current_app.config["TOMBSTONES"])).read()
        return restore(database, store, stream, tombstones, sealing=secrets_seal().close)
    except tuple(_REASONS) as error:
        raise Mistake(translate(_REASONS[type(error)]), translate) from error
    finally:
        database.dispose()
