"""Processes that make documents, each told by a thread of its own and replaced when lost."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from documents.bulk.growing_zip import Entry
from documents.bulk.rows import Row, Shape
from documents.bulk.worker import TOO_SLOW, packed, unpacked
from documents.safety.wire import Message, WireBroken, WireLate, receive_message, send_message
from documents.seal import Seal, as_made
from forms.messages import N_

SECONDS_OF_ROW = 20.0
_START_SECONDS = 90.0
_GRACE = 5.0
_PROJECT = Path(__file__).resolve().parents[2]
_LOST = N_("Dokumentet kunne ikke laves: det bad om mere plads, end det må få.")


class TemplateUnfit(Exception):
    """The template given does not fit the form; the message says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What all rows have in common: the form's key, the shape of a row, another template."""

    form: str
    shape: Shape
    template: bytes = b""
    seconds_of_row: float = SECONDS_OF_ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row no document was made of: a Danish msgid and its values say why."""

    number: int
    sentence: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What became of some rows, in their order."""

    made: tuple[Entry, ...]
    faults: tuple[Fault, ...]


class Hand:
    """One process, started when it is first needed."""

    def __init__(self, order: Order, prefix: str, seal: Seal = as_made) -> None:
        self._order, self._prefix, self._seal = order, prefix, seal
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None

    def make(self, rows: Sequence[Row]) -> Batch:
        """The documents of some rows; where the process is lost over them, of one at a time.

        Raises TemplateUnfit.
        """
        try:
            return self._made(rows)
        except (WireBroken, WireLate) as trouble:
            self.close()
            if len(rows) > 1:
                return _joined([self.make([row]) for row in rows])
            seconds = {"seconds": f"{self._order.seconds_of_row:g}"}
            is_late = isinstance(trouble, WireLate)
            sentence, values = (TOO_SLOW, seconds) if is_late else (_LOST, {})
            fault = Fault(number=rows[0].number, sentence=sentence, values=values)
            return Batch(made=(), faults=(fault,))

    def close(self) -> None:
        """End the process."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._wire = self._process = None

    def _made(self, rows: Sequence[Row]) -> Batch:
        wire = self._ready()
        # A row that does not end is stopped inside, and a process that does not answer from here.
        deadline = time.monotonic() + _GRACE + self._order.seconds_of_row * len(rows)
        body = packed([(row.number, row.data) for row in rows])
        send_message(wire, Message(head={}, body=body), deadline=deadline)
        answer = receive_message(wire, deadline=deadline)
        length = int(answer.head["faults"])
        faults = json.loads(answer.body[:length])
        return Batch(
            made=tuple(
                self._entry(number, data, checksum)
                for number, data, checksum in unpacked(answer.body[length:])
            ),
            faults=tuple(
                Fault(number=number, sentence=sentence, values=values)
                for number, sentence, values in faults
            ),
        )

    def _entry(self, number: int, data: bytes, checksum: int) -> Entry:
        """A document, sealed here: the process that made it knows no key."""
        content = self._seal(data)
        if content is not data:
            checksum = crc32(content)
        return Entry(name=f"{self._prefix}-{number:06}.docx", content=content, checksum=checksum)

    def _ready(self) -> socket.socket:
        if self._wire is not None:
            return self._wire
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _started(theirs.fileno())
        self._wire, order = ours, self._order
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


class Hands:
    """A hand for each thread that asks."""

    def __init__(self, order: Order, prefix: str, seal: Seal) -> None:
        self._order, self._prefix, self._seal = order, prefix, seal
        self._own = threading.local()
        self._all: list[Hand] = []

    def make(self, rows: Sequence[Row]) -> Batch:
        """What the calling thread's own hand makes of some rows."""
        hand = getattr(self._own, "hand", None)
        if hand is None:
            hand = self._own.hand = Hand(self._order, self._prefix, self._seal)
            self._all.append(hand)
        return hand.make(rows)

    def close(self) -> None:
        """End every process."""
        for hand in self._all:
            hand.close()


def _started(wire: int) -> "subprocess.Popen[bytes]":
    """The module with our code and nothing else of ours: no keys, no address of a database."""
    environment = {"PYTHONPATH": str(_PROJECT), "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "documents.bulk.worker", str(wire)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[wire],
        env=environment,
        cwd="/",
    )


def _joined(batches: Sequence[Batch]) -> Batch:
    return Batch(
        made=tuple(entry for batch in batches for entry in batch.made),
        faults=tuple(fault for batch in batches for fault in batch.faults),
    )
