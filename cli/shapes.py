"""What a form is written as: a Word document, or a workbook where the funder asks for one."""

import click

from cli.layouts import chosen_template
from cli.sealing import seal_of
from cli.terminal import Mistake, translation_of
from documents.writer import write
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.messages import N_

_WORD, _WORKBOOK = "docx", "xlsx"

shape_option = click.option(
    "--format",
    "shape",
    type=click.Choice((_WORD, _WORKBOOK)),
    default=_WORD,
    help=N_("Word-dokument, eller regneark for en formular, der er et (budget)."),
)
"""The option that chooses between them."""


def written(ctx: click.Context, definition: FormDefinition, answers: Answers, shape: str) -> bytes:
    """The form in the chosen shape; raises Mistake for a form that is no workbook, WriteFailed."""
    if shape == _WORD:
        return seal_of(ctx)(write(definition, answers, chosen_template(ctx, definition)))
    if not definition.has_workbook:
        translate = translation_of(ctx)
        sentence = translate(N_("%(form)s findes ikke som regneark."))
        raise Mistake(sentence % {"form": definition.id}, translate)
    from documents.sheets.writer import write_workbook  # noqa: PLC0415 - loaded where asked for

    return write_workbook(definition, answers)
