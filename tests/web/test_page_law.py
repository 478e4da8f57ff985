"""The law of pages: posting the page that was drawn gives the same answers."""

from dataclasses import replace
from functools import cache

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from jinja2 import Template

from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition, Section, Total
from forms.path import Path
from forms.registry import all_forms, form_of
from tests.forms.example_form import EXAMPLE_FORM
from tests.strategies import answers as answers_to
from tests.web.submission import fields_of
from validators.examples import typed_answers
from web.pages.page import Told, page
from web.pages.page_form import answers_of, form_of_answers, form_of_post, page_of_post
from web.pages.rows import rows_of_answers
from web.progress import belongs_to

PAGE = (
    "{% from 'components/page_parts.html' import part %}<form id='page-form'>"
    "{% for p in page.parts %}{{ part(p, 2) }}{% endfor %}"
    "<input type='hidden' name='_end' value='1'></form>"
)
SECTIONS = [(form, section) for form in (*all_forms(), EXAMPLE_FORM) for section in form.sections]


def _part(form: FormDefinition, section: Section, answers: Answers) -> Answers:
    own = ((path, value) for path, value in answers.items() if belongs_to(form, section, path))
    return normalised(form, Answers(own))


@cache
def _form_of(section: Section) -> FormDefinition:
    """What a section alone asks; its totals may prove what another section states."""
    asked = tuple(item for item in section.items if not isinstance(item, Total))
    sections = (replace(section, items=asked),)
    return FormDefinition(id="x", version="1", title="x", programme="x", sections=sections)


@cache
def _template(app: Flask) -> Template:
    return app.jinja_env.from_string(PAGE)


@pytest.mark.parametrize(
    ("form", "section"), SECTIONS, ids=[f"{form.id}-{section.id}" for form, section in SECTIONS]
)
@given(data=st.data())
@settings(
    max_examples=6,  # in each of some forty sections
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_posting_the_page_that_was_drawn_gives_the_same_answers(
    drawing_app: Flask, form: FormDefinition, section: Section, data: DataObject
) -> None:
    answers = _part(form, section, data.draw(answers_to(_form_of(section), most_rows=2)))
    drawn = form_of_answers(section, answers, rows_of_answers(section, answers, {}))
    with drawing_app.test_request_context():
        html = _template(drawing_app).render(page=page(form, drawn, answers, Told()))
    posted = form_of_post(section, fields_of(html))
    assert normalised(form, answers_of(posted)) == answers
    typed = page_of_post(form, section, fields_of(html))
    assert (typed.rows, answers_of(typed)) == (posted.rows, answers_of(posted))


@pytest.mark.parametrize("typed", ["25 %", "%(x)s %s", "100%d%"])
def test_a_typed_percent_sign_is_drawn_as_it_was_typed(drawing_app: Flask, typed: str) -> None:
    form = form_of("projektskitse")
    path, section = Path.parse("tilkendegivelse.status"), form.sections[-1]
    answers = typed_answers(form, {str(path): typed})
    drawn = form_of_answers(section, answers, rows_of_answers(section, answers, {}))
    with drawing_app.test_request_context():
        html = _template(drawing_app).render(page=page(form, drawn, answers, Told()))
    assert f"»{typed}«" in html
