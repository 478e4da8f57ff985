"""The commands by themselves: what they take, print and answer."""

from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from cli import COMMANDS

Call = Callable[..., Result]


@pytest.fixture(scope="session")
def flask() -> Call:
    group = click.Group("flask")
    for command in COMMANDS:
        group.add_command(command)

    def call(*arguments: str, input: bytes | None = None) -> Result:  # noqa: A002 - as click says
        result = CliRunner().invoke(group, [str(each) for each in arguments], input=input)
        # Nothing but an exit status leaves a command: anything else would be a traceback.
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return call
