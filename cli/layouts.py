"""The template that staff chose for a form, for commands that make documents."""

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from cli.language import Translate
from cli.terminal import Mistake
from documents.template import Template, compiled
from forms.grammar import FormDefinition
from forms.messages import N_

_FILE = "sqlite:///"


def chosen_template(form: FormDefinition, translate: Translate) -> Template | None:
    """What was chosen for a form; None for ours. Raises Mistake where the database is silent."""
    content = chosen_content(form, translate)
    return compiled(form, content) if content else None


def chosen_content(form: FormDefinition, translate: Translate) -> bytes:
    """The bytes of what was chosen; empty for ours. Raises Mistake."""
    url = str(current_app.config["DATABASE_URL"])
    if url.startswith(_FILE) and not Path(url.removeprefix(_FILE)).exists():
        return b""
    # A third of a second that a command on a machine without a database can do without.
    from cases.errors import StorageBusy  # noqa: PLC0415 - loaded where asked for
    from cases.library.layouts import content_where_prepared  # noqa: PLC0415 - the same

    try:
        return content_where_prepared(url, form, datetime.now(UTC))
    except StorageBusy as error:
        sentence = N_(
            "Databasen svarer ikke, og den siger, hvilken skabelon der er i brug. "
            "Prøv igen om et øjeblik."
        )
        raise Mistake(translate(sentence), translate) from error
