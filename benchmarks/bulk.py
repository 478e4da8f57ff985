"""Bulk: many sub-agreements from lines of answers, on one core and on two, against docxtpl.

`python -m benchmarks.bulk 50000` measures other sizes than `make bench` has time for.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import docxtpl_peer
from benchmarks.rounds import Row, Table, markdown
from benchmarks.work import typed_case
from documents.bulk.making import make_all
from documents.bulk.order import Order, Shape
from documents.bulk.rows import rows_of
from forms.exchange import answers_from_json
from forms.registry import form_of

FORM = "delaftale"
SIZES = (500, 5_000)
_CASES = 200
_OF_DOCXTPL = 20


def measured(sizes: tuple[int, ...] = SIZES) -> list[Table]:
    """One table: seconds of the processor and of the clock a document, and the most memory."""
    lines = [json.dumps(typed_case(number)).encode() + b"\n" for number in range(_CASES)]
    made = Table(title="Bulk of sub-agreements")
    peer = _docxtpl(lines)
    made.rows.append(_row("docxtpl in a loop", peer, peer))
    for size in sizes:
        for cores in (1, 2):
            with TemporaryDirectory() as folder:
                cpu, clock, memory = _ours(lines, size, cores, Path(folder))
            row = _row(f"**{size} documents on {cores} cores**", cpu, peer)
            row.note = f"{1000 * clock:.2f} ms of the clock each, {memory} MB a worker at most"
            made.rows.append(row)
    made.notes += [f"{row.name}: {row.note}" for row in made.rows if row.note]
    made.notes.append(
        "The processor's milliseconds a document, of all processes together and with their start: "
        "of every line to read it, to write the document and to put it into the zip file."
    )
    return [made]


def _row(name: str, seconds: float, peer: float) -> Row:
    return Row(
        name=name, milliseconds=1000 * seconds, to_first=peer / seconds, to_last=1.0, noise=0
    )


def _docxtpl(lines: list[bytes]) -> float:
    form = form_of(FORM)
    template = docxtpl_peer.prepared_template(form)
    start = time.process_time()
    for line in lines[:_OF_DOCXTPL]:
        docxtpl_peer.render(template, form, answers_from_json(form, json.loads(line)))
    return (time.process_time() - start) / _OF_DOCXTPL


def _ours(lines: list[bytes], size: int, cores: int, folder: Path) -> tuple[float, float, int]:
    rows = folder / "rows.jsonl"
    with rows.open("wb") as stream:
        stream.writelines(lines[number % len(lines)] for number in range(size))
    order = Order(form=form_of(FORM).key, shape=Shape.JSON)
    before, start = _spent(), time.monotonic()
    memory = _Memory()
    with rows.open("rb") as stream:
        source = rows_of(stream, rows.name, rows.stat().st_size)
        done = make_all(source, order, folder, key="x", cores=cores, tell=memory.look)
    if (done.made, done.failed) != (size, 0):
        raise SystemExit(f"{done.failed} of {size} documents were not made")
    clock = (time.monotonic() - start) / size
    return (_spent() - before) / size, clock, memory.most


class _Memory:
    """The most megabytes that a process making documents was seen to hold."""

    def __init__(self) -> None:
        self.most = 0

    def look(self, *_told: object) -> bool:
        """Look at each; the work goes on."""
        for pid in _below("self"):
            with suppress(OSError):
                told = Path(f"/proc/{pid}/statm").read_text().split()
                self.most = max(self.most, int(told[1]) * resource.getpagesize() // 2**20)
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
    for each in measured(tuple(map(int, sys.argv[1:])) or SIZES):
        sys.stdout.write(markdown(each))
