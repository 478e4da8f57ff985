"""Long work: rows in the database are the truth, whatever becomes of the worker."""

import io
import signal
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases import job_worker
from cases.actions.back_up import back_up
from cases.actions.see_jobs import faults_of_job, made_of, open_made
from cases.actions.sweep_files import sweep_files
from cases.bulk_job import BULK, do_bulk, start_bulk
from cases.database import Database
from cases.errors import JobNotFound, StoreDown
from cases.file_store import FileStore
from cases.job_files import RESULT
from cases.job_kinds import KINDS
from cases.job_worker import JobFailed, Made, Stopped, Worker, job_folder
from cases.jobs import (
    KEPT,
    LEASE,
    MOST_ATTEMPTS,
    JobState,
    Note,
    cancel,
    end,
    is_any_due,
    job_of,
    postpone,
    put_back,
    put_down,
    take_next,
    tell_progress,
)
from cases.models import JobRecord
from documents.bulk.making import ROWS_OF_BATCH
from documents.passport import passport_of
from documents.seal import Sealer
from documents.template import compiled
from documents.writer import write
from forms.answers import Answers
from tests.cases.library.shelved import FIRST, SECOND, in_use
from tests.documents.template_proof.changed import FORM
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def put(database, now, kind="x"):
    with database.writing() as session:
        return put_down(session, kind=kind, title="Noget", order={}, now=now)


def seen(database, job_id):
    with database.reading() as session:
        return job_of(session, job_id, frozenset({job_id}))


@contextmanager
def made_by(database, store, job_id):
    """The zip that a bulk made, as it comes from the store."""
    made = made_of(database, frozenset({job_id}), job_id)
    with open_made(store, made) as content, zipfile.ZipFile(content) as archive:
        yield archive


def test_a_job_is_there_only_if_the_transaction_it_was_put_down_in_is_kept(database, now):
    with suppress(ZeroDivisionError), database.writing() as session:
        put_down(session, kind="x", title="Noget", order={}, now=now)
        raise ZeroDivisionError
    with database.writing() as session:
        assert take_next(session, now=now) is None


def test_jobs_are_taken_in_their_order_and_by_one_worker_only(database, now):
    first, second = put(database, now), put(database, now + timedelta(seconds=1))
    with database.writing() as session:
        taken = [take_next(session, now=now) for _ in range(3)]
    assert [job and job.id for job in taken] == [first, second, None]


def test_a_job_whose_worker_is_gone_is_taken_again_and_given_up_when_it_gets_nowhere(database, now):
    job_id = put(database, now)
    for attempt in range(MOST_ATTEMPTS):
        with database.writing() as session:
            assert take_next(session, now=now + attempt * 2 * LEASE).id == job_id
            assert take_next(session, now=now + attempt * 2 * LEASE) is None
    with database.writing() as session:
        assert take_next(session, now=now + 2 * MOST_ATTEMPTS * LEASE) is None
    assert seen(database, job_id).state is JobState.FAILED


def test_a_job_that_came_further_may_lose_its_worker_any_number_of_times(database, now):
    job_id = put(database, now)
    for attempt in range(2 * MOST_ATTEMPTS):
        at = now + attempt * 2 * LEASE
        with database.writing() as session:
            assert take_next(session, now=at).id == job_id
            assert tell_progress(session, job_id, done=attempt + 1, failed=0, share=0, now=at)


def test_others_jobs_are_not_there(database, now):
    job_id = put(database, now)
    with database.reading() as session, pytest.raises(JobNotFound):
        job_of(session, job_id, frozenset())


def worker_of(database, tmp_path, doing):
    return Worker(database, FileStore(tmp_path), tmp_path, {"x": doing})


def test_an_error_is_tried_once_more_and_then_told(database, now, tmp_path):
    tried = []

    def fail(work):
        tried.append(work.job.id)
        raise ZeroDivisionError

    job_id = put(database, now)
    worker = worker_of(database, tmp_path, fail)
    assert [worker.work_once() for _ in range(3)] == [True, True, False]
    job = seen(database, job_id)
    assert (len(tried), job.state) == (2, JobState.FAILED)
    assert job.note.sentence


def test_a_job_that_cannot_be_done_is_not_tried_again(database, now, tmp_path):
    def refuse(work):
        raise JobFailed(Note(sentence="Nej: %(why)s", values={"why": "derfor"}))

    job_id = put(database, now)
    worker = worker_of(database, tmp_path, refuse)
    assert [worker.work_once(), worker.work_once()] == [True, False]
    assert seen(database, job_id).note.values == {"why": "derfor"}


def test_a_cancelled_job_stops_where_it_is(database, now, tmp_path, monkeypatch):
    def work_on(work):
        work.tell(1, 0, 0.1)
        with database.writing() as session:
            cancel(session, work.job.id, now=now)
        monkeypatch.setattr(job_worker, "_SECONDS_BETWEEN", 9_999)
        work.tell(2, 0, 0.2)  # it tells no more than twice a second
        monkeypatch.setattr(job_worker, "_SECONDS_BETWEEN", 0)
        came_to.append("the next word")
        work.tell(3, 0, 0.3)
        came_to.append("the word after that")

    came_to = []
    job_id, waiting = put(database, now), put(database, now + timedelta(seconds=1))
    with database.writing() as session:
        cancel(session, waiting, now=now)
    assert seen(database, waiting).state is JobState.CANCELLED
    worker = worker_of(database, tmp_path, work_on)
    assert [worker.work_once(), worker.work_once()] == [True, False]
    assert came_to == ["the next word"]
    assert seen(database, job_id).state is JobState.CANCELLED
    assert not job_folder(tmp_path, job_id).exists()


def test_what_ended_long_ago_is_swept_and_folders_without_a_job_too(database, now, tmp_path):
    old, new = put(database, now), put(database, now)
    worker = worker_of(database, tmp_path, lambda work: Made(note=Note()))
    with database.writing() as session:
        cancel(session, old, now=now - KEPT)
    for each in (old, new, "stranger"):
        job_folder(tmp_path, each).mkdir(parents=True)
    worker.sweep()
    assert {each.name for each in (tmp_path / "arbejde").iterdir()} == {new}
    with database.writing() as session:
        cancel(session, new, now=datetime.now(UTC))
    worker.sweep()
    assert not any((tmp_path / "arbejde").iterdir())


@on_sqlite
@pytest.mark.parametrize("step", ["take_away", "let_go"])
def test_the_folder_of_a_job_that_is_begun_meanwhile_is_not_swept(
    database, now, tmp_path, monkeypatch, step
):
    plain, begun = getattr(job_worker, step), []

    def while_another_begins(*given, **named):
        done = plain(*given, **named)
        begun.append(job_folder(tmp_path, f"begun meanwhile {len(begun)}"))
        begun[-1].mkdir(parents=True)
        return done

    monkeypatch.setattr(job_worker, step, while_another_begins)
    job_folder(tmp_path, "stranger").mkdir(parents=True)
    worker_of(database, tmp_path, quick).sweep()
    assert list((tmp_path / "arbejde").iterdir()) == begun != []


BATCHES = 3
ROWS = b"".join(
    b'{"milepaele": [{"milepael": "Nr. %d"}]}\n' % n for n in range(BATCHES * ROWS_OF_BATCH)
)


@pytest.fixture(scope="module")
def dying_worker():
    """Lets a worker do the next job of a database until it is killed."""
    command = [sys.executable, "-m", "tests.cases.dying_worker"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:

        def work(url, files):
            program.stdin.write(f"{url} {files}\n")
            program.stdin.flush()
            return int(program.stdout.readline())

        yield work
        program.stdin.close()


def test_a_worker_killed_in_the_middle_of_a_bulk_is_followed_by_one_that_goes_on(
    url, database, now, tmp_path, dying_worker
):
    store = FileStore(tmp_path)
    job_id = put_bulk(database, store, now, ROWS)
    assert dying_worker(url, tmp_path) == -signal.SIGKILL
    assert seen(database, job_id).state is JobState.RUNNING
    done_before, told = seen(database, job_id).done, []

    def go_on(work):
        def tell(done, failed, share):
            told.append(done)
            work.tell(done, failed, share)

        return do_bulk(replace(work, tell=tell))

    sealer = Sealer("en nøgle")
    worker = Worker(database, store, tmp_path, {BULK: go_on}, seal=sealer.seal)
    with database.writing() as session:  # as when the lease has run out
        assert take_next(session, now=now + timedelta(days=9_999)).id == job_id
    with database.writing() as session:
        put_back(session, job_id)
    assert worker.work_once()
    assert 0 < done_before < told[0]
    job, count = seen(database, job_id), len(ROWS.splitlines())
    assert (job.kind, job.state, job.done, job.failed) == (BULK, JobState.DONE, count, 0)
    with made_by(database, store, job_id) as archive:
        names = archive.namelist()
        last = archive.read(names[-1])
    assert names == [f"milepaelsplan-{n:06}.docx" for n in range(1, count + 1)]
    assert sealer.holds(passport_of(last))


def test_a_bulk_is_laid_out_by_the_template_in_use_when_it_was_put_down(database, now, tmp_path):
    in_use(database, now)
    job_id = start_bulk(
        database,
        FileStore(tmp_path),
        form=FORM.key,
        name="en.jsonl",
        content=b"{}\n",
        owner_id=None,
        now=now,
    )
    in_use(database, now, SECOND)
    assert Worker(database, FileStore(tmp_path), tmp_path, KINDS).work_once()
    with made_by(database, FileStore(tmp_path), job_id) as archive:
        [name] = archive.namelist()
        assert archive.read(name) == write(FORM, Answers(), compiled(FORM, FIRST))


def put_bulk(database, store, now, content=b"{}\n"):
    return start_bulk(
        database,
        store,
        form="milepaelsplan",
        name="en.jsonl",
        content=content,
        owner_id=None,
        now=now,
    )


def quick(work):
    """A job that makes its file of nothing."""
    file = work.folder / "lavet"
    file.write_bytes(b"lavet")
    return Made(note=Note(), files={RESULT: file})


@on_sqlite
def test_what_one_host_put_down_and_another_made_is_fetched_from_a_third(
    database, now, either_store, tmp_path
):
    job_id = put_bulk(database, either_store, now, b"{}\n{oops\n")
    worker = Worker(database, either_store, tmp_path / "anden vært", KINDS)
    assert worker.work_once()
    with made_by(database, either_store, job_id) as archive:
        assert archive.namelist() == ["milepaelsplan-000001.docx"]
    job = seen(database, job_id)
    [fault] = faults_of_job(database, either_store, tmp_path / "tredje vært", job, 9)
    assert fault.number == 2
    assert not any((tmp_path / "anden vært" / "arbejde").iterdir())


@on_sqlite
def test_the_files_of_a_job_stay_as_long_as_the_job_does_and_are_in_no_backup(
    database, now, folder, tmp_path
):
    job_id = put_bulk(database, folder, now)
    worker = Worker(database, folder, tmp_path, {BULK: quick})
    assert worker.work_once()
    there = set(folder.names())
    assert len(there) == 2
    assert sweep_files(database, folder, now=now + timedelta(days=1)) == 0
    assert set(folder.names()) == there
    kept = back_up(database, folder, io.BytesIO(), now=now)
    assert kept.files == ()
    assert {"jobs", "job_files"}.isdisjoint(each.name for each in kept.tables)
    with database.writing() as session:
        session.get_one(JobRecord, job_id).ended_at = now - timedelta(days=9_999)
    worker.sweep()
    assert set(folder.names()) == set()


@on_sqlite
def test_what_ended_long_ago_is_swept_also_while_a_worker_works_on(
    database, now, folder, tmp_path, monkeypatch
):
    monkeypatch.setattr("cases.job_worker._SECONDS_BETWEEN_SWEEPS", 0)
    monkeypatch.setattr("cases.job_worker._IDLE_SECONDS", 0.01)
    job_id = put_bulk(database, folder, now)
    with database.writing() as session:
        cancel(session, job_id, now=datetime.now(UTC))
    worker = Worker(database, folder, tmp_path, {BULK: quick})
    worker.start()
    try:
        assert list(folder.names())
        with database.writing() as session:
            session.get_one(JobRecord, job_id).ended_at = now
        latest = time.monotonic() + PATIENCE
        while set(folder.names()) and time.monotonic() < latest:
            time.sleep(0.01)
    finally:
        worker.stop()
    assert list(folder.names()) == []


@on_sqlite
def test_a_job_that_is_stopped_lets_go_of_what_it_was_given(database, now, folder, tmp_path):
    def stopped(work):
        assert (work.folder / "kilde.jsonl").read_bytes() == b"{}\n"
        raise Stopped

    put_bulk(database, folder, now)
    assert Worker(database, folder, tmp_path, {BULK: stopped}).work_once()
    assert list(folder.names()) == []


@on_sqlite
def test_a_job_that_made_more_than_can_be_kept_fails_with_a_reason(
    database, now, bucket, tmp_path, monkeypatch
):
    job_id = put_bulk(database, bucket, now)
    monkeypatch.setattr("cases.s3_shelf._LARGEST_FETCHED", 4)
    assert Worker(database, bucket, tmp_path, {BULK: quick}).work_once()
    job = seen(database, job_id)
    assert job.state is JobState.FAILED
    assert "fylder" in job.note.sentence


@on_sqlite
def test_a_job_that_is_stopped_after_its_worker_was_lost_lets_go_of_what_it_was_given(
    database, now, folder, tmp_path
):
    job_id = put_bulk(database, folder, now)
    with database.writing() as session:
        assert take_next(session, now=now).id == job_id
        assert not cancel(session, job_id, now=now)
    job_folder(tmp_path, job_id).mkdir(parents=True)
    assert not Worker(database, folder, tmp_path, {BULK: quick}).work_once()
    assert seen(database, job_id).state is JobState.CANCELLED
    assert list(folder.names()) == list((tmp_path / "arbejde").iterdir()) == []


def waited(database, job_id):
    """As when the time has passed that a job waits for the store."""
    with database.writing() as session:
        session.get_one(JobRecord, job_id).leased_until = datetime(2000, 1, 1, tzinfo=UTC)


@on_sqlite
def test_a_job_waits_while_the_store_cannot_be_reached(
    database, now, folder, tmp_path, monkeypatch
):
    def away(*_given):
        raise StoreDown

    monkeypatch.setattr("cases.job_worker._DOWN_SECONDS", 0)
    job_id = put_bulk(database, folder, now)
    worker = Worker(database, folder, tmp_path, {BULK: quick})
    for deed in ("open", "put_file"):
        with monkeypatch.context() as patched:
            patched.setattr(folder, deed, away)
            for _ in range(MOST_ATTEMPTS + 1):
                assert worker.work_once()
                assert not worker.work_once()
                waited(database, job_id)
        assert seen(database, job_id).state is JobState.WAITING
    assert worker.work_once()
    assert seen(database, job_id).state is JobState.DONE


@on_sqlite
def test_a_worker_that_waits_for_the_store_holds_no_lease(
    database, now, folder, tmp_path, monkeypatch
):
    def away(*_given):
        raise StoreDown

    def wait(seconds):
        waited.append((seconds, [each.name for each in threading.enumerate()]))

    waited = []
    put_bulk(database, folder, now)
    worker = Worker(database, folder, tmp_path, {BULK: quick})
    monkeypatch.setattr(folder, "open", away)
    monkeypatch.setattr(worker._stopping, "wait", wait)
    assert worker.work_once()
    [(seconds, names)] = waited
    assert seconds == job_worker._DOWN_SECONDS
    assert "lease" not in names


def test_a_job_whose_file_the_store_never_takes_lets_others_pass_and_is_given_up(database, now):
    stuck, other = put(database, now), put(database, now + timedelta(seconds=1))
    with database.writing() as session:
        assert take_next(session, now=now).id == stuck
        postpone(session, stuck, now=now)
        assert take_next(session, now=now + timedelta(seconds=1)).id == other
        end(session, other, JobState.DONE, Note(), now=now)
        rounds, at = 1, now
        while session.get_one(JobRecord, stuck).state == JobState.WAITING:
            at += timedelta(minutes=16)
            assert take_next(session, now=at).id == stuck
            postpone(session, stuck, now=at)
            rounds += 1
            assert rounds < 99
    assert timedelta(hours=2) < at - now < timedelta(hours=12)
    job = seen(database, stuck)
    assert job.state is JobState.FAILED
    assert job.note.sentence


@on_sqlite
def test_a_job_that_waits_for_the_store_is_stopped_without_waiting(database, now):
    job_id = put(database, now)
    with database.writing() as session:
        take_next(session, now=now)
        cancel(session, job_id, now=now)
        postpone(session, job_id, now=now)
        assert is_any_due(session, now=now)


@on_sqlite
def test_a_worker_without_work_asks_for_no_turn_to_write(database, url, tmp_path):
    impatient = Database(url, seconds_to_wait=0.01)
    with database.connection():
        assert not Worker(impatient, FileStore(tmp_path), tmp_path, KINDS).work_once()
    impatient.dispose()
