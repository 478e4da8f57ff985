"""Processes that make documents, each told by a thread of its own and replaced when lost."""

import json
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from isal import isal_zlib

from documents.bulk.foreman import Foreman, kill
from documents.bulk.growing_zip import Entry
from documents.bulk.order import Order
from documents.bulk.rows import Row
from documents.bulk.worker import TOO_SLOW, packed, unpacked
from documents.safety.wire import WireBroken, WireLate, receive_pieces, send_pieces
from documents.seal import Seal
from forms.messages import N_

_GRACE = 5.0
_LOST = N_("Dokumentet kunne ikke laves: det bad om mere plads, end det må få.")


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
    """One process, hired when it is first needed."""

    def __init__(self, foreman: Foreman, prefix: str, seal: Seal) -> None:
        self._foreman, self._prefix, self._seal = foreman, prefix, seal
        self._hired: tuple[socket.socket, int] | None = None

    def make(self, rows: Sequence[Row]) -> Batch:
        """The documents of some rows; where the process is lost over them, of one at a time.

        Raises TemplateUnfit and NotStarted.
        """
        try:
            return self._made(rows)
        except (WireBroken, WireLate) as trouble:
            self.close()
            if len(rows) > 1:
                return _joined([self.make([row]) for row in rows])
            seconds = {"seconds": f"{self._foreman.order.seconds_of_row:g}"}
            is_late = isinstance(trouble, WireLate)
            sentence, values = (TOO_SLOW, seconds) if is_late else (_LOST, {})
            fault = Fault(number=rows[0].number, sentence=sentence, values=values)
            return Batch(made=(), faults=(fault,))

    def close(self) -> None:
        """End the process."""
        if self._hired is not None:
            wire, handle = self._hired
            wire.close()
            kill(handle)
        self._hired = None

    def _made(self, rows: Sequence[Row]) -> Batch:
        self._hired = self._hired or self._foreman.hire()
        wire, _ = self._hired
        # A row that does not end is stopped inside, and a process that does not answer from here.
        deadline = time.monotonic() + _GRACE + self._foreman.order.seconds_of_row * len(rows)
        body = packed(b"", [(row.number, row.data, 0) for row in rows])
        send_pieces(wire, {}, body, deadline=deadline)
        head, answer = receive_pieces(wire, deadline=deadline)
        length = int(head["faults"])
        faults = json.loads(bytes(answer[:length]))
        return Batch(
            made=tuple(
                self._entry(number, data, checksum)
                for number, data, checksum in unpacked(answer[length:])
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
            checksum = isal_zlib.crc32(content)
        return Entry(name=f"{self._prefix}-{number:06}.docx", content=content, checksum=checksum)


class Hands:
    """A hand for each thread that asks."""

    def __init__(self, order: Order, prefix: str, seal: Seal) -> None:
        self._foreman, self._prefix, self._seal = Foreman(order), prefix, seal
        self._own = threading.local()
        self._all: list[Hand] = []

    def make(self, rows: Sequence[Row]) -> Batch:
        """What the calling thread's own hand makes of some rows."""
        hand = getattr(self._own, "hand", None)
        if hand is None:
            hand = self._own.hand = Hand(self._foreman, self._prefix, self._seal)
            self._all.append(hand)
        return hand.make(rows)

    def close(self) -> None:
        """End every process."""
        for hand in self._all:
            hand.close()
        self._foreman.close()


def _joined(batches: Sequence[Batch]) -> Batch:
    return Batch(
        made=tuple(entry for batch in batches for entry in batch.made),
        faults=tuple(fault for batch in batches for fault in batch.faults),
    )
