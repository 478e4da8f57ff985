"""Whether the service can do its work: asked by whoever watches over it, and telling of nobody."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import exists, make_url, or_, select
from sqlalchemy.exc import DBAPIError

from cases.database import Database
from cases.errors import CaseError
from cases.file_store import FileStore
from cases.jobs import JobState
from cases.models import JobRecord

LEAST_ROOM = 64 * 1024 * 1024
"""Bytes that must be free for a save and an upload to have room."""
SLOW = timedelta(minutes=2)
"""How long a job may wait before its worker is missed, where none is at work."""


class Part(StrEnum):
    """How one thing that the service stands on is."""

    OK = "ok"
    DOWN = "down"
    FULL = "full"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How everything is; `free` is the room in bytes where the database or the files have least.

    Without its worker the service does everything but long work.
    """

    database: Part
    files: Part
    worker: Part
    room: Part
    free: int

    @property
    def is_able(self) -> bool:
        """Whether what people send can be kept."""
        return {self.database, self.files, self.room} == {Part.OK}


def look(database: Database, store: FileStore, folder: Path, *, now: datetime) -> Health:
    """Ask everything once; takes as long as the slowest of them may."""
    worker = _worker(database, now)
    free = min(map(_free, _places(database, folder)))
    return Health(
        database=Part.DOWN if worker is None else Part.OK,
        files=_files(store),
        worker=worker or Part.DOWN,
        room=Part.OK if free >= LEAST_ROOM else Part.FULL,
        free=free,
    )


def _worker(database: Database, now: datetime) -> Part | None:
    """None where the database does not answer."""
    is_at_work = (JobRecord.state == JobState.RUNNING) & (JobRecord.leased_until >= now)
    is_free = or_(JobRecord.state == JobState.WAITING, JobRecord.state == JobState.RUNNING)
    waits = is_free & (JobRecord.created_at < now - SLOW)
    try:
        with database.reading() as session:
            told = select(exists().where(waits), exists().where(is_at_work))
            waits_long, works = session.execute(told).one()
    except (CaseError, DBAPIError):
        return None
    return Part.MISSING if waits_long and not works else Part.OK


def _files(store: FileStore) -> Part:
    try:
        store.check()
    except CaseError:
        return Part.DOWN
    return Part.OK


def _places(database: Database, folder: Path) -> tuple[Path, ...]:
    """The folders that grow on this machine."""
    url = make_url(database.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return (folder,)
    return (folder, Path(url.database).absolute().parent)


def _free(folder: Path) -> int:
    """What is free to us where the folder is or will be made."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    told = os.statvfs(place)
    return told.f_bavail * told.f_frsize
