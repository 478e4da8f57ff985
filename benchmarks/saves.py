"""An autosave beside the bare commit of the same change, and of one row alone."""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from flask import Flask, jsonify, request
from werkzeug.datastructures import MultiDict

from benchmarks.asking import Ask, Null, asking, calls_of
from benchmarks.rounds import Clock, Table, Work, clock_of, cpu_of, in_turns, table
from benchmarks.visiting import SECTION, Visit, answers, visit
from tests.web.submission import changes_of

_NOTE = (
    "*The same change* is what the service keeps of one: the answer, the draft's next revision "
    "and size, and what was there before, in the same tables with the same keys, by statements "
    "that are ready; *one row* is the answer alone in a table of its own. Bare Flask takes the "
    "same post and commits the same change. Ours has beside it session and token, answers "
    "parsed and compared with what others saved, locks, and a line in the log; it is answered "
    "ahead of Flask. That the change stands in the database afterwards is checked first."
)
_IN_TURNS = (
    "Each in turns with another, since saves seldom come in a row: the bare commit in turns with "
    "an autosave, all others in turns with the bare commit."
)
_TIMES, _ROUNDS = 20, 25
_IN_A_ROW = "Each twenty times in a row: one finds all it needs where the last left it."


def measured() -> list[Table]:
    """The tables of an autosave, by the processor and by the clock, in turns and in a row."""
    with TemporaryDirectory() as folder, redirect_stderr(Null()):
        works = _saves(Path(folder))
        called = ", ".join(f"{name} {calls_of(work)}" for name, work in works.items())
        first = _in_turns("Saving a change of 1 kB", works, time.process_time)
        first.notes += (f"Functions called, Python's and C's: {called}.", _NOTE, _IN_TURNS)
        in_a_row = {name: cpu_of(work, _TIMES) for name, work in works.items()}
        by_clock = {name: clock_of(work, _TIMES) for name, work in works.items()}
        return [
            first,
            _in_turns("The same, by the clock", works, time.monotonic),
            table("The same in a row", in_a_row, _ROUNDS, [_IN_A_ROW]),
            table("The same in a row, by the clock", by_clock, _ROUNDS),
        ]


def _in_turns(title: str, works: Mapping[str, Work], now: Clock) -> Table:
    names = list(works)
    between = {name: works[names[0] if name == names[-1] else names[-1]] for name in names}
    clocks = {name: in_turns(works[name], _TIMES, between[name], now) for name in names}
    return table(title, clocks, _ROUNDS)


def _saves(folder: Path) -> Mapping[str, Work]:
    told = answers()
    visited, same, web = (visit(folder / name, told) for name in ("ours", "same", "web"))
    save = asking(visited.app, f"{visited.page}/gem", method="POST", cookies=visited.cookies)
    bare = asking(_bare_saving(_same_change(web), web.written), "/", method="POST")
    commit, posts, bare_posts = _same_change(same), _posts(visited), _posts(web)
    _check(visited, save, next(posts))
    _check(web, bare, next(bare_posts))
    return {
        "an autosave": lambda: save(next(posts)),
        "bare Flask that commits the same": lambda: bare(next(bare_posts)),
        "the bare commit of one row": _one_row(folder / "one.sqlite3"),
        "the bare commit of the same change": commit,
    }


def _posts(visited: Visit) -> Iterator[bytes]:
    """What a page posts time after time, each based on the one before; made ready but for that."""
    page = MultiDict({**visited.fields, "_version": "VVVV"})
    now = MultiDict({**page, visited.written: "NNNN " + "x" * 1_000})
    body, first = urlencode(changes_of(page, now)).encode(), int(visited.fields["_version"])
    for number in count():
        told = str(first + number).encode()
        yield body.replace(b"VVVV", told, 1).replace(b"NNNN", told, 1)


def _check(visited: Visit, save: Ask, post: bytes) -> None:
    """Raises RuntimeError where a save does not stand with its revision and its history."""
    before = _kept(visited)
    save(post)
    after = _kept(visited)
    grown = [now - then for now, then in zip(after[1:], before[1:], strict=True)]
    if not after[0].endswith('x"') or grown != [1, 1]:
        raise RuntimeError(f"not kept: {grown}")


def _kept(visited: Visit) -> tuple[str, int, int]:
    """The answer that is written, the draft's revision, and how many changes are remembered."""
    connection = sqlite3.connect(visited.database)
    found: tuple[str, int, int] = connection.execute(
        "SELECT value, revision, (SELECT count(*) FROM draft_changes WHERE draft_id = id) "
        "FROM draft_answers JOIN drafts ON id = draft_id WHERE id = ? AND path = ?",
        (visited.draft_id, visited.written),
    ).fetchone()
    connection.close()
    return found


def _bare_saving(commit: Work, written: str) -> Flask:
    """What no autosave over HTTP can do without: the same form taken, a commit and an answer."""
    app = Flask("bare")

    @app.post("/")
    def save() -> object:
        commit()
        return jsonify(version=len(request.form[written]))

    return app


def _same_change(visited: Visit) -> Work:
    """The writes of one save, in a database of the service that nobody else writes in."""
    connection = _connected(visited.database)
    draft, path, first = visited.draft_id, visited.written, int(visited.fields["_version"])
    revisions = count(first + 1)

    def commit() -> None:
        revision = next(revisions)
        text = f'"{revision - 1} {"x" * 1_000}"'
        hour = "2021-10-01 12:00:00.000000"
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE drafts SET revision = ?, size = ?, history_size = ?, updated_at = ? "
            "WHERE id = ? AND revision = ?",
            (revision, 2_000 + revision, 2_000 * revision, hour, draft, revision - 1),
        )
        connection.execute(
            "UPDATE draft_answers SET value = ? WHERE draft_id = ? AND section = ? AND path = ?",
            (text, draft, SECTION, path),
        )
        connection.execute(
            "INSERT INTO draft_changes (draft_id, revision, undo, saved_at) VALUES (?, ?, ?, ?)",
            (draft, revision, f'{{"{path}": {text}}}', hour),
        )
        connection.execute("COMMIT")

    return commit


def _one_row(file: Path) -> Work:
    connection = _connected(file)
    connection.execute("CREATE TABLE answers (path TEXT PRIMARY KEY, value TEXT)")
    numbers = count()

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        value = f"{next(numbers)} " + "x" * 1_000
        connection.execute("INSERT OR REPLACE INTO answers VALUES ('vision', ?)", (value,))
        connection.execute("COMMIT")

    return commit


def _connected(file: Path) -> sqlite3.Connection:
    """As the service connects: a log ahead of the file, flushed at each commit, keys held."""
    connection = sqlite3.connect(file, isolation_level=None)
    for line in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {line}")
    return connection
