"""`flask retain`: what has been kept for as long as it may be goes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from cases.actions.be_present import forget_who_left
from cases.actions.retain import Gone, due_now, let_go_of_old, warn_of_deletion
from cases.actions.sweep_files import sweep_files
from cases.database import Database
from cases.errors import StorageBusy, StorageFull, StoreDown
from cases.retention.due import BadTerm, Terms, terms_with
from cases.retention.ledger import Ledger
from cases.retention.tombstones import Kind
from cli.language import Translate
from cli.mail import case_address
from cli.stored import configured_store, telling_of_storage
from cli.terminal import Command, Mistake, tell, translation_of
from forms.messages import N_

_SECONDS_BETWEEN = 60
_A_DAY = timedelta(days=1)
_KINDS = {
    Kind.DRAFT: N_("Kladde"),
    Kind.CASE: N_("Sag"),
    Kind.REVIEW: N_("Gennemgang"),
    Kind.PERSON: N_("Person"),
    Kind.ORGANISATION: N_("Organisation"),
    Kind.MAILS: N_("E-mail, antal"),
    Kind.SIGN_INS: N_("Log ind og forsøg, antal"),
    Kind.TRAIL: N_("Linjer i sporet, antal"),
}
_BAD_TERM = N_(
    "TILSAGN_KEEP kan ikke bruges: %(name)s findes ikke, eller tiden er for kort efter loven."
)


@click.command(
    "retain",
    cls=Command,
    help=N_(
        "Vis, hvad der er gemt så længe, som det må. Med --do slettes det; inden en organisations "
        "kladde slettes, skrives der til den. flask serve gør det selv hver dag."
    ),
)
@click.option("--do", "is_done", is_flag=True, help=N_("Slet det."))
@click.pass_context
@with_appcontext
def command(ctx: click.Context, *, is_done: bool) -> None:
    """Each thing by its kind and id on a line of stdout; how many is said on stderr."""
    translate = translation_of(ctx)
    with telling_of_storage(translate):
        if is_done:
            found = retain(current_app, configured_terms(translate))
        else:
            found = _due(current_app, configured_terms(translate))
    for each in found:
        click.echo(f"{translate(_KINDS[each.kind])}\t{each.subject_id}")
    sentence = N_("Slettet: %(count)s") if is_done else N_("Kan slettes med --do: %(count)s")
    tell(translate(sentence) % {"count": len(found)})


def configured_terms(translate: Translate) -> Terms:
    """How long things are kept here; raises Mistake for a time that cannot be meant."""
    try:
        return terms_with(current_app.config["KEPT_DAYS"])
    except BadTerm as error:
        raise Mistake(translate(_BAD_TERM) % {"name": error.name}, translate) from error


def retain(app: Flask, terms: Terms) -> tuple[Gone, ...]:
    """Warn of what goes soon, let go of what is due, and write the tombstones down.

    Files that nothing tells of go too: those that could not be taken away when their rows went.
    Nobody is warned where no e-mail is sent, and what nobody was warned of stays.
    """
    database, now = Database(str(app.config["DATABASE_URL"])), datetime.now(UTC)
    try:
        if app.config["SMTP_URL"] or app.config["SURROUNDINGS"] != "production":
            warn_of_deletion(database, terms, address=case_address(app), now=now)
        gone = let_go_of_old(database, configured_store(), terms, now=now)
        _ledger(app).copy_from(database)
        with _put_off(app):
            sweep_files(database, configured_store(), now=now)
        with _put_off(app):
            forget_who_left(database, now=now)
        return gone
    finally:
        database.dispose()


def keep_retaining(app: Flask, terms: Terms) -> None:
    """Do so once a day beside the pages.

    Every minute tombstones are written down, and it is forgotten who had which page open.
    """
    threading.Thread(target=_retain_for_ever, args=(app, terms), daemon=True).start()


def _retain_for_ever(app: Flask, terms: Terms) -> None:
    wait, last = threading.Event(), None
    while not wait.wait(_SECONDS_BETWEEN):
        last = do_a_minute(app, terms, last)


def do_a_minute(app: Flask, terms: Terms, last: datetime | None) -> datetime | None:
    """What is due of it, and when all was last done; what fails keeps nothing else waiting."""
    database, now = Database(str(app.config["DATABASE_URL"])), datetime.now(UTC)
    try:
        if last is None or now - last >= _A_DAY:
            with _put_off(app), app.app_context():
                retain(app, terms)
                last = now
        with _put_off(app):
            _ledger(app).copy_from(database)
        with _put_off(app):
            forget_who_left(database, now=now)
    finally:
        database.dispose()
    return last


@contextmanager
def _put_off(app: Flask) -> Iterator[None]:
    """What cannot be done now is done the next time; the log tells of it."""
    try:
        yield
    except (StorageBusy, StorageFull, StoreDown, OSError) as error:
        app.logger.warning("retention waits: %s", type(error).__name__)


def _due(app: Flask, terms: Terms) -> tuple[Gone, ...]:
    database = Database(str(app.config["DATABASE_URL"]))
    try:
        return due_now(database, terms, now=datetime.now(UTC))
    finally:
        database.dispose()


def _ledger(app: Flask) -> Ledger:
    return Ledger(Path(app.config["TOMBSTONES"]))
