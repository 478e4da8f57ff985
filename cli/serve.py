"""`flask serve`: the pages, served to this machine."""

from pathlib import Path

import click
import waitress
from flask import current_app
from flask.cli import with_appcontext

from cases.database import Database
from cases.job_kinds import KINDS
from cases.job_worker import Worker
from cli.terminal import Command, tell, translation_of
from documents.safety.isolation import warm_isolation
from forms.messages import N_

_THREADS = 8
# The pages themselves refuse what is too large, in Danish; this only bounds what is buffered.
_BUFFERED_TIMES = 4
# Uploads are large: waitress's own 8 kB at a time take a file of 30 MB thousands of turns.
_RECEIVED_BYTES = 256 * 1024


@click.command("serve", cls=Command, help=N_("Vis siderne i browseren på denne maskine."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context) -> None:
    """Serve until stopped; the address is told when the port is ours."""
    app = current_app._get_current_object()  # noqa: SLF001 - the only way to the app itself
    host, port = str(app.config["HOST"]), int(app.config["PORT"])
    server = waitress.create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        recv_bytes=_RECEIVED_BYTES,
        max_request_body_size=_BUFFERED_TIMES * int(app.config["MAX_CONTENT_LENGTH"]),
        ident=None,
    )
    warm_isolation()
    worker = Worker(
        Database(str(app.config["DATABASE_URL"])), Path(app.config["FILES_FOLDER"]), KINDS
    )
    worker.start()
    tell(translation_of(ctx)(N_("Siderne vises på %(address)s")) % {"address": address()})
    try:
        server.run()
    finally:
        worker.stop()


def address() -> str:
    """Where the pages are, with the slash at the end."""
    return f"http://{current_app.config['HOST']}:{current_app.config['PORT']}/"
