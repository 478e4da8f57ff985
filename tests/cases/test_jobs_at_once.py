"""Two who want the same job at once, and a worker that goes on whatever happens."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from cases import job_worker
from cases.actions.see_jobs import cancel_job
from cases.database import Database
from cases.errors import JobNotFound
from cases.file_store import FileStore
from cases.job_files import forget_jobs_of
from cases.job_worker import Made, Worker
from cases.jobs import (
    KEPT,
    LEASE,
    JobState,
    Note,
    cancel,
    end,
    end_stopped,
    job_of,
    old_jobs,
    put_down,
    take_next,
)
from cases.models import JobRecord
from tests.cases.postgres import until_waiting
from tests.patience import PATIENCE

on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def on_postgresql(test):
    """Where two write at once at all."""
    among = pytest.mark.parametrize("url", ["postgresql"], indirect=True)
    return pytest.mark.postgresql(among(test))


@pytest.fixture
def impatient(url, database):
    """The same database for somebody who is refused at once where another holds what they want."""
    made = Database(url, seconds_to_wait=0.01)
    yield made
    made.dispose()


def put(database, now, draft_id=None):
    with database.writing() as session:
        return put_down(session, kind="x", title="x", order={}, now=now, draft_id=draft_id)


@on_postgresql
def test_a_job_that_is_taken_just_now_is_taken_by_nobody_else(database, impatient, now):
    first, second = put(database, now), put(database, now + timedelta(seconds=1))
    with database.writing() as session, impatient.writing() as other:
        assert take_next(session, now=now).id == first
        assert take_next(other, now=now).id == second
        assert take_next(other, now=now) is None


@on_postgresql
def test_a_job_that_is_deleted_just_now_is_not_begun(database, impatient, now):
    put(database, now, "kladde")
    with database.writing() as session:
        forget_jobs_of(session, ["kladde"])
        with impatient.writing() as other:
            assert take_next(other, now=now) is None


@on_postgresql
def test_a_job_that_is_to_stop_and_is_deleted_just_now_is_not_ended(database, impatient, now):
    job_id = put(database, now, "kladde")
    with database.writing() as session:
        take_next(session, now=now)
        cancel(session, job_id, now=now)
    with database.writing() as session:
        forget_jobs_of(session, ["kladde"])
        with impatient.writing() as other:
            assert end_stopped(other, now=now + 2 * LEASE) == frozenset()


@on_postgresql
def test_an_old_job_that_is_deleted_just_now_is_not_swept(database, impatient, now):
    job_id = put(database, now, "kladde")
    with database.writing() as session:
        cancel(session, job_id, now=now)
    later = now + 2 * KEPT
    with database.writing() as session:
        forget_jobs_of(session, ["kladde"])
        with impatient.writing() as other:
            assert old_jobs(other, now=later) == frozenset()
    with database.writing() as session:
        assert old_jobs(session, now=later) == frozenset()


@on_postgresql
def test_who_stops_a_job_that_is_deleted_just_now_does_not_find_it(database, folder, now):
    job_id = put(database, now, "kladde")
    held = frozenset({job_id})
    with ThreadPoolExecutor() as others:
        with database.writing() as session:
            forget_jobs_of(session, ["kladde"])
            stopping = others.submit(cancel_job, database, folder, held, job_id, now=now)
            until_waiting(database, stopping)
        with pytest.raises(JobNotFound):
            stopping.result()


@on_postgresql
def test_a_job_that_ended_since_it_was_seen_is_not_stopped(database, now):
    job_id = put(database, now)
    with database.writing() as session:
        seen = session.get_one(JobRecord, job_id)
        with database.writing() as other:
            take_next(other, now=now)
            end(other, job_id, JobState.DONE, Note(), now=now)
        assert seen.state == JobState.WAITING
        assert not cancel(session, job_id, now=now)
    with database.reading() as session:
        assert job_of(session, job_id, frozenset({job_id})).state is JobState.DONE


def test_what_is_given_up_lets_the_next_be_taken_in_the_same_turn(database, now):
    tried, second = put(database, now), put(database, now + timedelta(seconds=1))
    with database.writing() as session:
        session.get_one(JobRecord, tried).attempts = 9
    with database.writing() as session:
        assert take_next(session, now=now).id == second
    with database.reading() as session:
        assert job_of(session, tried, frozenset({tried})).state is JobState.FAILED


def worker_of(database, tmp_path, doing):
    return Worker(database, FileStore(tmp_path), tmp_path, {"x": doing})


@on_sqlite
def test_a_worker_goes_on_after_what_nobody_foresaw_and_tells_none_of_its_words(
    database, tmp_path, monkeypatch, caplog
):
    goes_on, asked = threading.Event(), []

    def work_once():
        asked.append(len(asked))
        if len(asked) == 1:
            raise ZeroDivisionError("noget, nogen skrev")
        goes_on.set()
        return False

    worker = worker_of(database, tmp_path, lambda work: Made(note=Note()))
    monkeypatch.setattr(worker, "work_once", work_once)
    monkeypatch.setattr(job_worker, "_DOWN_SECONDS", 0.0)
    worker.start()
    try:
        while worker._thread.is_alive() and not goes_on.wait(0.01):
            pass
        assert goes_on.is_set()
    finally:
        worker.stop()
    assert "ZeroDivisionError" in caplog.text
    assert "nogen skrev" not in caplog.text


@on_sqlite
def test_nobody_waits_for_what_a_worker_sweeps_when_it_begins(database, tmp_path, monkeypatch):
    swept_in = queue.Queue()
    worker = worker_of(database, tmp_path, lambda work: Made(note=Note()))
    monkeypatch.setattr(worker, "sweep", lambda: swept_in.put(threading.current_thread()))
    worker.start()
    try:
        assert swept_in.get(timeout=PATIENCE) is worker._thread
    finally:
        worker.stop()


@on_sqlite
def test_a_lease_is_renewed_after_what_nobody_foresaw(database, now, tmp_path, monkeypatch):
    renewed, tried = threading.Event(), []

    def lease_on(session, job_id, *, now):
        tried.append(job_id)
        if len(tried) == 1:
            raise ZeroDivisionError
        renewed.set()

    def work(_work):
        [lease] = [each for each in threading.enumerate() if each.name == "lease"]
        while lease.is_alive() and not renewed.wait(0.01):
            pass
        assert renewed.is_set()
        return Made(note=Note())

    monkeypatch.setattr(job_worker, "lease_on", lease_on)
    monkeypatch.setattr(job_worker, "LEASE", timedelta(milliseconds=3))
    job_id = put(database, now)
    assert worker_of(database, tmp_path, work).work_once()
    with database.reading() as session:
        assert job_of(session, job_id, frozenset({job_id})).state is JobState.DONE
    assert set(tried) == {job_id}
