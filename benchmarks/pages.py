"""A page of the wizard beside a bare page with the same fields."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, render_template
from jinja2 import DictLoader
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.form import BaseForm

from benchmarks.asking import Ask, asking, calls_of
from benchmarks.rounds import Table, Work, cpu_of, table
from benchmarks.visiting import answers, form, section, visit
from forms.answers import Answers
from tests.web.submission import fields_of
from web.pages.page import Part, Question, Rows, Told, page
from web.pages.page_form import form_of_answers
from web.pages.rows import rows_of_answers

# As plain as it can be: no frame, no steps, no languages, no groups, no draft to read.
_BARE = """<!doctype html><html lang="da"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><form id="page-form" method="post">{% for q in fields %}
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
{% else %}<input type="text" id="{{ q.id }}" name="{{ q.name }}" value="{{ q.text }}">{% endif %}
</div>
{% endfor %}<button>Gem</button></form></body></html>"""
_WIDGETS = """<!doctype html><html lang="da"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><form id="page-form" method="post">{% for field in form %}
<div>{{ field.label }}{% if field.description %}<span>{{ field.description }}</span>{% endif %}
{{ field() }}</div>{% endfor %}<button>Gem</button></form></body></html>"""
_FIELDS = {"text": TextAreaField, "select": SelectField, "radios": RadioField}
_NOTE = (
    "Both are asked as a server asks, with a request made ready beforehand, and hold the same "
    "fields with the same answers, which is checked first. The bare page prints the questions with "
    "their labels, guidance, alternatives and ids, and answers that are at hand. Ours has beside "
    "them the frame, the steps with their states, the languages, groups and totals, the row that "
    "is copied, a signed session, a token against forgery, headers, a line in the log, and reads "
    "the draft from the database."
)
_BY_WIDGETS = (
    "The bare page from a form of WTForms' fields, bound for each request and drawn by its widgets."
)


def measured() -> list[Table]:
    """The tables of a page that is filled and of one that nobody has written in."""
    with TemporaryDirectory() as folder:
        filled, empty = Path(folder) / "filled", Path(folder) / "empty"
        return [*_pages(filled, answers()), *_pages(empty, Answers())]


def timed(title: str, works: Mapping[str, Work], note: str) -> Table:
    """A table of what is asked many times, with the functions that each calls."""
    made = table(title, {name: cpu_of(work, 20) for name, work in works.items()}, rounds=25)
    calls = (f"{name} {calls_of(work)}" for name, work in works.items())
    made.notes += (f"Functions called, Python's and C's: {', '.join(calls)}.", note)
    return made


def _pages(folder: Path, told: Answers) -> Iterator[Table]:
    """Ours beside one that does without all we can spare, and beside one drawn by widgets."""
    asked, visited = _questions(told), visit(folder, told)
    ours = asking(visited.app, visited.page, cookies=visited.cookies)
    bare = asking(_bare(asked), "/")
    drawn = asking(_widgets(asked), "/")
    for each in (bare, drawn):
        _compare(ours, each)
    one, how = "a page of the wizard", "filled" if told else "empty"
    works = {one: lambda: ours(b""), "bare Flask and Jinja2": lambda: bare(b"")}
    yield timed(f"A page of {len(asked)} questions, {how}", works, _NOTE)
    works = {one: lambda: ours(b""), "Flask and WTForms": lambda: drawn(b"")}
    yield timed("The same, beside WTForms' widgets", works, _BY_WIDGETS)


def _compare(ours: Ask, bare: Ask) -> None:
    """Raises RuntimeError where the two do not hold the same fields with the same answers."""
    # A browser takes WTForms' line breaks for its own.
    pages = (each(b"").decode().replace("\r\n", "\n") for each in (ours, bare))
    posted, plain = (fields_of(page).to_dict() for page in pages)
    own = {name: text for name, text in posted.items() if name[0] != "_" and name != "csrf_token"}
    if own != plain or not own:
        raise RuntimeError(f"not the same fields: {own.items() ^ plain.items()}")


def _bare(questions: Sequence[Question]) -> Flask:
    """A page of the same questions, by a template that is compiled once as those in files are."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"page.html": _BARE})

    @app.get("/")
    def show() -> str:
        return render_template("page.html", title="Side", fields=questions)

    return app


def _widgets(questions: Sequence[Question]) -> Flask:
    """The same by WTForms alone: its form is bound anew for each request, as its users do."""
    app = Flask("widgets")
    app.jinja_loader = DictLoader({"page.html": _WIDGETS})
    fields = {each.name: _field(each) for each in questions}
    texts = {each.name: each.text for each in questions}

    @app.get("/")
    def show() -> str:
        form = BaseForm(fields)
        form.process(data=texts)
        return render_template("page.html", title="Side", form=form)

    return app


def _field(question: Question) -> object:
    told = {"label": question.label, "description": question.guidance}
    kind = _FIELDS.get(question.control, StringField)
    return kind(**told, choices=list(question.options)) if question.options else kind(**told)


def _questions(told: Answers) -> list[Question]:
    """The questions of the page as plain data."""
    filled = form_of_answers(section(), told, rows_of_answers(section(), told, {}))
    drawn = page(form(), filled, told, Told())
    return list(_asked(drawn.parts))


def _asked(parts: Sequence[Part]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Question):
            yield part
        elif isinstance(part, Rows):
            for row in part.rows:
                yield from _asked(row.parts)
