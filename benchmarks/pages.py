"""A page of the wizard beside a bare page with the same fields, and an autosave beside a commit."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from flask import Flask, jsonify, render_template, request
from jinja2 import DictLoader

from app import create_app
from benchmarks.asking import asking, calls_of, cookies_of, token_of
from benchmarks.rounds import Table, Work, cpu_of, table
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
_PAGE_NOTE = (
    "Both are asked as a server asks, with a request made ready beforehand. The bare page prints "
    "the same questions with their labels, guidance, alternatives and ids, and answers that are "
    "at hand. Ours has beside them the frame, the steps with their states, the languages, groups "
    "and totals, the row that is copied, a signed session, a token against forgery, headers, a "
    "line in the log, and reads the draft from the database."
)
_SAVE_NOTE = (
    "Bare Flask takes the same posted form and commits. Ours has beside it session and token, "
    "every answer parsed and compared with what others saved, the history, totals and a line in "
    "the log."
)


def measured() -> list[Table]:
    """The tables of a page and of an autosave."""
    with TemporaryDirectory() as folder:
        return [_pages(Path(folder)), _saves(Path(folder))]


def _pages(folder: Path) -> Table:
    visit, asked = _visit(folder / "pages"), _questions()
    read = asking(visit.app, visit.page, cookies=visit.cookies)
    bare = asking(_bare(asked), "/")
    return _table(
        f"A page of {len(asked)} questions",
        {
            "a page of the wizard": lambda: read(b""),
            "bare Flask and Jinja2": lambda: bare(b""),
        },
        _PAGE_NOTE,
    )


def _saves(folder: Path) -> Table:
    visit = _visit(folder / "saves")
    save = asking(visit.app, f"{visit.page}/gem", method="POST", cookies=visit.cookies)
    commits = _commit(folder / "bare.sqlite3"), _commit(folder / "web.sqlite3")
    bare = asking(_bare_saving(commits[1], visit.written), "/", method="POST")
    posts, bare_posts = visit.posts(), visit.posts()
    return _table(
        "Saving a change of 1 kB",
        {
            "an autosave": lambda: save(next(posts)),
            "bare Flask that commits": lambda: bare(next(bare_posts)),
            "the bare commit": commits[0],
        },
        _SAVE_NOTE,
    )


def _table(title: str, works: Mapping[str, Work], note: str) -> Table:
    made = table(title, {name: cpu_of(work, 20) for name, work in works.items()}, rounds=25)
    calls = (f"{name} {calls_of(work)}" for name, work in works.items())
    made.notes += (f"Functions called, Python's and C's: {', '.join(calls)}.", note)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A browser with a draft of its own; `written` is the question it answers by 1 kB."""

    app: Flask
    page: str
    cookies: str
    fields: Mapping[str, str]

    @property
    def written(self) -> str:
        return next(name for name in self.fields if "bemaerkninger" in name)

    def posts(self) -> Iterator[bytes]:
        """What it posts time after time, each based on the one before; made ready but for that."""
        said = {**self.fields, self.written: "NNNN " + "x" * 1_000, "_version": "VVVV"}
        body, first = urlencode(said).encode(), int(self.fields["_version"])
        for number in count():
            told = str(first + number).encode()
            yield body.replace(b"VVVV", told, 1).replace(b"NNNN", told, 1)


def _visit(folder: Path) -> _Visit:
    app = _service(folder)
    with app.test_client() as client:
        token = token_of(client.get("/").text)
        address = client.post("/kladder", data={"form": FORM, "csrf_token": token}).location
        page = f"{str(address).rstrip('/')}/trin/{SECTION}"
        fields = fields_of(client.get(page).text).to_dict()
        return _Visit(app=app, page=page, cookies=cookies_of(client), fields=fields)


def _service(folder: Path) -> Flask:
    folder.mkdir()
    url = f"sqlite:///{folder / 'service.sqlite3'}"
    upgrade(url)
    return create_app(
        {
            "SECRET_KEY": "a key that only measuring uses, and no other",
            "DATABASE_URL": url,
            "FILES_FOLDER": str(folder / "filer"),
        }
    )


def _bare(questions: Sequence[Question]) -> Flask:
    """A page of the same questions, by a template that is compiled once as those in files are."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"page.html": _BARE})

    @app.get("/")
    def show() -> str:
        return render_template("page.html", title="Side", fields=questions)

    return app


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


def _bare_saving(commit: Work, written: str) -> Flask:
    """What no autosave over HTTP can do without: the same form taken, a commit and an answer."""
    app = Flask("bare")

    @app.post("/")
    def save() -> object:
        commit()
        return jsonify(version=len(request.form[written]))

    return app


def _commit(file: Path) -> Work:
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
