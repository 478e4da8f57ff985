"""The files of a job in the store: what it is given, and what it made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.file_store import FileStore
from cases.jobs import put_down
from cases.laying import lay, settle
from cases.models import JobFileRecord

RESULT: Final = "resultat"
FAULTS: Final = "fejl"
"""What every kind of job calls the file that one asked for, and the one of what went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFile:
    """A file by what the job calls it, its checksum in the store, and its size in bytes."""

    name: str
    sha256: str
    size: int


def put_down_with(
    database: Database,
    store: FileStore,
    files: Mapping[str, bytes],
    *,
    kind: str,
    title: str,
    order: Mapping[str, str],
    owner_id: str | None,
    now: datetime,
) -> str:
    """Put down a job that is given these files; its id. They lie in the store before the row.

    Raises StorageFull, StorageBusy and StoreDown.
    """
    laid = lay(database, store, list(files.values()), now=now)
    told = [
        JobFile(name=name, sha256=checksum, size=len(content))
        for (name, content), checksum in zip(files.items(), laid.names, strict=True)
    ]
    with database.writing() as session:
        job_id = put_down(session, kind=kind, title=title, order=order, now=now, owner_id=owner_id)
        tell_of(session, job_id, told)
        settle(session, laid)
    return job_id


def tell_of(session: Session, job_id: str, files: Iterable[JobFile]) -> None:
    """Write down files of a job that lie in the store."""
    rows = [
        {"job_id": job_id, "name": each.name, "sha256": each.sha256, "size": each.size}
        for each in files
    ]
    if rows:
        session.execute(insert(JobFileRecord), rows)


def files_of(session: Session, job_id: str) -> dict[str, JobFile]:
    """The files of a job by what it calls them."""
    wanted = select(JobFileRecord).where(JobFileRecord.job_id == job_id)
    return {
        each.name: JobFile(name=each.name, sha256=each.sha256, size=each.size)
        for each in session.scalars(wanted)
    }


def forget_files(session: Session, job_ids: Collection[str]) -> set[str]:
    """Tell of the files of these jobs no longer; their checksums, to be let go of afterwards."""
    theirs = delete(JobFileRecord).where(JobFileRecord.job_id.in_(job_ids))
    return set(session.scalars(theirs.returning(JobFileRecord.sha256)))
