"""The template that staff chose for a form, for commands that make documents."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from cli.language import Translate
from cli.terminal import Mistake
from forms.grammar import FormDefinition
from forms.messages import N_

if TYPE_CHECKING:
    from cases.library.layouts import Layouts
    from documents.template import Template

_FILE = "sqlite:///"


def chosen_template(form: FormDefinition, translate: Translate) -> "Template | None":
    """What was chosen for a form; None for ours. Raises Mistake where the database is silent."""
    chosen = _layouts(translate)
    return None if chosen is None else chosen.of(form)


def chosen_content(form: FormDefinition, translate: Translate) -> bytes:
    """The bytes of what was chosen; empty for ours. Raises Mistake."""
    chosen = _layouts(translate)
    return b"" if chosen is None else chosen.content_of(form)


def _layouts(translate: Translate) -> "Layouts | None":
    """None where there is no database yet, and nothing to load what asks it for."""
    url = str(current_app.config["DATABASE_URL"])
    if url.startswith(_FILE) and not Path(url.removeprefix(_FILE)).exists():
        return None
    # A third of a second that a command on a machine without a database can do without.
    from cases.errors import StorageBusy  # noqa: PLC0415 - loaded where asked for
    from cases.library.layouts import layouts_where_prepared  # noqa: PLC0415 - the same

    try:
        return layouts_where_prepared(url, datetime.now(UTC))
    except StorageBusy as error:
        sentence = N_(
            "Databasen svarer ikke, og den siger, hvilken skabelon der er i brug. "
            "Prøv igen om et øjeblik."
        )
        raise Mistake(translate(sentence), translate) from error
