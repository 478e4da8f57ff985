"""A row is told to be at fault only where nothing else can be."""

import os
import select
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from documents.bulk import hands
from documents.bulk.foreman import Foreman, kill
from documents.bulk.hands import Hand
from documents.bulk.order import Order, Shape
from documents.bulk.parcels import packed, unpacked
from documents.bulk.rows import Row
from documents.bulk.worker import _Work
from documents.safety.wire import WireBroken, receive_pieces, send_pieces
from documents.seal import as_made
from forms.registry import form_of

ORDER = Order(form=form_of("milepaelsplan").key, shape=Shape.JSON)
KILLS = b"kills"
_SOON = 30


class Played:
    """A foreman whose processes are threads, lost over some rows, or after so many of them.

    What is made of some rows is not yet sent when the next are begun.
    """

    def __init__(self, most_rows=1_000):
        self.order, self.hired, self._most = ORDER, 0, most_rows

    def hire(self):
        self.hired += 1
        ours, theirs = socket.socketpair()
        Thread(target=self._serve, args=(theirs,), daemon=True).start()
        return ours, os.open(os.devnull, os.O_RDONLY)

    def _serve(self, wire):
        done, next_rows = 0, None
        with wire, suppress(WireBroken):
            while True:
                rows = next_rows or received(wire)
                done += len(rows)
                next_rows = received(wire) if is_more(wire) else None
                begun = [data for _, data, _ in rows + (next_rows or [])[:1]]
                if KILLS in begun or done > self._most:
                    return
                made = [(number, b"document", 0) for number, *_ in rows]
                send_pieces(wire, {"faults": "2"}, packed(b"[]", made))


def received(wire):
    return list(unpacked(receive_pieces(wire)[1]))


def is_more(wire):
    watch = select.poll()
    watch.register(wire, select.POLLIN)
    return bool(watch.poll(_SOON))


@pytest.fixture(autouse=True)
def _played_is_killed(request, monkeypatch):
    if "worker" not in request.fixturenames:
        monkeypatch.setattr(hands, "kill", os.close)


def rows_of(*numbers, kills=()):
    return [Row(number=n, data=KILLS if n in kills else b"{}", end=n) for n in numbers]


def made_by(hand, *batches: Sequence[Row]):
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(hand.make, batches))
    hand.close()
    made = [entry.name for batch in told for entry in batch.made]
    return made, [fault.number for batch in told for fault in batch.faults]


@pytest.mark.parametrize("alone", [False, True])
def test_no_row_is_blamed_for_the_one_sent_after_it(alone):
    first = rows_of(1) if alone else rows_of(1, 2)
    made, blamed = made_by(Hand(Played(), "x", as_made), first, rows_of(3, 4, kills=[3]))
    assert made == [*(f"x-{row.number:06}.docx" for row in first), "x-000004.docx"]
    assert blamed == [3]


def test_no_row_is_blamed_for_those_made_before_it():
    played = Played(most_rows=1)
    made, blamed = made_by(Hand(played, "x", as_made), rows_of(1, 2, 3))
    assert (len(made), blamed) == (3, [])
    assert played.hired == 1 + 3


def test_a_row_for_which_no_room_was_left_is_not_blamed_where_others_took_it(monkeypatch):
    def full(*_):
        raise MemoryError

    monkeypatch.setattr(_Work, "_made", full)
    rows = packed(b"", [(number, b"{}", 0) for number in (1, 2)])
    with pytest.raises(MemoryError):  # the process is lost by it, and each row made by itself
        object.__new__(_Work).batch(memoryview(b"".join(rows)))


def test_a_row_that_loses_a_process_of_its_own_is_blamed():
    played = Played()
    assert made_by(Hand(played, "x", as_made), rows_of(1, kills=[1])) == ([], [1])
    assert played.hired == 2


def test_a_wire_is_not_let_go_while_it_is_being_ended():
    hand = Hand(Played(), "x", as_made)
    hired = hand._working()
    told = []

    class Watched(socket.socket):
        def shutdown(self, how):
            told.append(hired.is_lost)
            super().shutdown(how)

    hired.wire = Watched(fileno=hired.wire.detach())
    hired.end()
    assert (told, hired.is_lost) == ([False], True)
    hand.close()


def megabytes(pid, what):
    told = dict(line.split(":") for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(told[what].split()[0]) / 1024


@pytest.fixture
def worker():
    """The process ids of a foreman and of one that has made a row."""
    foreman = Foreman(ORDER)
    wire, handle = foreman.hire()
    with wire:
        send_pieces(wire, {}, packed(b"", [(1, b"{}", 0)]))
        receive_pieces(wire)
        told = Path(f"/proc/self/fdinfo/{handle}").read_text().split()
        yield foreman._process.pid, int(told[told.index("Pid:") + 1])
    kill(handle)
    foreman.close()


def test_a_row_has_nearly_all_the_room_that_a_process_may_take(worker):
    loaded, working = worker
    assert megabytes(working, "VmPeak") - megabytes(loaded, "VmSize") < 16
