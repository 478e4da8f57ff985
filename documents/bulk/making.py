"""A whole bulk: rows handed out, documents gathered in their order, and gone on with after a stop.

What was done is written down a few times a second: the lengths of the growing zip and the last row
taken. A run that is stopped in any way goes on there, so that no row is done twice and none left.
"""

import fcntl
import json
import math
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from documents.bulk.growing_zip import (
    BODY,
    REGISTER,
    GrowingZip,
    Grown,
    opened_to_grow,
    write_all,
)
from documents.bulk.hands import Batch, Fault, Hands
from documents.bulk.order import Order
from documents.bulk.rows import Row, Source
from documents.seal import Seal, as_made

ROWS_OF_BATCH, _LEAST_OF_BATCH = 64, 8
_BYTES_OF_BATCH = 4_000_000
_AHEAD = 2
"""So many batches for each process: one it makes, and one that comes meanwhile."""

_SECONDS_BETWEEN = 0.25
_STATE, _FAULTS = "state.json", "faults.jsonl"


class AtWork(OSError):
    """Another is making the same documents in the same folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a bulk has come; `row` is the last one taken and `end` how far the file was read."""

    made: int = 0
    failed: int = 0
    row: int = 0
    end: int = 0
    faults_length: int = 0
    is_finished: bool = False
    grown: Grown = field(default_factory=Grown)


_Told = TypeVar("_Told", Progress, Grown)
Tell = Callable[[Progress, tuple[Fault, ...]], bool]
"""Told of each batch; False stops the bulk, to be gone on with later."""


def make_all(
    source: Source,
    order: Order,
    folder: Path,
    *,
    key: str,
    cores: int,
    tell: Tell,
    seal: Seal = as_made,
) -> Progress:
    """Make a document of every row; the zip file is `zip_file(folder)` when it is finished.

    The `key` tells the work: what was begun in the folder under another one is begun anew. Raises
    TemplateUnfit, NotStarted, AtWork, and OSError when the disk is full; what was made until then
    is kept.
    """
    with _held(folder):
        progress = progress_in(folder, key)
        if progress.is_finished:
            return progress
        hands = Hands(order, order.form.partition("@")[0], seal, cores)
        with _Run(folder, key, progress) as run, closing(hands), _threads(_AHEAD * cores) as pool:
            rows = (row for row in source.rows if row.number > progress.row)
            taken = _taken(rows, source.length, _AHEAD * cores)
            for batch, last in _batches(taken, hands, pool, (_AHEAD + 1) * cores):
                if not tell(run.keep(batch, last), batch.faults):
                    return run.progress
            return run.finish()


def zip_file(folder: Path) -> Path:
    """Where the finished zip file of a folder is."""
    return folder / BODY


def faults_file(folder: Path) -> Path:
    """Where the rows of which no document could be made are told, for `faults_of`."""
    return folder / _FAULTS


def faults_of(lines: Iterable[bytes]) -> Iterator[Fault]:
    """Every row of which no document could be made, from the lines of its file."""
    for line in lines:
        yield Fault(**json.loads(line))


def progress_in(folder: Path, key: str) -> Progress:
    """How far the work of that key has come in a folder.

    Nothing where it was not begun, where a file there is shorter than was written down of it, and
    where something else is written down than we write, as by another version of ours.
    """
    try:
        told = json.loads((folder / _STATE).read_text())
        is_ours = told.pop("key") == key
        progress = _read(Progress, {**told, "grown": _read(Grown, told["grown"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Progress()
    return progress if is_ours and _lies_in(folder, progress) else Progress()


def _read(kind: type[_Told], told: dict[str, Any]) -> _Told:
    """What was written down of a kind, where it is all that we write of it; else TypeError."""
    nothing = kind()
    ours = {each.name: type(getattr(nothing, each.name)) for each in fields(nothing)}
    if {name: type(value) for name, value in told.items()} != ours:
        raise TypeError(kind.__name__)
    return kind(**told)


def _lies_in(folder: Path, progress: Progress) -> bool:
    grown, faults = progress.grown, progress.faults_length
    told = {BODY: grown.body, REGISTER: grown.register, _FAULTS: faults}
    try:
        return all((folder / name).stat().st_size >= length for name, length in told.items())
    except OSError:
        return False


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep a folder, made if need be, from whoever else would write in it; raises AtWork."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AtWork(error.errno, error.strerror) from error
        yield


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """So many threads; whatever ends the work, what they have not begun by then they never do."""
    pool = ThreadPoolExecutor(count)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


class _Run:
    """The files in a folder, which is held, and what is written down of them."""

    def __init__(self, folder: Path, key: str, progress: Progress) -> None:
        if not progress.row:  # what was written down says nothing of the files that begin here
            (folder / _STATE).unlink(missing_ok=True)
        self._folder, self._key, self.progress = folder, key, progress
        with ExitStack() as opened:
            self._zip = opened.enter_context(closing(GrowingZip(folder, progress.grown)))
            faults = opened_to_grow(folder / _FAULTS, progress.faults_length)
            self._faults = opened.enter_context(faults)
            self._opened = opened.pop_all()
        self._written_down, self._at, self._is_in_doubt = progress, -math.inf, False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write down what was not yet; where an error is under way, no other takes its place."""
        with suppress(OSError) if error else nullcontext(), self._opened:
            if not self._is_in_doubt and self._written_down != self.progress:
                self._write_down()

    def keep(self, batch: Batch, last: Row) -> Progress:
        """Write a batch to the disk and, if that was not done just before, that it is there."""
        self._zip.add(batch.made)
        told = [json.dumps(asdict(fault)).encode() + b"\n" for fault in batch.faults]
        write_all(self._faults, told)
        self.progress = Progress(
            made=self.progress.made + len(batch.made),
            failed=self.progress.failed + len(batch.faults),
            row=last.number,
            end=last.end,
            faults_length=self.progress.faults_length + sum(map(len, told)),
            grown=self._zip.grown,
        )
        if time.monotonic() >= self._at + _SECONDS_BETWEEN:
            self._write_down()
        return self.progress

    def finish(self) -> Progress:
        """Make the zip file whole."""
        self._is_in_doubt = True
        self._zip.finish()
        self.progress = replace(self.progress, is_finished=True)
        self._write_down()
        return self.progress

    def _write_down(self) -> None:
        # A failed flush is told once: the next may succeed though the bytes are gone.
        self._is_in_doubt = True
        self._zip.flush()
        os.fsync(self._faults.fileno())
        told = json.dumps({**asdict(self.progress), "key": self._key})
        new = self._folder / f"{_STATE}.new"
        with new.open("w") as stream:
            stream.write(told)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(self._folder / _STATE)
        _flush_names(self._folder)
        self._written_down, self._at, self._is_in_doubt = self.progress, time.monotonic(), False


def _flush_names(folder: Path) -> None:
    """Bring to the disk which files a folder has: until then the former may be there again."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _batches(
    all_taken: Iterator[list[Row]], hands: Hands, pool: ThreadPoolExecutor, most: int
) -> Iterator[tuple[Batch, Row]]:
    """What becomes of the rows in their order, so many batches being made at a time."""
    waiting: deque[tuple[Future[Batch], Row]] = deque()
    for taken in all_taken:
        waiting.append((pool.submit(hands.make, taken), taken[-1]))
        if len(waiting) >= most:
            future, last = waiting.popleft()
            yield future.result(), last
    while waiting:
        future, last = waiting.popleft()
        yield future.result(), last


def _taken(rows: Iterator[Row], length: int, shares: int) -> Iterator[list[Row]]:
    """The rows in batches, fewer together where they are large.

    A batch is no more than one of so many shares of what is left, so that near the end no core
    waits for long while another makes its last.
    """
    batch: list[Row] = []
    size = done = 0
    for row in rows:
        batch.append(row)
        size += len(row.data)
        is_share = 0 <= length - row.end <= shares * (row.end - done)
        if (
            len(batch) >= ROWS_OF_BATCH
            or size >= _BYTES_OF_BATCH
            or (is_share and len(batch) >= _LEAST_OF_BATCH)
        ):
            yield batch
            batch, size, done = [], 0, row.end
    if batch:
        yield batch
