"""The worker: takes one job after another, and tells the database how far each has come."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cases.database import Database
from cases.errors import CaseError, StoreDown
from cases.file_store import FileStore
from cases.job_files import JobFile, files_of, forget_files, tell_of
from cases.jobs import (
    LEASE,
    Job,
    JobState,
    Note,
    end,
    end_stopped,
    is_any_due,
    is_there,
    lease_on,
    old_jobs,
    postpone,
    put_back,
    take_away,
    take_next,
    tell_progress,
    try_again,
)
from cases.laying import lay, let_go, settle
from cases.shelf import FileTooLarge
from cases.told_exception import told_exception
from documents.seal import Seal, as_made
from forms.messages import N_

_LOG = logging.getLogger(__name__)
_IDLE_SECONDS, _DOWN_SECONDS = 1.0, 10.0
_SECONDS_BETWEEN_SWEEPS = 3_600.0
_FAILED = N_(
    "Arbejdet kunne ikke gøres færdigt. Prøv igen, eller sig det til den, der driver siden."
)
_TOO_LARGE = N_(
    "Det, arbejdet lavede, fylder mere, end der kan gemmes. Del rækkerne i flere filer."
)


class Stopped(Exception):
    """The person cancelled the job, or the worker is to stop; what was done is kept."""


class JobFailed(Exception):
    """The job cannot be done, however often it is tried; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.sentence)
        self.note = note


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A job being done, its own folder, and how to tell of it: `tell(done, failed, share)`.

    `tell` raises Stopped when the work is to end here. `seal` is for the Word files it makes.
    """

    job: Job
    folder: Path
    tell: Callable[[int, int, float], None]
    seal: Seal = as_made


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a job made: the note that is told, and files in its folder by RESULT or FAULTS."""

    note: Note
    files: Mapping[str, Path] = field(default_factory=dict)


Doing = Callable[[Work], Made]
"""What does the jobs of one kind."""


def job_folder(files: Path, job_id: str) -> Path:
    """Where a job is worked on, on the machine of its worker; what it was given lies there too."""
    return files / "arbejde" / job_id


class Worker:
    """One thread that works as long as the process lives."""

    def __init__(
        self,
        database: Database,
        store: FileStore,
        files: Path,
        kinds: Mapping[str, Doing],
        *,
        seal: Seal = as_made,
    ) -> None:
        self._database, self._store, self._files = database, store, files
        self._kinds, self._seal = kinds, seal
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin; jobs of a worker that was killed are gone on with when their lease is over."""
        self._thread.start()

    def stop(self) -> None:
        """Let the job under way stop at its next word, and wait for that."""
        self._stopping.set()
        self._thread.join(LEASE.total_seconds())

    def sweep(self) -> None:
        """Take away what ended long ago with its files, and folders that no job tells of."""
        place = job_folder(self._files, "x").parent
        # Listed first: a job that another process begins meanwhile is none of these.
        folders = tuple(place.iterdir()) if place.is_dir() else ()
        with self._database.writing() as session:
            old = old_jobs(session, now=_now())
            unwanted = forget_files(session, old)
            wanted = take_away(session, old)
        for folder in folders:
            if folder.name not in wanted:
                shutil.rmtree(folder, ignore_errors=True)
        let_go(self._database, self._store, unwanted, now=_now())

    def work_once(self) -> bool:
        """Do the next job, if there is any; who finds none keeps no writer waiting."""
        with self._database.reading() as session:
            if not is_any_due(session, now=_now()):
                return False
        self._end_stopped()
        with self._database.writing() as session:
            job = take_next(session, now=_now())
        if job is None:
            return False
        self._do(job)
        return True

    def _run(self) -> None:
        sweep_due = time.monotonic()
        while not self._stopping.is_set():
            seconds = _IDLE_SECONDS
            try:
                if time.monotonic() >= sweep_due:
                    sweep_due = time.monotonic() + _SECONDS_BETWEEN_SWEEPS
                    self.sweep()
                if self.work_once():
                    continue
            except CaseError:  # the database is busy or full: it may not be in a moment
                _LOG.warning("the worker waits for the database")
            except Exception as error:  # noqa: BLE001 - nobody begins the thread again
                _LOG.error("the worker goes on after %s", told_exception(error))
                seconds = _DOWN_SECONDS
            self._stopping.wait(seconds)

    def _do(self, job: Job) -> None:
        seconds = 0.0
        try:
            with self._leased(job):
                self._do_leased(job)
        except StoreDown:  # hardly the job's fault: it is gone on with when the store is there
            _LOG.warning("the worker waits for the store of files")
            with self._database.writing() as session:
                postpone(session, job.id, now=_now())
            seconds = _DOWN_SECONDS
        self._leave_nothing_of_gone(job)
        # Without the lease: who has the job meanwhile renews his own, and is known to be gone.
        self._stopping.wait(seconds)

    def _leave_nothing_of_gone(self, job: Job) -> None:
        """A job goes with the draft that it makes something of, whatever became of it here."""
        with self._database.reading() as session:
            is_left = is_there(session, job.id)
        if not is_left:
            shutil.rmtree(job_folder(self._files, job.id), ignore_errors=True)

    @contextmanager
    def _leased(self, job: Job) -> Iterator[None]:
        """Renew the lease from a thread of its own for as long as the work takes."""
        done = threading.Event()
        thread = threading.Thread(target=self._renew, args=(job, done), name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _renew(self, job: Job, done: threading.Event) -> None:
        while not done.wait(LEASE.total_seconds() / 3):
            try:
                with self._database.writing() as session:
                    lease_on(session, job.id, now=_now())
            except CaseError:  # the database is busy or full: the next time may come early enough
                continue
            except Exception as error:  # noqa: BLE001 - as one that is gone for a moment
                _LOG.error("the lease of job %s: %s", job.id, told_exception(error))

    def _do_leased(self, job: Job) -> None:
        folder = job_folder(self._files, job.id)
        tell = _Teller(self._database, job.id, self._stopping)
        work = Work(job=job, folder=folder, tell=tell, seal=self._seal)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._fetch(job, folder)
            self._keep(job, self._kinds[job.kind](work))
        except Stopped:
            self._let_go(job)
        except StoreDown:
            raise
        except FileTooLarge:
            self._end(job, JobState.FAILED, Note(sentence=_TOO_LARGE))
        except JobFailed as error:
            self._end(job, JobState.FAILED, error.note)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in one job, the next is done
            _LOG.error("job %s of kind %s: %s", job.id, job.kind, told_exception(error))
            with self._database.writing() as session:
                try_again(session, job.id, Note(sentence=_FAILED), now=_now())

    def _fetch(self, job: Job, folder: Path) -> None:
        """Bring what a job was given to where it is worked on."""
        with self._database.reading() as session:
            given = files_of(session, job.id)
        for each in given.values():
            target = folder / each.name
            if target.exists() and target.stat().st_size == each.size:
                continue
            with self._store.open(each.sha256) as kept, target.open("wb") as stream:
                shutil.copyfileobj(kept, stream)

    def _keep(self, job: Job, made: Made) -> None:
        """Lay what a job made into the store, and tell that it is done."""
        laid = lay(self._database, self._store, list(made.files.values()), now=_now())
        told = [
            JobFile(name=name, sha256=checksum, size=path.stat().st_size)
            for (name, path), checksum in zip(made.files.items(), laid.names, strict=True)
        ]
        with self._database.writing() as session:
            is_wanted = end(session, job.id, JobState.DONE, made.note, now=_now())
            if is_wanted:
                tell_of(session, job.id, told)
            settle(session, laid)
        if not is_wanted:
            let_go(self._database, self._store, laid.names, now=_now())
        shutil.rmtree(job_folder(self._files, job.id), ignore_errors=True)

    def _let_go(self, job: Job) -> None:
        """After a stop: for good where it was the person's wish, else until the next start."""
        if self._stopping.is_set():
            self._put_back(job)
            return
        with self._database.writing() as session:
            end(session, job.id, JobState.CANCELLED, Note(), now=_now())
            unwanted = forget_files(session, [job.id])
        self._let_go_of([job.id], unwanted)

    def _end_stopped(self) -> None:
        with self._database.writing() as session:
            stopped = end_stopped(session, now=_now())
            unwanted = forget_files(session, stopped)
        self._let_go_of(stopped, unwanted)

    def _let_go_of(self, job_ids: Collection[str], unwanted: set[str]) -> None:
        let_go(self._database, self._store, unwanted, now=_now())
        for each in job_ids:
            shutil.rmtree(job_folder(self._files, each), ignore_errors=True)

    def _put_back(self, job: Job) -> None:
        with self._database.writing() as session:
            put_back(session, job.id)

    def _end(self, job: Job, state: JobState, note: Note) -> None:
        with self._database.writing() as session:
            end(session, job.id, state, note, now=_now())


class _Teller:
    """Tells the database of progress, a few times a second at most."""

    def __init__(self, database: Database, job_id: str, stopping: threading.Event) -> None:
        self._database, self._job_id, self._stopping = database, job_id, stopping
        self._told = 0.0

    def __call__(self, done: int, failed: int, share: float) -> None:
        if self._stopping.is_set():
            raise Stopped
        if time.monotonic() - self._told < _SECONDS_BETWEEN and share < 1:
            return
        with self._database.writing() as session:
            goes_on = tell_progress(
                session, self._job_id, done=done, failed=failed, share=share, now=_now()
            )
        self._told = time.monotonic()
        if not goes_on:
            raise Stopped


_SECONDS_BETWEEN = 0.5


def _now() -> datetime:
    return datetime.now(UTC)
