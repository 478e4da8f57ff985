"""The way from a command to the files that people sent."""

from pathlib import Path

from flask import current_app

from cases.bucket import store_at
from cases.file_store import FileStore


def configured_store() -> FileStore:
    """The files as the surroundings say where they are."""
    folder = Path(current_app.config["FILES_FOLDER"])
    return store_at(folder, current_app.config["FILES_BUCKET"])
