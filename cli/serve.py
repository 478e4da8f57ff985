"""`flask serve`: the pages, served to this machine."""

import signal
from pathlib import Path
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext

from cases.actions.example_case import has_example_people
from cases.database import Database
from cases.job_kinds import KINDS
from cases.job_worker import Worker
from cli.mail import keep_sending
from cli.retain import configured_terms, keep_retaining
from cli.sealing import sealer_of
from cli.served import EXAMPLE_THERE, address
from cli.serving import server_for, settle
from cli.stored import configured_store
from cli.terminal import Command, Mistake, tell, translation_of
from documents.safety.isolation import warm_isolation
from forms.messages import N_


@click.command("serve", cls=Command, help=N_("Vis siderne i browseren på denne maskine."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context) -> None:
    """Serve until stopped; the address is told when the port is ours."""
    _refuse_example(ctx)
    terms = configured_terms(translation_of(ctx))
    app = current_app._get_current_object()  # noqa: SLF001 - the only way to the app itself
    server = server_for(app)
    warm_isolation()
    keep_sending(app)
    keep_retaining(app, terms)
    worker = Worker(
        Database(str(app.config["DATABASE_URL"])),
        configured_store(),
        Path(app.config["FILES_FOLDER"]),
        KINDS,
        seal=sealer_of(app.config).seal,
    )
    worker.start()
    tell(translation_of(ctx)(N_("Siderne vises på %(address)s")) % {"address": address()})
    signal.signal(signal.SIGTERM, _end)  # so that what was started ends with the server
    settle()
    try:
        server.run()
    finally:
        worker.stop()


def _refuse_example(ctx: click.Context) -> None:
    """People whose password was printed must not be there where others reach the service."""
    if current_app.config["SURROUNDINGS"] != "production":
        return
    database = Database(str(current_app.config["DATABASE_URL"]))
    try:
        is_there = has_example_people(database)
    finally:
        database.dispose()
    if is_there:
        translate = translation_of(ctx)
        raise Mistake(translate(EXAMPLE_THERE), translate)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
