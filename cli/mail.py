"""`flask mail`: the e-mails that wait are handed over to the mail server."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from cases.actions.send_mails import send_mails
from cases.actions.send_reminders import send_reminders
from cases.database import Database
from cases.errors import StorageBusy, StorageFull
from cli.smtp import sender
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_

_SECONDS_BETWEEN = 20


@click.command("mail", cls=Command, help=N_("Send den e-mail, der venter."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context) -> None:
    """Send once, for where another server than `flask serve` shows the pages."""
    translate = translation_of(ctx)
    if not current_app.config["SMTP_URL"]:
        raise Mistake(translate(N_("TILSAGN_SMTP_URL er ikke sat.")), translate)
    count = send(current_app)
    tell(translate(N_("Sendt: %(count)s")) % {"count": count})


def send(app: Flask) -> int:
    """Remind of deadlines, and hand over what waits; how many e-mails that were."""
    database = Database(str(app.config["DATABASE_URL"]))
    try:
        hand_over = sender(str(app.config["SMTP_URL"]), str(app.config["MAIL_FROM"]))
        now = datetime.now(UTC)
        send_reminders(database, address=case_address(app), now=now)
        return send_mails(database, hand_over, now=now)
    finally:
        database.dispose()


def case_address(app: Flask) -> Callable[[str], str]:
    """From the id of a case to its address in an e-mail."""
    root = str(app.config["PUBLIC_URL"]).rstrip("/")
    return lambda case_id: f"{root}/sager/{case_id}"


def keep_sending(app: Flask) -> None:
    """Send what waits every few seconds beside the pages, where a mail server is told of."""
    if app.config["SMTP_URL"]:
        threading.Thread(target=_send_for_ever, args=(app,), daemon=True).start()


def _send_for_ever(app: Flask) -> None:
    wait = threading.Event()
    while not wait.wait(_SECONDS_BETWEEN):
        try:
            send(app)
        except (StorageBusy, StorageFull) as error:
            app.logger.warning("mail waits: %s", type(error).__name__)
