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
from documents.safety.wire import Message, WireBroken, WireLate, receive_message, send_message

_START_SECONDS = 90.0
_END_SECONDS = 10.0
_GREETING = 4
_PROJECT = Path(__file__).resolve().parents[2]


class TemplateUnfit(Exception):
    """The template given does not fit the form; the message says how."""


class Foreman:
    """Started when the first hand is asked for, and again when it was lost."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def hire(self) -> tuple[socket.socket, int]:
        """A wire to a process that makes documents, and the handle to kill it by.

        Raises TemplateUnfit, and WireBroken or WireLate where no process could be started.
        """
        with suppress(OSError, WireBroken):
            return self._forked()
        self.close()  # lost since it was last asked: another is started, once
        try:
            return self._forked()
        except OSError as error:
            raise WireBroken("no process could be started") from error

    def close(self) -> None:
        """End the process; those forked from it end with their wires."""
        with self._lock:
            if self._control is not None:
                self._control.close()
            if self._process is not None:
                try:
                    self._process.wait(_END_SECONDS)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
            self._control = self._process = None

    def _forked(self) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                socket.send_fds(self._ready(), [b"+"], [theirs.fileno()])
            return ours, os.pidfd_open(_greeting(ours))
        except BaseException:
            ours.close()
            raise

    def _ready(self) -> socket.socket:
        if self._control is not None:
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _started(theirs.fileno())
        self._control, order = ours, self.order
        head = {
            "form": order.form,
            "shape": order.shape.value,
            "seconds": str(order.seconds_of_row),
        }
        deadline = time.monotonic() + _START_SECONDS
        send_message(ours, Message(head=head, body=order.template), deadline=deadline)
        answer = receive_message(ours, deadline=deadline)
        if "template" in answer.head:
            self.close()
            raise TemplateUnfit(answer.head["template"])
        return ours


def kill(handle: int) -> None:
    """End the process of a handle, however busy it is, and let go of the handle."""
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    os.close(handle)


def _greeting(wire: socket.socket) -> int:
    """The process id that a process begins with."""
    wire.settimeout(_START_SECONDS)
    try:
        told = wire.recv(_GREETING, socket.MSG_WAITALL)
    except TimeoutError as error:
        raise WireLate from error
    if len(told) < _GREETING:
        raise WireBroken("no greeting")
    return int.from_bytes(told, "big")


def _started(control: int) -> "subprocess.Popen[bytes]":
    """The module with our code and nothing else of ours: no keys, no address of a database."""
    environment = {"PYTHONPATH": str(_PROJECT), "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "documents.bulk.worker", str(control)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[control],
        env=environment,
        cwd="/",
    )
