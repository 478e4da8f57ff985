"""Bulk: many sub-agreements from lines of answers, on one core and on two, against docxtpl.

`python -m benchmarks.bulk 50000` measures other sizes than `make bench` has time for.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import docxtpl_peer
from benchmarks.rounds import Table, cold_table, markdown, spread
from benchmarks.work import typed_case
from documents.bulk.hands import Fault
from documents.bulk.making import Progress, make_all
from documents.bulk.order import Order, Shape
from documents.bulk.rows import rows_of
from forms.exchange import answers_from_json
from forms.registry import form_of

FORM = "delaftale"
SIZES = (500, 5_000)
_ROUNDS, _ROUNDS_BY_HAND = 5, 3
_CASES = 200
_OF_DOCXTPL = 20
_OF_PROCESSOR = (
    "The processor's milliseconds a document, of all processes together and with their start: "
    "of every line to read it, to write the document and to put it into the zip file. What the one "
    "that reads the lines had loaded before is not counted."
)
_OF_CLOCK = (
    "A run on one core is held to one processor with all its processes, the one that reads the "
    "lines and writes the zip file too; a run on two cores to two. Times by the clock are medians "
    "of the rounds, and so is how many times as fast two cores are, a ratio within each round."
)


def measured(sizes: tuple[int, ...] = SIZES, rounds: int = _ROUNDS) -> list[Table]:
    """One table: seconds of the processor a document; by the clock, and the most memory."""
    lines = [json.dumps(typed_case(number)).encode() + b"\n" for number in range(_CASES)]
    runs = [_Bulk(lines=lines, size=size, cores=cores) for size in sizes for cores in (1, 2)]
    workers = {"docxtpl in a loop": _docxtpl(lines), **{run.name: run.spent for run in runs}}
    made = cold_table("Bulk of sub-agreements", workers, rounds)
    made.notes += [run.note() for run in runs]
    for one, two in zip(runs[::2], runs[1::2], strict=True):
        times = [a / b for a, b in zip(one.clocks, two.clocks, strict=True)]
        made.notes.append(
            f"**Two cores, times one core by the clock**, {one.size} documents: "
            f"{statistics.median(times):.2f} (noise {spread(times):.0%})"
        )
    made.notes += (_OF_PROCESSOR, _OF_CLOCK)
    return [made]


def _docxtpl(lines: list[bytes]) -> Callable[[], float]:
    form = form_of(FORM)
    template = docxtpl_peer.prepared_template(form)

    def spent() -> float:
        start = time.process_time()
        for line in lines[:_OF_DOCXTPL]:
            docxtpl_peer.render(template, form, answers_from_json(form, json.loads(line)))
        return (time.process_time() - start) / _OF_DOCXTPL

    return spent


@dataclass(kw_only=True)
class _Bulk:
    """So many documents on so many cores, made once in each round."""

    lines: list[bytes]
    size: int
    cores: int
    clocks: list[float] = field(default_factory=list)
    memory: int = 0

    @property
    def name(self) -> str:
        """What the row is called."""
        return f"**{self.size} documents on {self.cores} core{'s' if self.cores > 1 else ''}**"

    def note(self) -> str:
        """What the table has no room for."""
        clock = 1000 * statistics.median(self.clocks)
        return f"{self.name}: {clock:.2f} ms of the clock each, {self.memory} MB a worker at most"

    def spent(self) -> float:
        """Make them all, and say the processor's seconds for each."""
        with TemporaryDirectory() as folder, _held_to(self.cores):
            rows = Path(folder) / "rows.jsonl"
            with rows.open("wb") as stream:
                stream.writelines(self.lines[n % len(self.lines)] for n in range(self.size))
            before, start = _spent(), time.monotonic()
            self._make(rows)
            self.clocks.append((time.monotonic() - start) / self.size)
            return (_spent() - before) / self.size

    def _make(self, rows: Path) -> None:
        order = Order(form=form_of(FORM).key, shape=Shape.JSON)
        memory = _Memory(of=self.size)
        with rows.open("rb") as stream:
            source = rows_of(stream, rows.name, rows.stat().st_size)
            done = make_all(source, order, rows.parent, key="x", cores=self.cores, tell=memory.look)
        if (done.made, done.failed) != (self.size, 0):
            raise SystemExit(f"{done.failed} of {self.size} documents were not made")
        self.memory = max(self.memory, memory.most)


@contextmanager
def _held_to(cores: int) -> Iterator[None]:
    """Hold this process, and those it starts meanwhile, to so many processors."""
    ours = os.sched_getaffinity(0)
    if len(ours) < cores:
        raise SystemExit(f"there are no {cores} processors to measure on")
    os.sched_setaffinity(0, sorted(ours)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, ours)


class _Memory:
    """The most megabytes that a process making documents has ever held, by the kernel's count."""

    def __init__(self, of: int) -> None:
        self._of, self.most = of, 0

    def look(self, progress: Progress, _faults: tuple[Fault, ...]) -> bool:
        """Look at each when the last document is made, and none of them has ended; go on."""
        for pid in _below("self") if progress.made == self._of else ():
            with suppress(OSError):
                told = Path(f"/proc/{pid}/status").read_text().split()
                self.most = max(self.most, int(told[told.index("VmHWM:") + 1]) // 1024)
        return True


def _below(process: str) -> Iterator[str]:
    """The processes that one started, and those they started."""
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for pid in (task / "children").read_text().split():
                yield pid
                yield from _below(pid)


def _spent() -> float:
    """The processor's seconds of this process and of those it waited for."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    for each in measured(tuple(map(int, sys.argv[1:])) or SIZES, _ROUNDS_BY_HAND):
        sys.stdout.write(markdown(each))
