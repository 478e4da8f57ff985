"""The way from a command to what the service's keys seal: Word files, and people's secrets."""

from collections.abc import Mapping
from typing import Any

import click
from flask import current_app
from flask.cli import ScriptInfo

from cases.people.sealing import SECOND_FACTOR
from cases.people.sealing import Seal as SecretsSeal
from documents.seal import Seal, Sealer, as_made


def seal_of(ctx: click.Context) -> Seal:
    """The seal of the application whose command this is; none where it is called by itself."""
    info = ctx.find_object(ScriptInfo)
    return as_made if info is None else sealer_of(info.load_app().config).seal


def sealer_of(settings: Mapping[str, Any]) -> Sealer:
    """What an application with these settings seals by."""
    return Sealer(settings["SECRET_KEY"], tuple(settings["SECRET_KEY_FALLBACKS"]))


def secrets_seal() -> SecretsSeal:
    """The seal of second factors: the newest key closes it, former ones still open it."""
    told = current_app.config
    return SecretsSeal([told["SECRET_KEY"], *told["SECRET_KEY_FALLBACKS"]], purpose=SECOND_FACTOR)
