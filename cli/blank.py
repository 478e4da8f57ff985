"""`flask blank`: a form with nothing filled in."""

import click

from cli.data import write_document
from cli.named import named_form
from cli.shapes import shape_option, written
from cli.terminal import Command, translation_of
from forms.answers import Answers
from forms.messages import N_


@click.command(
    "blank",
    cls=Command,
    help=N_(
        "Lav formularen FORM som et tomt Word-dokument eller regneark. `flask forms` viser navnene."
    ),
)
@click.argument("form")
@shape_option
@click.option("-o", "--output", metavar="FIL", help=N_("Gem dokumentet her."))
@click.pass_context
def command(ctx: click.Context, form: str, shape: str, output: str | None) -> None:
    """A filled document without answers."""
    translate = translation_of(ctx)
    content = written(ctx, named_form(form, translate), Answers(), shape)
    write_document(content, output, translate)
