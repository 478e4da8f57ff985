"""The commands by themselves: what they take, print and answer."""

from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from app import create_app
from cli import COMMANDS

Call = Callable[..., Result]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The service where no database was made yet."""
    folder = tmp_path_factory.mktemp("instance")
    told = {"SECRET_KEY": "a key that only tests use, and no other"}
    told |= {"DATABASE_URL": f"sqlite:///{folder / 'none.sqlite3'}"}
    return create_app(told | {"FILES_FOLDER": str(folder / "filer")})


@pytest.fixture(scope="session")
def flask(app: Flask) -> Call:
    group = click.Group("flask")
    for command in COMMANDS:
        group.add_command(command)

    def call(*arguments: str, input: bytes | None = None) -> Result:  # noqa: A002 - as click says
        about = ScriptInfo(create_app=lambda: app)
        words = [str(each) for each in arguments]
        result = CliRunner().invoke(group, words, input=input, obj=about)
        # Nothing but an exit status leaves a command: anything else would be a traceback.
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return call
