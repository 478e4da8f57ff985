"""`make bench`: every table, printed as it is made, and all of them in `docs/benchmarks.md`."""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import bulk, cold, converting, crowd, examining, growth, pages, saves, writing
from benchmarks.rounds import Table, markdown

_ROOT = Path(__file__).resolve().parents[1]
_DOCS = _ROOT / "docs" / "benchmarks.md"

_READING = (
    "*Least* is to inflate the same file and parse it with lxml. The processor's milliseconds, the "
    "least of many rounds; the last four columns in processes of their own, as the service reads. "
    "*Word* is the XML of a file that was worked on in Word for long, nearly all of it looks; in "
    "*libreoffice* there is a third as much for the same words, in *bare* a fifth."
)


def main() -> None:
    """Measure, print, and keep what was measured."""
    options = _options()
    measures: dict[str, Callable[[], list[Table]]] = {
        "writing": lambda: writing.measured(options.peers),
        "cold": cold.measured,
        "reading": _reading,
        "examining": examining.measured,
        "growth": growth.measured,
        "pages": pages.measured,
        "saves": saves.measured,
        "crowd": crowd.measured,
        "bulk": bulk.measured,
        "pdf": converting.measured,
    }
    chosen = options.only or list(measures)
    made = []
    for name in chosen:
        for each in measures[name]():
            sys.stdout.write(markdown(each) + "\n")
            sys.stdout.flush()
            made.append(each)
    told = {**_about(), "tables": [asdict(each) for each in made]}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    if not options.only:
        _DOCS.write_text(_page(made))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("only", nargs="*", help="some of the tables; all of them otherwise")
    parser.add_argument("--peers", type=Path, default=_ROOT / ".tools" / "peers")
    parser.add_argument("--json", type=Path, default=_ROOT / ".tools" / "benchmarks.json")
    return parser.parse_args()


def _reading() -> list[Table]:
    """What the reader's own measuring prints: a table of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.reading"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Table(title="Reading", notes=[*ran.stdout.splitlines(), "", _READING])]


def _about() -> dict[str, object]:
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "command": "make bench",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


def _page(tables: list[Table]) -> str:
    return "\n".join(_lines(tables))


def _lines(tables: list[Table]) -> Iterator[str]:
    about = _about()
    yield "# Benchmarks\n"
    yield (
        f"Measured {about['date']} by `{about['command']}` on {about['cores']} cores with Python "
        f"{about['python']}, at a load of {about['load']:.1f}.\n"
    )
    yield (
        "Everything is measured side by side in one run, in seconds of the processor. Milliseconds "
        "are medians of the rounds; a ratio is the median of the ratios within each round; noise "
        "is how far the middle half of the rounds lies apart. That the output is the same is "
        "checked before anything is timed. The work is made by `benchmarks/work.py`.\n"
    )
    for each in tables:
        yield markdown(each)


if __name__ == "__main__":
    main()
