"""`flask fill`: a form with the answers of a JSON file."""

import click

from cli.data import NoFile, read_bytes, write_document
from cli.named import named_form
from cli.shapes import shape_option, written
from cli.terminal import Command, Mistake, translation_of
from documents.writer import WriteFailed
from forms.messages import N_
from forms.typed import MOST_BYTES, NotAnswers, answers_of_text


@click.command(
    "fill",
    cls=Command,
    help=N_(
        "Lav formularen FORM som et Word-dokument med svarene i ANSWERS, en JSON-fil med felternes "
        "navne. Skriv - for at læse svarene fra stdin."
    ),
)
@click.argument("form")
@click.argument("answers")
@shape_option
@click.option("-o", "--output", metavar="FIL", help=N_("Gem dokumentet her."))
@click.pass_context
def command(ctx: click.Context, form: str, answers: str, shape: str, output: str | None) -> None:
    """What a kind cannot read stands in the document as it was typed."""
    translate = translation_of(ctx)
    definition = named_form(form, translate)
    try:
        typed = answers_of_text(definition, read_bytes(answers, MOST_BYTES))
        content = written(ctx, definition, typed, shape)
    except NoFile as error:
        raise Mistake(f"{answers}: {translate(error.reason)}", translate) from error
    except NotAnswers as error:
        reason = translate(error.sentence)
        said = reason % error.values if error.values else reason
        raise Mistake(f"{answers}: {said}", translate) from error
    except WriteFailed as error:
        sentence = translate(N_("Svarene kan ikke skrives i dokumentet, som de står: %(paths)s."))
        raise Mistake(sentence % {"paths": ", ".join(map(str, error.paths))}, translate) from error
    write_document(content, output, translate)
