"""See the jobs that are held, and cancel one."""

from datetime import datetime

from cases.database import Database
from cases.jobs import Job, cancel, job_of, jobs_of


def list_jobs(database: Database, held: frozenset[str]) -> tuple[Job, ...]:
    """The jobs that are held, the newest first."""
    with database.reading() as session:
        return jobs_of(session, held)


def open_job(database: Database, held: frozenset[str], job_id: str) -> Job:
    """One job as it stands now; raises JobNotFound."""
    with database.reading() as session:
        return job_of(session, job_id, held)


def cancel_job(database: Database, held: frozenset[str], job_id: str, *, now: datetime) -> None:
    """Stop a job; nothing happens to one that is over. Raises JobNotFound."""
    with database.writing() as session:
        cancel(session, job_of(session, job_id, held).id, now=now)
