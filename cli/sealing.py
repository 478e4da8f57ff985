"""The way from a command to the seal on the Word files it makes."""

from collections.abc import Mapping
from typing import Any

import click
from flask.cli import ScriptInfo

from documents.seal import Seal, Sealer, as_made


def seal_of(ctx: click.Context) -> Seal:
    """The seal of the application whose command this is; none where it is called by itself."""
    info = ctx.find_object(ScriptInfo)
    return as_made if info is None else sealer_of(info.load_app().config).seal


def sealer_of(settings: Mapping[str, Any]) -> Sealer:
    """What an application with these settings seals by."""
    return Sealer(settings["SECRET_KEY"], tuple(settings["SECRET_KEY_FALLBACKS"]))
