"""The way from a command to the files that people sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

from cases.bucket import store_at
from cases.errors import CaseError, StorageBusy, StorageFull, StoreDown
from cases.file_store import FileStore
from cli.language import Translate
from cli.terminal import Mistake
from forms.messages import N_

_SENTENCES: dict[type[CaseError], str] = {
    StoreDown: N_("Filerne kan ikke nås, så det blev ikke gjort. Prøv igen om lidt."),
    StorageFull: N_("Der er ikke plads til mere. Alt fra før er der endnu."),
    StorageBusy: N_("Databasen er optaget. Prøv igen om lidt."),
}


def configured_store() -> FileStore:
    """The files as the surroundings say where they are."""
    folder = Path(current_app.config["FILES_FOLDER"])
    return store_at(folder, current_app.config["FILES_BUCKET"])


@contextmanager
def telling_of_storage(translate: Translate) -> Iterator[None]:
    """Say in a sentence that the files or the database cannot be reached; raises Mistake."""
    try:
        yield
    except tuple(_SENTENCES) as error:
        raise Mistake(translate(_SENTENCES[type(error)]), translate) from error
