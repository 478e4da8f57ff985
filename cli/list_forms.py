"""`flask forms`: the forms there are."""

import click

from cli.data import write_text
from cli.terminal import Command, translation_of
from forms.messages import N_
from forms.registry import all_forms


@click.command(
    "forms",
    cls=Command,
    help=N_("Vis formularernes navn, udgave, titel og pulje, én på hver linje."),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Each form on a line of its own, with tabs between, as scripts like it."""
    translate = translation_of(ctx)
    for form in all_forms():
        columns = (form.id, form.version, translate(form.title), form.programme)
        write_text("\t".join(columns) + "\n")
