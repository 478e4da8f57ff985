"""The template that staff chose for a form, for commands that make documents."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from flask.cli import ScriptInfo

from cases.library.nobody_chose import nobody_chose
from cli.terminal import Mistake, translation_of
from forms.grammar import FormDefinition
from forms.messages import N_

if TYPE_CHECKING:
    from documents.template import Template


def chosen_template(ctx: click.Context, form: FormDefinition) -> "Template | None":
    """What was chosen for a form; None for ours. Raises Mistake where the database is silent."""
    content = chosen_content(ctx, form)
    if not content:
        return None
    from documents.template import compiled  # noqa: PLC0415 - loaded where asked for

    return compiled(form, content)


def chosen_content(ctx: click.Context, form: FormDefinition) -> bytes:
    """The bytes of what was chosen; empty for ours, and for a command called by itself.

    Raises Mistake where the database does not answer.
    """
    info = ctx.find_object(ScriptInfo)
    url = "" if info is None else str(info.load_app().config["DATABASE_URL"])
    if not url or nobody_chose(url):
        return b""
    # As long as all the rest takes, which a command without such a template can do without.
    from cases.errors import StorageBusy  # noqa: PLC0415 - loaded where asked for
    from cases.library.layouts import content_where_prepared  # noqa: PLC0415 - loaded where asked for

    try:
        return content_where_prepared(url, form, datetime.now(UTC))
    except StorageBusy as error:
        translate = translation_of(ctx)
        sentence = N_(
            "Databasen svarer ikke, og den siger, hvilken skabelon der er i brug. "
            "Prøv igen om et øjeblik."
        )
        raise Mistake(translate(sentence), translate) from error
