"""Running our own functions on untrusted bytes in a process that may be lost.

A function is named, never sent; what comes back is bytes, never objects. A child that hangs,
crashes or grows takes nothing with it but its own answer.
"""

import atexit
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from documents.safety.verdict import Verdict
from documents.safety.wire import (
    EVERY_TASK,
    Message,
    WireBroken,
    WireLate,
    receive_message,
    receive_process,
    send_message,
)

TASKS = (
    "documents.safety.guard.inspect_task",
    "documents.safety.bundle.unbundle_task",
    "documents.safety.cleaned.clean_task",
    "documents.reader.isolated.read_task",
    "documents.reader.workbook.workbook_task",
    "documents.reader.scan_pictures.pictures_task",
    "documents.reader.scan_pictures.read_words_task",
    "documents.reader.margin.notes_task",
    "documents.reader.shown.show_task",
    "documents.uploaded_pages.extent_task",
    "documents.uploaded_pages.estimate_task",
    "documents.passport.passport_task",
    "documents.made_from.made_from_task",
    "documents.traces.finding_traces.traces_task",
    "documents.traces.nameless.nameless_task",
    "documents.made_from.fingerprint_task",
    "documents.annotating.annotate_task",
    "documents.annotating.annotate_pdf_task",
    "documents.template_proof.isolated.prove_task",
    "documents.template_proof.isolated.try_task",
)
SECONDS = 20.0
_AT_ONCE = 4
_PATIENCE = 5.0
_START_SECONDS = 90.0
_LOST = "process lost"
_PROJECT = Path(__file__).resolve().parents[2]
_LOG = logging.getLogger(__name__)


class IsolationFailed(Exception):
    """The task gave no result; `verdict` is what the person is told, `where` is for the log."""

    def __init__(self, verdict: Verdict, where: str = "") -> None:
        super().__init__(f"{verdict.value} {where}".strip())
        self.verdict = verdict
        self.where = where

    @property
    def is_lost(self) -> bool:
        """Whether the process ended without an answer, as one that the file aborted."""
        return self.where == _LOST


class IsolationBusy(Exception):
    """All places are taken, or no process could be started: try again in a moment (503)."""


class Isolation:
    """A bounded number of isolated tasks at a time, out of one process that stands ready.

    Safe to use from several threads; a fork of the process begins anew by itself.
    """

    def __init__(
        self, tasks: tuple[str, ...], *, at_once: int = _AT_ONCE, patience: float = _PATIENCE
    ) -> None:
        self._tasks = tasks
        self._patience = patience
        self._at_once = at_once
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._begin()
        os.register_at_fork(after_in_child=self._begin)
        atexit.register(self.close)

    def run(
        self, task: str, payload: bytes, *, options: Mapping[str, str], seconds: float = SECONDS
    ) -> bytes:
        """What `task(payload, options)` returned; raises IsolationFailed or IsolationBusy."""
        if task not in self._tasks:
            raise LookupError(f"{task} is no task that runs isolated")
        with self._place():
            head = {**options, "task": task, "seconds": str(seconds)}
            with self._child(task) as wire:
                deadline = time.monotonic() + seconds
                return _exchange(wire, Message(head=head, body=payload), deadline)

    def warm(self) -> None:
        """Start the process that stands ready with every task, so that none need wait for it."""
        with self._lock:
            process = self._ensure_process()
            with contextlib.suppress(OSError):  # a later task finds it gone, and starts another
                process.send(EVERY_TASK)

    def close(self) -> None:
        """End the process that stands ready and with it every child; a later task starts anew."""
        with self._lock:
            self._drop_process()

    def _begin(self) -> None:
        """Without a process: at first, and in a fork, where the parent's is not ours to use."""
        if self._control is not None:
            self._control.close()
        self._control = None
        self._process = None
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(self._at_once)

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self._patience):
            raise IsolationBusy("all places are taken")
        try:
            yield
        finally:
            self._places.release()

    @contextlib.contextmanager
    def _child(self, task: str) -> Iterator[socket.socket]:
        wire, handle = self._open_child(bytes([self._tasks.index(task)]))
        try:
            yield wire
        finally:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, signal.SIGKILL)
            os.close(handle)
            wire.close()

    def _open_child(self, order: bytes) -> tuple[socket.socket, int]:
        """A connected child and the handle to kill it by; a lost process is replaced once."""
        for _attempt in range(2):
            wire = self._connect(order)
            try:
                deadline = time.monotonic() + _START_SECONDS
                return wire, os.pidfd_open(receive_process(wire, deadline=deadline))
            except (WireBroken, ProcessLookupError):
                wire.close()
                self.close()
            except WireLate as late:
                wire.close()
                raise IsolationBusy("no process became ready in time") from late
        raise IsolationBusy("no process could be started")

    def _connect(self, order: bytes) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                socket.send_fds(self._ensure_process(), [order], [theirs.fileno()])
            except OSError:
                self._drop_process()
        return ours

    def _ensure_process(self) -> socket.socket:
        if self._control is not None and self._process is not None:
            if self._process.poll() is None:
                return self._control
            self._drop_process()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = _start_process(theirs.fileno(), self._tasks)
        self._control = ours
        return ours

    def _drop_process(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = None
        self._process = None


def run_isolated(
    task: str, payload: bytes, *, options: Mapping[str, str], seconds: float = SECONDS
) -> bytes:
    """What the task named in TASKS makes of the payload, in a process of its own.

    At most 1 GiB and `seconds` (wall time). Raises IsolationFailed with a verdict, IsolationBusy
    when all places are taken, and LookupError for a name that is no task.
    """
    return _ISOLATION.run(task, payload, options=options, seconds=seconds)


def warm_isolation() -> None:
    """Make the first upload as quick as the next: for whoever has many files read."""
    _ISOLATION.warm()


def _start_process(control: int, tasks: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    """The module with our code and nothing else of ours: no keys, no address of a database."""
    environment = {"PYTHONPATH": str(_PROJECT), "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "documents.safety.zygote", str(control), *tasks],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[control],
        env=environment,
        cwd="/",
    )


def _exchange(wire: socket.socket, request: Message, deadline: float) -> bytes:
    task = request.head["task"]
    try:
        send_message(wire, request, deadline=deadline)
        answer = receive_message(wire, deadline=deadline)
    except WireLate as error:
        raise _failed(task, Verdict.TIMEOUT, "out of time") from error
    except WireBroken as error:
        raise _failed(task, Verdict.TOO_COMPLEX, _LOST) from error
    return _result_of(task, answer)


def _result_of(task: str, answer: Message) -> bytes:
    outcome = answer.head.get("outcome")
    if outcome == "done":
        return answer.body
    if outcome == "unknown_task":
        raise LookupError(f"{task} cannot be imported by the isolated process")
    where = answer.head.get("where", "")[:200]
    raise _failed(task, _verdict_of(answer.head.get("verdict", "")), where)


def _verdict_of(code: str) -> Verdict:
    """Only a refusal is believed: the child cannot talk its own file in."""
    refusals = {verdict.value: verdict for verdict in Verdict if not verdict.is_accepted}
    return refusals.get(code, Verdict.DAMAGED)


def _failed(task: str, verdict: Verdict, where: str) -> IsolationFailed:
    # Where it stood may be named by whoever made the file.
    _LOG.warning("isolated %s: %s", task, verdict.value)
    return IsolationFailed(verdict, where)


_ISOLATION = Isolation(TASKS)
