"""How soon `/sundhed` answers while files made to be heavy are read.

The service runs with a database of its own. One thread posts each file to be examined, as a person
would; another asks `/sundhed` every hundredth of a second meanwhile. Told are the seconds the
file took, how often was asked, the median and the longest answer by the clock, and how many took
longer than they should: on a busy machine they tell of the machine too, which is why the first
line is without any file. Run with
`.venv/bin/python -m benchmarks.alive`.
"""

import io
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from werkzeug.test import EnvironBuilder

from app import create_app
from benchmarks.attacks import attacks
from benchmarks.reading import SHAPES, sub_agreement
from cases.migration import upgrade

_HEAVY = ("U6 20,000 x 20 cells", "U7 namespaces", "U8 240,000 rows", "U9 500 pages")
_ENDINGS = {b"PK": ".docx", b"%P": ".pdf"}
_PAUSE = 0.01
_QUIET = 2.0
_SOON = 200
_ACTIVITIES = 68


def main() -> None:
    """Print a line for each file."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'tilsagn.sqlite3'}"
        upgrade(database)
        app = _app(database, folder)
        good = sub_agreement(_ACTIVITIES, SHAPES["word"])
        heavy = {each.name: each.data for each in attacks() if each.name in _HEAVY}
        _posted(app, good)
        _print("nothing", app, lambda: time.sleep(_QUIET))
        for name, data in {"a good file of 240 pages": good, **heavy}.items():
            _print(name, app, lambda data=data: _posted(app, data))


def _app(database: str, folder: str) -> Flask:
    return create_app(
        {
            "DATABASE_URL": database,
            "FILES_FOLDER": str(Path(folder) / "filer"),
            "SECRET_KEY": "x" * 40,
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
        }
    )


def _posted(app: Flask, data: bytes) -> int:
    ending = ".xlsx" if b"xl/workbook.xml" in data else _ENDINGS[data[:2]]
    environ = EnvironBuilder(
        path="/eksaminer", method="POST", data={"fil": (io.BytesIO(data), f"fil{ending}")}
    ).get_environ()
    status = app.test_client().open(environ).status_code
    environ["wsgi.input"].close()
    return status


def _print(name: str, app: Flask, work: Callable[[], object]) -> None:
    said: list[object] = []
    thread = threading.Thread(target=lambda: said.append(work()))
    start = time.perf_counter()
    thread.start()
    waits = []
    with app.test_client() as client:
        while thread.is_alive():
            asked = time.perf_counter()
            client.get("/sundhed")
            waits.append(1000 * (time.perf_counter() - asked))
            time.sleep(_PAUSE)
    took = time.perf_counter() - start
    sys.stdout.write(
        f"{name:26} {said[0] or '':4} {took:6.2f} s  asked {len(waits)} times, "
        f"median {statistics.median(waits):.1f} ms, longest {max(waits):.1f} ms, "
        f"{sum(each > _SOON for each in waits)} beyond {_SOON} ms\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
