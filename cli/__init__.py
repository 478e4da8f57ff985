"""The commands of `flask`: the same use cases as the pages, for scripts and terminals."""

import os
import sys

from cli.deferred import DeferredCommand
from cli.terminal import AppCommands

COMMANDS = (
    DeferredCommand("forms", "cli.list_forms", "Vis de formularer, der findes."),
    DeferredCommand("blank", "cli.blank", "Lav et tomt dokument."),
    DeferredCommand("fill", "cli.fill", "Lav et udfyldt dokument."),
    DeferredCommand("read", "cli.read", "Læs en Word- eller PDF-fil, og vis svarene som JSON."),
    DeferredCommand("check", "cli.check", "Undersøg en eller flere Word- eller PDF-filer."),
    DeferredCommand("bulk", "cli.bulk", "Lav mange Word-dokumenter på én gang."),
    DeferredCommand("prepare", "cli.prepare", "Gør databasen klar, og lav et eksempel at se på."),
    DeferredCommand("invite", "cli.invite", "Giv en person en konto, og vis linket til den."),
    DeferredCommand("mail", "cli.mail", "Send den e-mail, der venter."),
    DeferredCommand("serve", "cli.serve", "Vis siderne i browseren på denne maskine."),
    DeferredCommand("backup", "cli.backup", "Gem en sikkerhedskopi af alt i én fil."),
    DeferredCommand("retain", "cli.retain", "Slet, hvad der er gemt så længe, som det må."),
    DeferredCommand("restore", "cli.restore", "Læg en sikkerhedskopi tilbage i en tom database."),
    DeferredCommand("move-files", "cli.move_files", "Tag filerne med fra mappen til en bucket."),
    DeferredCommand("rules", "cli.rules", "Vis de regler, der undersøges efter."),
)


_WITHOUT_PAGES = frozenset({"forms", "blank", "fill", "read", "check", "bulk", "rules", "--help"})


def is_called_without_pages() -> bool:
    """Whether this process is a call of a command, or for help, that asks for no page."""
    is_call = os.environ.get("FLASK_RUN_FROM_CLI") == "true"
    return is_call and bool(_WITHOUT_PAGES.intersection(sys.argv[1:2]))


def register(app: AppCommands) -> None:
    """Give an application its commands; each is loaded when it is first called."""
    for command in COMMANDS:
        app.cli.add_command(command)
