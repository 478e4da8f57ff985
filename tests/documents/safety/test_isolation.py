"""A task that misbehaves costs its own answer and nothing else."""

import gc
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from documents.reader.labels import label_book
from documents.safety import isolation, zygote
from documents.safety.isolation import Isolation, IsolationBusy, IsolationFailed, run_isolated
from documents.safety.verdict import Verdict
from documents.safety.wire import LONGEST_BODY
from documents.safety.zygote import Ready
from forms.late import _ALL, late
from forms.registry import all_forms, form_of
from tests.documents.safety import misbehaving

PLACE = misbehaving.__name__
NAMES = tuple(
    f"{PLACE}.{name}"
    for name, thing in vars(misbehaving).items()
    if callable(thing) and getattr(thing, "__module__", "") == PLACE
)
PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def isolated() -> Iterator[Isolation]:
    runner = Isolation((*NAMES, f"{PLACE}.missing"), patience=120)
    yield runner
    runner.close()


def _run(runner: Isolation, name: str, payload: bytes = b"", **options: str) -> bytes:
    return runner.run(f"{PLACE}.{name}", payload, options=options)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _wait_until_gone(pid: int) -> bool:
    for _try in range(600):
        if not _is_alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_bytes_go_in_and_bytes_come_out(isolated: Isolation) -> None:
    payload = os.urandom(3_000_000)

    assert _run(isolated, "echo", payload, end="!") == payload + b"!"
    assert _run(isolated, "echo") == b""


def test_each_task_has_a_process_of_its_own(isolated: Isolation) -> None:
    pids = {int(_run(isolated, "tell_pid")) for _time in range(3)}

    assert len(pids) == 3
    assert os.getpid() not in pids
    assert all(_wait_until_gone(pid) for pid in pids)


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        ("eat_memory", Verdict.TOO_COMPLEX),
        ("recurse", Verdict.TOO_COMPLEX),
        ("crash", Verdict.TOO_COMPLEX),
        ("return_too_much", Verdict.TOO_COMPLEX),
        ("stumble", Verdict.DAMAGED),
        ("parse", Verdict.UNSAFE_CONTENT),
    ],
)
def test_a_task_that_fails_is_told_by_a_code(
    isolated: Isolation, task: str, verdict: Verdict
) -> None:
    with pytest.raises(IsolationFailed) as failed:
        _run(isolated, task, b"<!DOCTYPE hemmelig><a/>")

    assert failed.value.verdict is verdict
    assert "hemmelig" not in str(failed.value)
    assert _run(isolated, "echo", b"still here") == b"still here"


@pytest.mark.parametrize("task", ["sleep", "spin"])
def test_a_task_that_does_not_end_is_ended(isolated: Isolation, task: str, tmp_path: Path) -> None:
    with pytest.raises(IsolationFailed) as failed:
        isolated.run(f"{PLACE}.{task}", b"", options={}, seconds=0.2)

    assert failed.value.verdict is Verdict.TIMEOUT
    assert _run(isolated, "echo", b"still here") == b"still here"


def test_no_file_can_be_written(isolated: Isolation, tmp_path: Path) -> None:
    target = tmp_path / "file"

    with pytest.raises(IsolationFailed):
        _run(isolated, "write_file", b"x", file=str(target))

    assert not target.exists() or target.read_bytes() == b""


@pytest.mark.parametrize("make_ready", [Isolation.close, Isolation.warm])
def test_no_one_can_be_called(isolated: Isolation, make_ready: Callable[[Isolation], None]) -> None:
    make_ready(isolated)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        if not _can_leave_network():
            pytest.skip("the system lets nobody leave its network")
        with pytest.raises(IsolationFailed):
            _run(isolated, "call_out", port=port)


def _can_leave_network() -> bool:
    code = "import ctypes,sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_key_of_ours_is_inherited(isolated: Isolation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")
    isolated.close()

    assert b"SECRET_KEY" not in _run(isolated, "tell_environment")


def test_only_named_tasks_run(isolated: Isolation) -> None:
    with pytest.raises(LookupError):
        isolated.run("os.system", b"true", options={})
    with pytest.raises(LookupError):
        run_isolated(f"{PLACE}.echo", b"", options={})


def test_a_task_that_cannot_be_imported_is_our_mistake_and_no_verdict(
    isolated: Isolation,
) -> None:
    with pytest.raises(LookupError):
        _run(isolated, "missing")


def test_several_threads_get_each_their_answer(isolated: Isolation) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: _run(isolated, "echo", b"%d" % n), range(24)))

    assert answers == [b"%d" % n for n in range(24)]


def test_beyond_its_places_it_is_busy(tmp_path: Path) -> None:
    runner = Isolation(NAMES, at_once=1, patience=0.05)
    note = tmp_path / "note"
    sleeper = threading.Thread(target=_sleep_until_closed, args=(runner, note))
    sleeper.start()
    try:
        assert _wait_for_place_taken(runner)
        with pytest.raises(IsolationBusy):
            _run(runner, "echo")
    finally:
        _wait_for_child(runner)
        runner.close()
        sleeper.join()
    assert _run(runner, "echo", b"free") == b"free"
    runner.close()


def _sleep_until_closed(runner: Isolation, note: Path) -> None:
    with pytest.raises(IsolationFailed):
        runner.run(f"{PLACE}.sleep", b"", options={}, seconds=60)


def _wait_for_place_taken(runner: Isolation) -> bool:
    for _try in range(600):
        if runner._places._value == 0:
            return True
        time.sleep(0.05)
    return False


def _wait_for_child(runner: Isolation) -> None:
    for _try in range(600):
        process = runner._process
        if process is not None and _children_of(process.pid):
            return
        time.sleep(0.05)


def _children_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return ""


def test_a_lost_process_is_replaced(isolated: Isolation) -> None:
    _run(isolated, "echo")
    assert isolated._process is not None
    isolated._process.kill()
    isolated._process.wait()

    assert _run(isolated, "echo", b"again") == b"again"


def test_closing_leaves_no_process(isolated: Isolation) -> None:
    _run(isolated, "echo")
    assert isolated._process is not None
    pid = isolated._process.pid

    isolated.close()

    assert not _is_alive(pid)


def test_a_process_that_ends_takes_its_own_along() -> None:
    code = (
        "import os; from documents.safety import isolation as i; i.warm_isolation();"
        "print(i._ISOLATION._process.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert _wait_until_gone(int(done.stdout))


def test_a_fork_starts_a_process_of_its_own(isolated: Isolation) -> None:
    _run(isolated, "echo")
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            status = int(isolated._process is not None or _run(isolated, "echo", b"a") != b"a")
            isolated.close()
        finally:
            os._exit(status)
    _pid, status = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert _run(isolated, "echo", b"parent") == b"parent"


def test_the_child_cannot_talk_its_own_file_in() -> None:
    assert isolation._verdict_of("ok") is Verdict.DAMAGED
    assert isolation._verdict_of("ok_warning:external") is Verdict.DAMAGED
    assert isolation._verdict_of("whatever") is Verdict.DAMAGED
    assert isolation._verdict_of("timeout") is Verdict.TIMEOUT


def test_answers_larger_than_any_reading_are_not_taken() -> None:
    assert LONGEST_BODY < 200 * 1024 * 1024


def test_what_every_reading_asks_for_is_ready_before_the_second_one() -> None:
    label_book.cache_clear()
    ready = Ready(("documents.reader.isolated.read_task",))
    try:
        ready.load(0)
        assert [*ready.tasks] == ["documents.reader.isolated.read_task"]
        assert label_book.cache_info().currsize == 0
        ready.load(0)
        assert label_book.cache_info().currsize == len(all_forms())
    finally:
        gc.unfreeze()


def test_no_process_that_reads_a_file_has_to_load_forms_or_to_compile_patterns() -> None:
    form_of.cache_clear()
    all_forms.cache_clear()
    pattern = late("[a-z]")
    ready = Ready(("documents.reader.isolated.read_task",))
    try:
        ready.load(0)
        assert [form_of.cache_info().currsize, pattern._compiled] == [0, None]
        ready.load(0)
        assert form_of.cache_info().currsize == len(all_forms())
        assert isinstance(pattern._compiled, re.Pattern)
    finally:
        gc.unfreeze()
        _ALL.remove(pattern)


def test_where_only_root_could_read_our_code_all_of_it_is_loaded_before_the_first_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zygote, "is_read_by_nobody", lambda _: False)
    label_book.cache_clear()
    ready = Ready(("documents.reader.isolated.read_task",))
    try:
        ready.load(0)
        assert label_book.cache_info().currsize == len(all_forms())
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(
    ("is_own", "folder_mode", "mode", "is_read"),
    [
        (True, 0o700, 0o600, True),
        (False, 0o755, 0o644, True),
        (False, 0o700, 0o644, False),
        (False, 0o755, 0o640, False),
    ],
)
def test_code_is_read_by_nobody_where_it_is_ones_own_or_open_to_everybody(
    monkeypatch: pytest.MonkeyPatch, *, is_own: bool, folder_mode: int, mode: int, is_read: bool
) -> None:
    with TemporaryDirectory(dir="/tmp") as folder:
        file = Path(folder, "code.py")
        file.touch()
        file.chmod(mode)
        Path(folder).chmod(folder_mode)
        owner = file.stat().st_uid
        monkeypatch.setattr(zygote.os, "geteuid", lambda: owner if is_own else owner + 1)
        assert zygote.is_read_by_nobody([str(file)]) is is_read


def test_tasks_are_loaded_when_they_are_asked_for_or_all_of_them_beforehand() -> None:
    traces = "documents.traces.finding_traces"
    runner = Isolation((f"{PLACE}.tell_modules", f"{traces}.traces_task"), patience=120)
    try:
        assert traces not in _run(runner, "tell_modules").decode().split()
        runner.warm()
        loaded = _run(runner, "tell_modules").decode().split()
        assert {traces, "documents.traces.pdf"} <= set(loaded)
    finally:
        runner.close()
