"""See the jobs that are held with what they made, and cancel one."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from io import BufferedIOBase
from itertools import islice
from pathlib import Path

from cases.database import Database
from cases.fetches import Fetches, Wanted
from cases.file_store import FileStore
from cases.job_files import FAULTS, RESULT, files_of, forget_files
from cases.job_worker import job_folder
from cases.jobs import Job, cancel, job_of, jobs_of
from cases.laying import let_go
from cases.shelf import FileGone
from documents.bulk.hands import Fault
from documents.bulk.making import faults_file, faults_of

_FETCHES = Fetches()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """What a job made, as the database tells of it."""

    job: Job
    file: Wanted


def list_jobs(database: Database, held: frozenset[str]) -> tuple[Job, ...]:
    """The jobs that are held, the newest first."""
    with database.reading() as session:
        return jobs_of(session, held)


def open_job(database: Database, held: frozenset[str], job_id: str) -> Job:
    """One job as it stands now; raises JobNotFound."""
    with database.reading() as session:
        return job_of(session, job_id, held)


def is_made(database: Database, job: Job) -> bool:
    """Whether what the job made can be fetched: not where an earlier version made it."""
    with database.reading() as session:
        return RESULT in files_of(session, job.id)


def made_of(database: Database, held: frozenset[str], job_id: str) -> MadeFile | None:
    """What a job made, None of one that has made nothing; the store is not asked.

    Raises JobNotFound.
    """
    with database.reading() as session:
        job = job_of(session, job_id, held)
        file = files_of(session, job_id).get(RESULT)
    if file is None:
        return None
    wanted = Wanted(sha256=file.sha256, size=file.size, job_id=job.id, owner_id=job.owner_id)
    return MadeFile(job=job, file=wanted)


def open_made(store: FileStore, made: MadeFile) -> BufferedIOBase:
    """The file itself, which whoever asks closes.

    Raises FileGone, StoreDown, StorageFull, and FetchesBusy where one more that is brought here
    would leave the server's other threads, or its disk, too little.
    """
    return _FETCHES.open(store, made.file)


def size_of_made(store: FileStore, made: MadeFile) -> int:
    """Its bytes, for who asks about it alone; raises FileGone and StoreDown."""
    size = store.size(made.file.sha256)
    if size != made.file.size:
        raise FileGone(made.file.sha256)
    return size


def faults_of_job(
    database: Database, store: FileStore, folder: Path, job: Job, most: int
) -> tuple[Fault, ...]:
    """So many of the rows a bulk could not use: those so far, where its worker is on this machine.

    None where what told of them is lost; the job itself says how many there were. Raises StoreDown.
    """
    with database.reading() as session:
        file = files_of(session, job.id).get(FAULTS)
    try:
        if file is not None:
            with closing(store.lines(file.sha256)) as kept:
                return tuple(islice(faults_of(kept), most))
        with faults_file(job_folder(folder, job.id)).open("rb") as so_far:
            return tuple(islice(faults_of(so_far), most))
    except (FileGone, FileNotFoundError, ValueError, TypeError):  # the last two: it was spoiled
        return ()


def cancel_job(
    database: Database, store: FileStore, held: frozenset[str], job_id: str, *, now: datetime
) -> None:
    """Stop a job; nothing happens to one that is over. Raises JobNotFound.

    What one that was not begun was given goes at once.
    """
    with database.writing() as session:
        is_over = cancel(session, job_of(session, job_id, held).id, now=now)
        unwanted = forget_files(session, [job_id]) if is_over else set()
    let_go(database, store, unwanted, now=now)
