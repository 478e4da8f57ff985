"""What is told of the pages by the commands that make them ready and serve them."""

from flask import current_app

from forms.messages import N_

EXAMPLE_THERE = N_(
    "Databasen har eksemplets personer. Brug en anden database, hvor andre kan nå tjenesten."
)


def address() -> str:
    """Where the pages are, with the slash at the end."""
    return f"http://{current_app.config['HOST']}:{current_app.config['PORT']}/"
