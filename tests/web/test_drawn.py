"""What is drawn once for everybody holds nobody's answers, and speaks each reader's language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.submission import fields_of
from web.pages import drawn
from web.pages.drawn import blank_row, kept_question, question
from web.pages.options import own_option
from web.pages.page import Offered, Question, Row, Rows

_ASKED = Question(
    name="noter",
    id="noter",
    control="text",
    label="Overskrift",
    guidance="Skriv her.",
    text="",
    is_required=False,
    limit=500,
    options=(),
    asked_when="",
    only_if=None,
    errors=(),
    warnings=(),
)
_CHOSEN = replace(_ASKED, control="radios", options=(("ja", "Ja"), ("nej", "Nej")))


@pytest.fixture(autouse=True)
def _nothing_drawn(drawing_app: Flask) -> Iterator[None]:
    for each in (drawn._kept, drawn._blank_row):
        each.cache_clear()
    with drawing_app.test_request_context("/"):
        yield


@pytest.mark.parametrize("control", ["line", "date", "text", "tick", "radios", "select"])
@pytest.mark.parametrize("text", ["", "ja", '<b>Åse & "Bo"</b> {{ x }} %s \\1', "\ufdd0"])
def test_a_question_is_drawn_as_by_its_macro(drawing_app: Flask, control: str, text: str) -> None:
    asked = replace(_CHOSEN, control=control, text=text)
    name = "line" if control == "date" else control
    module = drawing_app.jinja_env.get_template("components/fields.html").module
    for _ in range(2):
        assert question(asked) == getattr(module, name)(asked)


@pytest.mark.parametrize("control", ["line", "text", "tick", "radios", "select"])
def test_no_answer_is_seen_in_another_ones_question(control: str) -> None:
    asked = replace(_CHOSEN, control=control)
    own = (own_option("hemmelighed"),) if control in ("radios", "select") else ()
    hidden = replace(asked, text="hemmelighed", options=(*asked.options, *own))
    for each in (hidden, replace(hidden, errors=("hemmelighed mangler",))):
        assert "hemmelighed" in question(each)
    assert drawn._kept.cache_info().currsize == 1 - len(own)
    assert "hemmelighed" not in str(kept_question(asked))
    assert drawn._kept.cache_info().currsize == 1
    for text in ("", "ja"):
        assert "hemmelighed" not in question(replace(asked, text=text))


def test_what_is_said_of_an_answer_is_not_kept() -> None:
    told = {
        "errors": ("Svaret X1 er galt",),
        "warnings": ("Svaret X1 er langt",),
        "offer": Offered(text="X1", is_open=True),
    }
    for name, value in told.items():
        assert "X1" in question(replace(_ASKED, **{name: value}))
    assert drawn._kept.cache_info().currsize == 0


def test_what_was_drawn_in_one_language_is_not_shown_in_another(drawing_app: Flask) -> None:
    group = Rows(
        name="raekker",
        id="raekker",
        label="Rækker",
        row_label="Række",
        guidance="",
        is_required=False,
        rows=(),
        blank=Row(name="raekker[~0~]", id="r", place=0, parts=(_ASKED,), is_fixed=False),
        at_most=9,
        asked_when="",
        errors=(),
    )
    for language, said, removes in (
        ("da", "(frivilligt)", "Fjern"),
        ("en", "(optional)", "Remove"),
        ("da", "(frivilligt)", "Fjern"),
    ):
        with drawing_app.test_request_context(f"/?sprog={language}"):
            assert said in question(_ASKED)
            assert said in question(_CHOSEN)
            row = blank_row(group, 2)
        assert said in row
        assert removes in row


def test_one_draft_is_not_seen_in_the_page_of_another(app: Flask) -> None:
    pages = []
    for text in ("Vi bygger en hytte", "Vi maler et plankeværk"):
        with app.test_client() as client:
            pages.append(_saved_page(client, text))
    assert "hytte" in pages[0]
    assert "hytte" not in pages[1]
    assert "plankeværk" in pages[1]


def _saved_page(client: FlaskClient, text: str) -> str:
    draft = client.post("/kladder", data={"form": "projektskitse@2009"}).location
    page = f"{str(draft).rstrip('/')}/trin/udgifter?fejl=1"
    fields = fields_of(client.get(page).get_data(as_text=True))
    name = next(each for each in fields if "bemaerkninger" in each)
    client.post(page, data={**fields, name: text})
    return client.get(page).get_data(as_text=True)
