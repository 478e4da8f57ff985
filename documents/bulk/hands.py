"""Processes that make documents, each told by two threads in turn and replaced when lost."""

import json
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

from isal import isal_zlib

from documents.bulk.foreman import Foreman, kill
from documents.bulk.growing_zip import Entry
from documents.bulk.order import Order
from documents.bulk.parcels import TOO_SLOW, packed, unpacked
from documents.bulk.rows import Row
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


class _Hired:
    """A process that makes documents; `rows` are those it was last sent."""

    def __init__(self, foreman: Foreman) -> None:
        self.wire, self._handle = foreman.hire()
        self.rows, self.is_lost = 0, False

    def end(self) -> None:
        """End the process; its wire stays, broken, for whoever is sending over it."""
        with suppress(OSError):
            self.wire.shutdown(socket.SHUT_RDWR)
        kill(self._handle)
        self.is_lost = True  # from now on the other thread may close the wire


class Hand:
    """One process, hired when it is first needed, that two threads may give work to.

    While it makes the rows of one, those of the other come: it never waits for them.
    """

    def __init__(self, foreman: Foreman, prefix: str, seal: Seal) -> None:
        self._foreman, self._prefix, self._seal = foreman, prefix, seal
        self._hired: _Hired | None = None
        self._sending, self._receiving = threading.Lock(), threading.Lock()

    def make(self, rows: Sequence[Row]) -> Batch:
        """The documents of some rows; where the process is lost over them, of one at a time.

        Raises TemplateUnfit and NotStarted.
        """
        try:
            made = self._made(rows)
            while made is None:
                made = self._made(rows)
        except (WireBroken, WireLate):
            return _joined([self._made_alone(row) for row in rows])
        return made

    def close(self) -> None:
        """End the process; no thread may be waiting for it."""
        if self._hired is not None:
            if not self._hired.is_lost:
                self._hired.end()
            self._hired.wire.close()
        self._hired = None

    def _made(self, rows: Sequence[Row]) -> Batch | None:
        """What became of the rows; None where the process was lost over those before them."""
        with self._sending:
            hired = self._working()
            trouble = self._sent(hired, rows)
            self._receiving.acquire()
        try:
            if hired.is_lost:
                return None
            if trouble is not None:
                raise trouble
            return self._received(hired, len(rows))
        except (WireBroken, WireLate):
            hired.end()
            raise
        finally:
            self._receiving.release()

    def _made_alone(self, row: Row) -> Batch:
        """What becomes of a row while the process has no other.

        What was made of one row is lost when the next loses the process: so a row is at fault only
        where nothing was sent after it, nor ever before it.
        """
        with self._sending, self._receiving:
            while True:
                hired = self._working()
                is_first = hired.rows == 0
                try:
                    if trouble := self._sent(hired, [row]):
                        raise trouble
                    return self._received(hired, 1)
                except (WireBroken, WireLate) as error:
                    hired.end()
                    if is_first:
                        return Batch(made=(), faults=(self._fault(row, error),))

    def _fault(self, row: Row, trouble: WireBroken | WireLate) -> Fault:
        if isinstance(trouble, WireBroken):
            return Fault(number=row.number, sentence=_LOST)
        seconds = {"seconds": f"{self._foreman.order.seconds_of_row:g}"}
        return Fault(number=row.number, sentence=TOO_SLOW, values=seconds)

    def _working(self) -> _Hired:
        """The process, hired where there is none; only who is sending may ask."""
        if self._hired is None or self._hired.is_lost:
            self.close()
            self._hired = _Hired(self._foreman)
        return self._hired

    def _sent(self, hired: _Hired, rows: Sequence[Row]) -> WireBroken | WireLate | None:
        """What went wrong with sending, which may be for the rows before these to answer for."""
        body = packed(b"", [(row.number, row.data, 0) for row in rows])
        deadline = self._deadline(hired.rows + len(rows)) + _GRACE
        hired.rows = len(rows)
        try:
            send_pieces(hired.wire, {}, body, deadline=deadline)
        except (WireBroken, WireLate) as trouble:
            return trouble
        return None

    def _deadline(self, count: int) -> float:
        # A row that does not end is stopped inside, and a process that does not answer from here.
        return time.monotonic() + _GRACE + self._foreman.order.seconds_of_row * count

    def _received(self, hired: _Hired, count: int) -> Batch:
        head, answer = receive_pieces(hired.wire, deadline=self._deadline(count))
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
    """So many hands, each for two of the threads that ask."""

    def __init__(self, order: Order, prefix: str, seal: Seal, count: int) -> None:
        self._foreman = Foreman(order)
        self._all = [Hand(self._foreman, prefix, seal) for _ in range(count)]
        self._next = cycle(self._all)
        self._own = threading.local()

    def make(self, rows: Sequence[Row]) -> Batch:
        """What the calling thread's hand makes of some rows."""
        hand: Hand | None = getattr(self._own, "hand", None)
        if hand is None:
            hand = self._own.hand = next(self._next)
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
