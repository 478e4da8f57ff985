"""The processes that make documents of rows, one batch after another.

The first of them is started with the number of a socket, over which it is told what to make and is
then handed one connected socket for each fork of itself. They hold no secret, open no file but the
templates and are lost without harm.
"""

import gc
import json
import os
import resource
import signal
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread, stack_size
from types import FrameType
from typing import NoReturn

from isal import isal_zlib

from documents.bulk.order import Shape
from documents.bulk.parcels import TOO_SLOW, packed, unpacked
from documents.bulk.row_answers import answers_of_row
from documents.safety.wire import (
    Message,
    WireBroken,
    receive_message,
    receive_pieces,
    send_message,
    send_pieces,
)
from documents.template import Template, TemplateFault, compiled, template_of
from documents.writer import WriteFailed, write
from forms.grammar import FormDefinition
from forms.messages import N_
from forms.registry import form_of
from forms.typed import NotAnswers

_MEMORY = 1024 * 1024 * 1024
_STACK_OF_THREAD = 1024 * 1024
"""For those that only carry; the 8 MB they would have are taken from what a row may use."""

NOT_WRITTEN = N_("Svarene kan ikke skrives i dokumentet, som de står: %(paths)s.")
FAILED = N_("Dokumentet kunne ikke laves: %(reason)s.")


class _TooSlow(BaseException):
    """A row took longer than it may; no template can catch it."""


_Parcel = tuple[dict[str, str], list[bytes]]


class _Work:
    """What stays the same from batch to batch."""

    def __init__(self, head: Mapping[str, str], template: bytes) -> None:
        self._form = form_of(head["form"])
        self._shape = Shape(head["shape"])
        self._seconds = float(head["seconds"])
        self._template = _template(self._form, template)
        signal.signal(signal.SIGALRM, _stop)

    def batch(self, body: memoryview) -> _Parcel:
        """The documents of some rows as head and body, which begins with why others have none."""
        made, faults = [], []
        for number, data, _ in unpacked(body):
            try:
                document = self._made(data)
                made.append((number, document, isal_zlib.crc32(document)))
            except NotAnswers as error:
                faults.append((number, error.sentence, error.values))
            except WriteFailed as error:
                paths = ", ".join(map(str, error.paths[:10]))
                faults.append((number, NOT_WRITTEN, {"paths": paths}))
            except _TooSlow:
                faults.append((number, TOO_SLOW, {"seconds": f"{self._seconds:g}"}))
            except MemoryError:  # other rows have their part in it: each is made by itself then
                raise
            except Exception as error:  # noqa: BLE001 - whatever a template raises fails one row
                faults.append((number, FAILED, {"reason": type(error).__name__}))
        told = json.dumps(faults).encode()
        return {"faults": str(len(told))}, packed(told, made)

    def _made(self, data: bytes) -> bytes:
        signal.setitimer(signal.ITIMER_REAL, self._seconds)
        try:
            answers = answers_of_row(self._form, self._shape, data)
            return write(self._form, answers, self._template)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _template(form: FormDefinition, data: bytes) -> Template:
    return compiled(form, data) if data else template_of(form)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooSlow


def main(arguments: Sequence[str]) -> None:
    """Take the order, then fork for each socket handed over until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for what, limit in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(what, (limit, limit))
    with socket.socket(fileno=int(arguments[0])) as control:
        try:
            told = receive_message(control)
            try:
                work = _Work(told.head, told.body)
            except TemplateFault as error:
                send_message(control, Message(head={"template": str(error)[:1_000]}, body=b""))
                return
            send_message(control, Message(head={"ready": "1"}, body=b""))
        except WireBroken:
            return
        gc.freeze()
        gc.enable()
        _fork_for_all(control, work)
    _wait_for_all()


def _fork_for_all(control: socket.socket, work: _Work) -> None:
    while True:
        data, files, _flags, _address = socket.recv_fds(control, 1, 1)
        if not data:
            return
        if os.fork() == 0:
            control.close()
            _serve(files[0], work)
        for file in files:
            os.close(file)


def _serve(file: int, work: _Work) -> NoReturn:
    """Make batches until the socket is closed; the next comes and the last goes meanwhile."""
    try:
        wire = socket.socket(fileno=file)
        wire.sendall(os.getpid().to_bytes(4, "big"))
        rows: SimpleQueue[memoryview] = SimpleQueue()
        made: SimpleQueue[_Parcel] = SimpleQueue()
        stack_size(_STACK_OF_THREAD)
        for carry, queue in ((_fetch, rows), (_hand_over, made)):
            Thread(target=carry, args=(wire, queue), daemon=True).start()
        while True:
            made.put(work.batch(rows.get()))
    finally:
        os._exit(1)


def _fetch(wire: socket.socket, rows: "SimpleQueue[memoryview]") -> NoReturn:
    """Take in batches as they come; the other side sends no more than one ahead."""
    try:
        while True:
            rows.put(receive_pieces(wire)[1])
    except WireBroken:
        os._exit(0)
    finally:
        os._exit(1)


def _hand_over(wire: socket.socket, made: "SimpleQueue[_Parcel]") -> NoReturn:
    """Send what was made of each batch."""
    try:
        while True:
            send_pieces(wire, *made.get())
    except WireBroken:
        os._exit(0)
    finally:
        os._exit(1)


def _wait_for_all() -> None:
    """Wait for those forked, which end with their sockets; what they spent is counted so."""
    with suppress(ChildProcessError):
        while True:
            os.wait()
