"""`flask read`: the answers of a Word file as JSON."""

import click

from cli.data import NoFile, write_json
from cli.named import named_form
from cli.reading import file_content, read_named, unopened
from cli.terminal import Command, tell, translation_of
from documents.reader.examine_file import is_unreadable
from documents.reader.report import reading_to_json
from forms.messages import N_
from validators.examination import message_of


@click.command(
    "read",
    cls=Command,
    help=N_(
        "Læs FILE, Word eller PDF, og vis svarene, hvor hvert af dem blev fundet, og hvad der ikke "
        "kunne læses, som JSON. Resultatet er 2, når filen ikke kan læses."
    ),
)
@click.argument("file")
@click.option("--form", metavar="FORM", help=N_("Læs dokumentet som denne formular."))
@click.pass_context
def command(ctx: click.Context, file: str, form: str | None) -> None:
    """The reading of a file, whoever made it."""
    translate = translation_of(ctx)
    definition = None if form is None else named_form(form, translate)
    try:
        reading = read_named(file, file_content(file), definition)
    except NoFile as error:
        reading = unopened(file, error)
    write_json(reading_to_json(reading, translate))
    if is_unreadable(reading):
        tell(f"{file}: {message_of(reading.problems[0], translate)}")
        ctx.exit(2)
