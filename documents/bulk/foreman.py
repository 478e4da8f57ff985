"""The process that has loaded our code and one template, and is forked for each hand."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from documents.bulk.order import Order
from documents.safety.wire import (
    Message,
    WireBroken,
    WireLate,
    receive_message,
    receive_process,
    send_message,
)

_START_SECONDS = 90.0
_END_SECONDS = 10.0
_KEEPS_MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(64 * 2**20),
    "MALLOC_TOP_PAD_": str(2**20),
}
"""Room for a batch is kept for the next: given back, it would be faulted in anew, page by page.

The threads of a process share it: each would set apart for itself 64 MB that a row may need.
"""

_START = """
import gc, os, sys
gc.disable()
from documents.bulk.worker import main
main(sys.argv[1:])
os._exit(0)
"""
"""What is loaded stays to the end: it is never looked through for what might go, nor taken down."""

_PROJECT = Path(__file__).resolve().parents[2]


class TemplateUnfit(Exception):
    """The template given does not fit the form; the message says how."""


class NotStarted(Exception):
    """No process could be made ready; no row is at fault, and none is to be told so."""


class Foreman:
    """Started when the first hand is asked for, and again when it was lost."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._refusal: TemplateUnfit | NotStarted | None = None

    def hire(self) -> tuple[socket.socket, int]:
        """A wire to a process that makes documents, and the handle to kill it by.

        Raises TemplateUnfit, and NotStarted where no process could be started; the same at once
        whenever it is asked again.
        """
        with suppress(OSError, WireBroken, WireLate):
            return self._forked()
        try:  # it was lost, or hung, since it was last asked: another is started, once
            return self._forked()
        except (OSError, WireBroken, WireLate) as error:
            self._refusal = NotStarted("no process could be started")
            raise self._refusal from error

    def close(self) -> None:
        """End the process; those forked from it end with their wires."""
        with self._lock:
            if self._control is not None:
                self._control.close()
            if self._process is not None:
                _waited_for(self._process)
            self._control = self._process = None

    def _forked(self) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair()
        asked = None
        try:
            with theirs, self._lock:
                control = self._ready()
                asked = self._process
                socket.send_fds(control, [b"+"], [theirs.fileno()])
            deadline = time.monotonic() + _START_SECONDS
            return ours, os.pidfd_open(receive_process(ours, deadline=deadline))
        except BaseException:
            ours.close()
            self._forget(asked)
            raise

    def _forget(self, asked: "subprocess.Popen[bytes] | None") -> None:
        """End a process that did not answer, unless another has taken its place by now."""
        with self._lock:
            if asked is not None and asked is self._process:
                asked.kill()
                self.close()

    def _ready(self) -> socket.socket:
        """The wire to a process that has loaded everything."""
        if self._refusal is not None:
            raise self._refusal
        if self._control is not None:
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            process = _started(theirs.fileno())
        try:
            self._told(ours)
        except BaseException as error:
            ours.close()
            process.kill()
            process.wait()
            if isinstance(error, WireLate):  # it would be as long in loading the next time
                self._refusal = NotStarted("the process was not ready in time")
                raise self._refusal from error
            raise
        self._process, self._control = process, ours
        return ours

    def _told(self, wire: socket.socket) -> None:
        """Give the order, and wait until everything is loaded."""
        order = self.order
        head = {
            "form": order.form,
            "shape": order.shape.value,
            "seconds": str(order.seconds_of_row),
        }
        deadline = time.monotonic() + _START_SECONDS
        send_message(wire, Message(head=head, body=order.template), deadline=deadline)
        answer = receive_message(wire, deadline=deadline)
        if "template" in answer.head:
            self._refusal = TemplateUnfit(answer.head["template"])
            raise self._refusal


def _libraries() -> list[str]:
    """Where libraries are installed, for a Python that does not look for them itself."""
    return [each for each in sys.path if each.endswith("-packages")]


def kill(handle: int) -> None:
    """End the process of a handle, however busy it is, and let go of the handle."""
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    os.close(handle)


def _waited_for(process: "subprocess.Popen[bytes]") -> None:
    """Let a process end by itself, and kill it when it does not."""
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _started(control: int) -> "subprocess.Popen[bytes]":
    """The module with our code and nothing else of ours: no keys, no address of a database."""
    environment = {
        "PYTHONPATH": os.pathsep.join((str(_PROJECT), *_libraries())),
        "LC_ALL": "C.UTF-8",
        "PATH": os.defpath,
        **_KEEPS_MEMORY,
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-S", "-c", _START, str(control)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[control],
        env=environment,
        cwd="/",
    )
