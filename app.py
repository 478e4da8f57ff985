"""The roof: the application put together from its rooms."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

import cli
from cli.deferred import Needs
from cli.loading import no_garbage_sought
from config import settings

_ROOT = Path(__file__).resolve().parent


def create_app(overrides: Mapping[str, object] | None = None) -> Flask:
    """The application with the settings of its surroundings, some of them put in others' place.

    Raises ConfigError for settings that contradict each other or are not safe.
    """
    app = Flask(
        __name__,
        static_folder=str(_ROOT / "web" / "static"),
        template_folder=str(_ROOT / "web" / "templates"),
    )
    app.config.from_mapping(settings(overrides or {}))
    needs = cli.needs_of_call()
    if needs is not Needs.NOTHING:
        from logs import set_up_logs  # noqa: PLC0415 - loaded where asked for

        set_up_logs(app)
    if needs is Needs.PAGES:
        with no_garbage_sought():
            from web.assembly import add_pages  # noqa: PLC0415 - loaded where asked for
        add_pages(app)
    cli.register(app)
    return app
