"""Commands that are imported when they are called, so that `flask --help` need not wait."""

from enum import Enum
from importlib import import_module
from typing import Any

import click

from cli.loading import no_garbage_sought


class Needs(Enum):
    """What a command asks of the application beside its settings; each has what is before it."""

    NOTHING = "nothing"
    LOGS = "logs"
    PAGES = "pages"


class DeferredCommand(click.Command):
    """A name and a line of help, standing for the `command` of a module."""

    def __init__(
        self, name: str, module: str, summary: str, *, needs: Needs = Needs.NOTHING
    ) -> None:
        super().__init__(name, short_help=summary)
        self.needs = needs
        self._module = module

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of the command itself, which is then what runs."""
        with no_garbage_sought():
            command: click.Command = import_module(self._module).command
        return command.make_context(info_name, args, parent, **extra)
