"""The files of a job in the store: what it is given, and what it made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import DraftNotFound
from cases.file_store import FileStore
from cases.jobs import put_down
from cases.laying import lay, let_go, settle
from cases.models import DraftRecord, JobFileRecord, JobRecord

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
    draft_id: str | None = None,
) -> str:
    """Put down a job that is given these files; its id. They lie in the store before the row.

    `draft_id` is the draft that something is made of. Raises StorageFull, StorageBusy, StoreDown,
    and DraftNotFound where that draft was deleted meanwhile.
    """
    laid = lay(database, store, list(files.values()), now=now)
    told = [
        JobFile(name=name, sha256=checksum, size=len(content))
        for (name, content), checksum in zip(files.items(), laid.names, strict=True)
    ]
    with database.writing() as session:
        is_wanted = draft_id is None or _is_kept(session, draft_id)
        if is_wanted:
            job_id = put_down(
                session,
                kind=kind,
                title=title,
                order=order,
                now=now,
                owner_id=owner_id,
                draft_id=draft_id,
            )
            tell_of(session, job_id, told)
        settle(session, laid)
    if not is_wanted:
        let_go(database, store, laid.names, now=now)
        raise DraftNotFound
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


def forget_jobs_of(session: Session, draft_ids: Collection[str]) -> set[str]:
    """Take away the jobs that make something of drafts; the files they told of.

    A worker that has one learns of it when it next tells. The drafts are gone before this is
    asked, so that nobody puts down another.
    """
    theirs = select(JobRecord.id).where(JobRecord.draft_id.in_(draft_ids)).with_for_update()
    ids = session.scalars(theirs).all()
    files = forget_files(session, ids)
    session.execute(delete(JobRecord).where(JobRecord.id.in_(ids)))
    return files


def forget_files(session: Session, job_ids: Collection[str]) -> set[str]:
    """Tell of the files of these jobs no longer; their checksums, to be let go of afterwards."""
    theirs = delete(JobFileRecord).where(JobFileRecord.job_id.in_(job_ids))
    return set(session.scalars(theirs.returning(JobFileRecord.sha256)))


def _is_kept(session: Session, draft_id: str) -> bool:
    """Whether there is such a draft, which nobody deletes before this transaction is through."""
    wanted = select(DraftRecord.id).where(DraftRecord.id == draft_id).with_for_update(read=True)
    return session.scalar(wanted) is not None
