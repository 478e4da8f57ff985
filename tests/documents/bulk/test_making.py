"""What is written down of a bulk is true of its files, however it is stopped."""

import errno
import fcntl
import json
import os
from dataclasses import replace
from threading import Event

import pytest

from documents.bulk import making
from documents.bulk.growing_zip import Entry
from documents.bulk.hands import Batch, Fault
from documents.bulk.making import (
    AtWork,
    Progress,
    _Run,
    _threads,
    faults_file,
    faults_of,
    make_all,
    progress_in,
    zip_file,
)
from documents.bulk.order import Order, Shape
from documents.bulk.rows import Row, Source

ORDER = Order(form="milepaelsplan", shape=Shape.JSON)
NO_ROWS = Source(shape=Shape.JSON, rows=iter(()), length=0)
KEY = "a"


class Stop(Exception):
    pass


def up_to(number):
    return Row(number=number, data=b"", end=number)


def made_of(*numbers):
    made = (Entry(name=f"{number}.docx", content=b"x" * 99, checksum=1) for number in numbers)
    return Batch(made=tuple(made), faults=())


def faults_in(*numbers):
    return Batch(made=(), faults=tuple(Fault(number=number, sentence="x") for number in numbers))


def begun(folder):
    return _Run(folder, KEY, progress_in(folder, KEY))


def killed(run):
    """What a run leaves behind that nobody could end."""
    run._opened.close()


def make(folder):
    return make_all(NO_ROWS, ORDER, folder, key=KEY, cores=1, tell=lambda *_: True)


def test_rows_of_no_document_are_told_though_a_bulk_was_stopped_twice(tmp_path):
    run = begun(tmp_path)
    run.keep(made_of(1), up_to(1))
    run.keep(faults_in(2), up_to(2))  # so soon after that it is not written down
    killed(run)
    with begun(tmp_path) as run:
        run.keep(made_of(2), up_to(2))
        run.keep(faults_in(3), up_to(3))
        run.keep(faults_in(4), up_to(4))
    with begun(tmp_path) as run:
        run.finish()
    with faults_file(tmp_path).open("rb") as lines:
        assert [fault.number for fault in faults_of(lines)] == [3, 4]


def failing_once(monkeypatch, at):
    """A disk that tells one time, as Linux does, that what was written did not reach it."""
    flush, told = os.fsync, []

    def fsync(file):
        told.append(file)
        if len(told) == at:
            raise OSError(errno.EIO, "lost")
        flush(file)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_what_once_failed_to_reach_the_disk_is_not_written_down(tmp_path, monkeypatch, at):
    run = begun(tmp_path)
    failing_once(monkeypatch, at)
    with pytest.raises(OSError, match="lost"), run:
        run.keep(made_of(1), up_to(1))
    assert progress_in(tmp_path, KEY) == Progress()


def test_nor_where_that_is_told_when_the_file_is_made_whole(tmp_path, monkeypatch):
    run = begun(tmp_path)
    run.keep(made_of(1), up_to(1))
    run.keep(made_of(2), up_to(2))
    failing_once(monkeypatch, 1)
    with pytest.raises(OSError, match="lost"), run:
        run.finish()
    assert progress_in(tmp_path, KEY).row == 1


def test_what_stopped_a_bulk_is_told_and_not_what_failed_after_it(tmp_path, monkeypatch):
    run = begun(tmp_path)
    run.keep(made_of(1), up_to(1))
    failing_once(monkeypatch, 1)
    run.keep(made_of(2), up_to(2))
    with pytest.raises(Stop), run:
        raise Stop
    assert progress_in(tmp_path, KEY).row == 1


def test_all_files_are_closed_though_nothing_more_can_be_written_down(tmp_path, monkeypatch):
    run = begun(tmp_path)
    run.keep(made_of(1), up_to(1))
    run.keep(made_of(2), up_to(2))
    failing_once(monkeypatch, 1)
    with pytest.raises(OSError, match="lost"), run:
        pass
    assert [file.closed for file in (run._zip._body, run._zip._register, run._faults)] == [True] * 3


@pytest.mark.parametrize("name", ["body", "register", "faults.jsonl"])
@pytest.mark.parametrize("lacks", ["its end", "everything"])
def test_where_a_file_is_shorter_than_was_written_down_all_is_made_anew(tmp_path, name, lacks):
    with begun(tmp_path) as run:
        run.keep(made_of(1), up_to(1))
        run.keep(faults_in(2), up_to(2))
    assert progress_in(tmp_path, KEY).row == 2
    file = tmp_path / name
    os.truncate(file, file.stat().st_size - 1) if lacks == "its end" else file.unlink()
    assert progress_in(tmp_path, KEY) == Progress()


def test_what_was_written_down_of_other_work_is_gone_before_its_files_are_written_in(tmp_path):
    with begun(tmp_path) as run:
        run.keep(made_of(1), up_to(1))
    killed(_Run(tmp_path, "b", progress_in(tmp_path, "b")))
    zip_file(tmp_path).write_bytes(b"of b" * 1_000)
    (tmp_path / "register").write_bytes(b"of b" * 1_000)
    assert progress_in(tmp_path, KEY) == Progress()


@pytest.mark.parametrize(
    "change",
    [
        {"rows": 1},
        {"made": "1"},
        {"row": True},
        {"grown": {}},
        {"grown": {"body": 0, "register": 0, "entries": 0.5}},
        {"grown": []},
        {"key": None},
    ],
    ids=str,
)
def test_what_another_version_wrote_down_is_begun_anew(tmp_path, change):
    with begun(tmp_path) as run:
        run.keep(made_of(1), up_to(1))
    assert progress_in(tmp_path, KEY).row == 1
    state = tmp_path / "state.json"
    state.write_text(json.dumps(json.loads(state.read_text()) | change))
    assert progress_in(tmp_path, KEY) == Progress()


@pytest.mark.parametrize("told", ["[]", "1", "null", '{"key": "a"}', '{"grown": {}}', "{"])
def test_what_is_no_progress_is_begun_anew(tmp_path, told):
    (tmp_path / "state.json").write_text(told)
    assert progress_in(tmp_path, KEY) == Progress()


def test_what_is_written_down_has_its_name_on_the_disk_too(tmp_path, monkeypatch):
    flushed, flush = [], os.fsync

    def note(file):
        state = tmp_path / "state.json"
        flushed.append((os.readlink(f"/proc/self/fd/{file}"), state.exists()))
        flush(file)

    run = begun(tmp_path)
    monkeypatch.setattr(os, "fsync", note)
    run.keep(made_of(1), up_to(1))
    killed(run)
    assert flushed[-1] == (str(tmp_path), True)
    assert (str(tmp_path / "state.json.new"), False) in flushed


def test_a_folder_where_another_is_at_work_is_left_as_it_is(tmp_path):
    with begun(tmp_path) as run:
        run.keep(made_of(1), up_to(1))
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        with pytest.raises(AtWork):
            make(tmp_path)
    assert progress_in(tmp_path, KEY).row == 1


def test_how_far_a_bulk_has_come_is_asked_when_nobody_else_goes_on_with_it(tmp_path, monkeypatch):
    with begun(tmp_path) as run:
        run.keep(made_of(1), up_to(1))
    hold = fcntl.flock

    def hold_when_another_has_ended(lock, how):
        told = {**json.loads((tmp_path / "state.json").read_text()), "made": 7, "is_finished": True}
        (tmp_path / "state.json").write_text(json.dumps(told))
        hold(lock, how)

    monkeypatch.setattr(making.fcntl, "flock", hold_when_another_has_ended)
    assert make(tmp_path) == replace(run.progress, made=7, is_finished=True)


def test_what_no_thread_has_begun_when_a_bulk_is_stopped_is_never_begun():
    has_begun, is_stopped = Event(), Event()
    others = []

    def first():
        has_begun.set()
        is_stopped.wait(0.2)

    def stopped():
        with _threads(1) as pool:
            pool.submit(first)
            others.extend(pool.submit(int) for _ in range(3))
            others[-1].add_done_callback(lambda _: is_stopped.set())
            has_begun.wait(10)
            raise Stop

    with pytest.raises(Stop):
        stopped()
    assert [other.cancelled() for other in others] == [True] * 3
