"""The commands of `flask`: the same use cases as the pages, for scripts and terminals."""

import os
import sys

from cli.deferred import DeferredCommand, Needs
from cli.terminal import AppCommands

COMMANDS = (
    DeferredCommand("forms", "cli.list_forms", "Vis de formularer, der findes."),
    DeferredCommand("blank", "cli.blank", "Lav et tomt dokument."),
    DeferredCommand("fill", "cli.fill", "Lav et udfyldt dokument."),
    DeferredCommand("read", "cli.read", "Læs en Word- eller PDF-fil, og vis svarene som JSON."),
    DeferredCommand("check", "cli.check", "Undersøg en eller flere Word- eller PDF-filer."),
    DeferredCommand("bulk", "cli.bulk", "Lav mange Word-dokumenter på én gang."),
    DeferredCommand(
        "prepare",
        "cli.prepare",
        "Gør databasen klar, og lav et eksempel at se på.",
        needs=Needs.LOGS,
    ),
    DeferredCommand(
        "invite",
        "cli.invite",
        "Giv en person en konto, og vis linket til den.",
        needs=Needs.LOGS,
    ),
    DeferredCommand("mail", "cli.mail", "Send den e-mail, der venter.", needs=Needs.LOGS),
    DeferredCommand(
        "serve", "cli.serve", "Vis siderne i browseren på denne maskine.", needs=Needs.PAGES
    ),
    DeferredCommand(
        "backup", "cli.backup", "Gem en sikkerhedskopi af alt i én fil.", needs=Needs.LOGS
    ),
    DeferredCommand(
        "retain",
        "cli.retain",
        "Slet, hvad der er gemt så længe, som det må.",
        needs=Needs.LOGS,
    ),
    DeferredCommand(
        "restore",
        "cli.restore",
        "Læg en sikkerhedskopi tilbage i en tom database.",
        needs=Needs.LOGS,
    ),
    DeferredCommand(
        "move-files",
        "cli.move_files",
        "Tag filerne med fra mappen til en bucket.",
        needs=Needs.LOGS,
    ),
    DeferredCommand("rules", "cli.rules", "Vis de regler, der undersøges efter."),
)


def needs_of_call() -> Needs:
    """What this process's call asks of the application; all of it where no command of ours is."""
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true" or len(sys.argv) < 2:
        return Needs.PAGES
    called = {"--help": Needs.NOTHING} | {each.name or "": each.needs for each in COMMANDS}
    return called.get(sys.argv[1], Needs.PAGES)


def register(app: AppCommands) -> None:
    """Give an application its commands; each is loaded when it is first called."""
    for command in COMMANDS:
        app.cli.add_command(command)
