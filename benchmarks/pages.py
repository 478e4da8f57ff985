"""A page of the wizard beside a bare page with the same fields, and an autosave beside a commit."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, jsonify, render_template, request
from flask.testing import FlaskClient
from jinja2 import DictLoader

from app import create_app
from benchmarks.rounds import Table, cpu_of, table
from cases.migration import upgrade
from forms.answers import Answers
from forms.registry import form_of
from tests.web.submission import fields_of
from web.pages.page import Part, Question, Rows, Told, page
from web.pages.page_form import form_of_answers
from web.pages.rows import rows_of_answers

SECTION = "udgifter"
FORM = "projektskitse@2009"
# As plain as it can be: no frame, no steps, no languages, no groups, no draft to read.
_BARE = """<!doctype html><html lang="da"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><form method="post">{% for q in fields %}
<div><label for="{{ q.id }}">{{ q.label }}</label>
{% if q.guidance %}<span id="{{ q.id }}-hint">{{ q.guidance }}</span>{% endif %}
{% if q.control == 'text' %}<textarea id="{{ q.id }}" name="{{ q.name }}">{{ q.text }}</textarea>
{% elif q.control == 'select' %}<select id="{{ q.id }}" name="{{ q.name }}">
{% for value, label in q.options %}<option value="{{ value }}"
{%- if value == q.text %} selected{% endif %}>{{ label }}</option>{% endfor %}</select>
{% elif q.control == 'radios' %}{% for value, label in q.options %}
<input type="radio" id="{{ q.id }}-{{ loop.index }}" name="{{ q.name }}" value="{{ value }}"
{%- if value == q.text %} checked{% endif %}>
<label for="{{ q.id }}-{{ loop.index }}">{{ label }}</label>{% endfor %}
{% else %}<input id="{{ q.id }}" name="{{ q.name }}" value="{{ q.text }}">{% endif %}</div>
{% endfor %}<button>Gem</button></form></body></html>"""


def measured() -> list[Table]:
    """The tables of a page and of an autosave."""
    with TemporaryDirectory() as folder:
        app = _service(Path(folder))
        with app.test_client() as client:
            address = str(client.post("/kladder", data={"form": FORM}).location)
            page = f"{address.rstrip('/')}/trin/{SECTION}"
            html = client.get(page, follow_redirects=True).get_data(as_text=True)
            save, read = _autosave(client, page, html), lambda: client.get(page)
            bare, asked = _bare(), len(_questions())
            commits = _commit(Path(folder) / "bare.sqlite3"), _commit(Path(folder) / "web.sqlite3")
            return [
                table(
                    f"A page of {asked} questions",
                    {
                        "a page of the wizard": cpu_of(read, 20),
                        "bare Flask and Jinja2": cpu_of(bare, 20),
                    },
                    rounds=15,
                ),
                table(
                    "Saving a change of 1 kB",
                    {
                        "an autosave": cpu_of(save, 10),
                        "bare Flask that commits": cpu_of(_bare_saving(commits[1], html), 10),
                        "the bare commit": cpu_of(commits[0], 20),
                    },
                    rounds=15,
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


def _bare() -> Callable[[], object]:
    """A page of the same questions, by a template that is compiled once as those in files are."""
    app, questions = Flask("bare"), _questions()
    app.jinja_loader = DictLoader({"page.html": _BARE})

    @app.get("/")
    def show() -> str:
        return render_template("page.html", title="Side", fields=questions)

    client = app.test_client()
    return lambda: client.get("/")


def _questions() -> list[Question]:
    """The questions of the page as plain data."""
    form = form_of(FORM)
    section = next(each for each in form.sections if each.id == SECTION)
    rows = rows_of_answers(section, Answers(), {})
    drawn = page(form, form_of_answers(section, Answers(), rows), Answers(), Told())
    return list(_asked(drawn.parts))


def _asked(parts: Sequence[Part]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Question):
            yield part
        elif isinstance(part, Rows):
            for row in part.rows:
                yield from _asked(row.parts)


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


def _bare_saving(commit: Callable[[], object], html: str) -> Callable[[], object]:
    """What no autosave over HTTP can do without: the same form taken, a commit and an answer."""
    app, fields = Flask("bare"), fields_of(html)
    name = next(each for each in fields if re.search("bemaerkninger", each))

    @app.post("/")
    def save() -> object:
        commit()
        return jsonify(version=len(request.form[name]))

    client, versions = app.test_client(), count()

    def post() -> None:
        fields[name] = f"{next(versions)} " + "x" * 1_000
        client.post("/", data=fields).get_json()

    return post


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
