"""What a person calls the things of a form, in the reader's language."""

from flask import Flask
from flask_babel import gettext

from forms.grammar import Section


def heading(section: Section) -> str:
    """A section's official heading: `6. Udgifter`, the title alone where it has no number."""
    title = gettext(section.title)
    return f"{section.number}. {title}" if section.number else title


def add_names(app: Flask) -> None:
    """Let templates write `{{ section | heading }}` and the like."""
    app.jinja_env.filters["heading"] = heading
