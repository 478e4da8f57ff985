"""Measuring side by side: each round runs everybody once, and ratios are made within the round."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(kw_only=True)
class Row:
    """One line of a table: the milliseconds of one piece of work, and how it stands to others.

    `to_first` and `to_last` are medians of each round's ratio to the first and the last line;
    `noise` is how far the middle half of the rounds lies apart, as a share of the median.
    """

    name: str
    milliseconds: float
    to_first: float
    to_last: float
    noise: float
    note: str = ""


@dataclass(kw_only=True)
class Table:
    """What was measured in one run; of its rows the first is what others are compared with."""

    title: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def cpu_of(work: Work, times: int) -> Clock:
    """The processor's seconds for one piece of work, which is done so many times in a row."""
    return _seconds_of(work, times, time.process_time)


def clock_of(work: Work, times: int) -> Clock:
    """The same by the clock, with all that is waited for."""
    return _seconds_of(work, times, time.monotonic)


def in_turns(work: Work, times: int, between: Work, now: Clock = time.process_time) -> Clock:
    """The processor's seconds for one piece of work that never comes twice in a row.

    What it needs is at hand as little as where a service does all kinds of things: `between` has
    been done since, and is not counted.
    """

    def spent() -> float:
        seconds = 0.0
        for _ in range(times):
            between()
            start = now()
            work()
            seconds += now() - start
        return seconds / times

    return spent


def _seconds_of(work: Work, times: int, now: Clock) -> Clock:
    def spent() -> float:
        start = now()
        for _ in range(times):
            work()
        return (now() - start) / times

    return spent


def table(
    title: str, workers: Mapping[str, Clock], rounds: int = 7, notes: Sequence[str] = ()
) -> Table:
    """Every worker's seconds in every round, as a table; each is warmed up before."""
    for spent in workers.values():
        spent()
    made = cold_table(title, workers, rounds)
    made.notes += notes
    return made


def cold_table(title: str, workers: Mapping[str, Clock], rounds: int) -> Table:
    """The same without warming up: of work that starts anew each time. At least two rounds."""
    measured: dict[str, list[float]] = {name: [] for name in workers}
    for _ in range(rounds):
        for name, spent in workers.items():
            measured[name].append(spent())
    return _table(title, measured)


def spread(figures: Sequence[float]) -> float:
    """How far the middle half of the figures lies apart, as a share of the median."""
    low, middle, high = statistics.quantiles(figures, n=4)
    return (high - low) / middle


def _table(title: str, measured: Mapping[str, list[float]]) -> Table:
    names = list(measured)
    first, last = measured[names[0]], measured[names[-1]]
    made = Table(title=title)
    for name, times in measured.items():
        made.rows.append(
            Row(
                name=name,
                milliseconds=1000 * statistics.median(times),
                to_first=statistics.median(a / b for a, b in zip(first, times, strict=True)),
                to_last=statistics.median(a / b for a, b in zip(times, last, strict=True)),
                noise=spread(times),
            )
        )
    return made


def markdown(table: Table) -> str:
    """A table as docs show it; notes alone where it has no rows."""
    if not table.rows:
        return "\n".join((f"## {table.title}\n", *map(_listed, table.notes), ""))
    first, last = table.rows[0].name, table.rows[-1].name
    lines = [
        f"## {table.title}",
        "",
        f"| | ms | times faster than {first} | times {last} | noise |",
        "|---|---|---|---|---|",
        *(
            f"| {row.name} | {row.milliseconds:.3g} | {row.to_first:.3g} | {row.to_last:.3g} "
            f"| {row.noise:.0%} |"
            for row in table.rows
        ),
        *(f"\n{note}" for note in table.notes),
    ]
    return "\n".join(lines) + "\n"


def _listed(note: str) -> str:
    """A note as one of a list; a picture stands by itself, and what is a table already as it is."""
    if note.startswith("!"):
        return f"\n{note}"
    return f"- {note}" if note[:1].isalnum() else note
