"""A page of the wizard beside a bare page with the same fields, and an autosave beside a commit."""

import re
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app import create_app
from benchmarks.rounds import Table, cpu_of, table
from cases.migration import upgrade
from tests.web.submission import fields_of

SECTION = "udgifter"
FORM = "projektskitse@2009"
_BARE = """<!doctype html><html lang="da"><head><title>{{ title }}</title></head><body>
<form method="post">{% for name, value in fields %}<label for="{{ name }}">{{ name }}</label>
<input id="{{ name }}" name="{{ name }}" value="{{ value }}">{% endfor %}<button>Gem</button>
</form></body></html>"""


def measured() -> list[Table]:
    """The tables of a page and of an autosave."""
    with TemporaryDirectory() as folder:
        app = _service(Path(folder))
        with app.test_client() as client:
            address = str(client.post("/kladder", data={"form": FORM}).location)
            page = f"{address.rstrip('/')}/trin/{SECTION}"
            html = client.get(page, follow_redirects=True).get_data(as_text=True)
            fields = list(fields_of(html).items(multi=True))
            return [
                table(
                    f"A page of {len(fields)} fields",
                    {
                        "a page of the wizard": cpu_of(lambda: client.get(page), 10),
                        "bare Flask and Jinja2": cpu_of(_bare(fields), 10),
                    },
                ),
                table(
                    "Saving a change of 1 kB",
                    {
                        "an autosave": cpu_of(_autosave(client, page, html), 10),
                        "the bare commit": cpu_of(_commit(Path(folder) / "bare.sqlite3"), 20),
                    },
                ),
            ]


def _service(folder: Path) -> Flask:
    url = f"sqlite:///{folder / 'service.sqlite3'}"
    upgrade(url)
    return create_app(
        {
            "SECRET_KEY": "a key that only measuring uses, and no other",
            "DATABASE_URL": url,
            "FILES_FOLDER": str(folder / "filer"),
            "WTF_CSRF_ENABLED": False,
        }
    )


def _bare(fields: list[tuple[str, str]]) -> Callable[[], object]:
    app = Flask("bare")

    @app.get("/")
    def show() -> str:
        return render_template_string(_BARE, title="Side", fields=fields)

    client = app.test_client()
    return lambda: client.get("/")


def _autosave(client: FlaskClient, page: str, html: str) -> Callable[[], object]:
    fields = fields_of(html)
    name = next(each for each in fields if re.search("bemaerkninger", each))
    versions, state = count(), {"version": fields["_version"]}

    def save() -> None:
        fields[name] = f"{next(versions)} " + "x" * 1_000
        fields["_version"] = state["version"]
        answer = client.post(f"{page}/gem", data=fields)
        state["version"] = str(answer.get_json()["version"])

    return save


def _commit(file: Path) -> Callable[[], object]:
    connection = sqlite3.connect(file, isolation_level=None)
    for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
        connection.execute(line)
    connection.execute("CREATE TABLE answers (path TEXT PRIMARY KEY, value TEXT)")
    numbers = count()

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        value = f"{next(numbers)} " + "x" * 1_000
        connection.execute("INSERT OR REPLACE INTO answers VALUES ('vision', ?)", (value,))
        connection.execute("COMMIT")

    return commit
