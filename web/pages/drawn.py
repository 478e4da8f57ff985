"""What of a page is the same for everybody, drawn once for each process and language.

A question is drawn without its answer, and the answer is put where it belongs; the row that the
browser copies has no answers. What holds words about an answer is drawn anew each time.
"""

from dataclasses import replace
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup, escape

from web.language import chosen_language
from web.pages.page import Question, Row, Rows

_QUESTIONS = "components/fields.html"
_PARTS = "components/page_parts.html"
# A noncharacter of Unicode, which no label and no template holds.
_ANSWER = "\ufdd0"
_TYPED = frozenset({"line", "date", "text"})
_OTHERWISE = "»"


def add_drawing(app: Flask) -> None:
    """Let templates draw questions and blank rows by what was drawn before."""
    app.jinja_env.globals.update(question=question, blank_row=blank_row)


def question(asked: Question) -> Markup:
    """A question with its answer."""
    if asked.errors or asked.warnings or asked.offer or _ANSWER in asked.text:
        return _drawn(asked)
    if asked.control in _TYPED:
        before, after = _around(chosen_language(), replace(asked, text=_ANSWER))
        return before + escape(asked.text) + after
    return _kept(chosen_language(), asked) if _is_of_the_form(asked) else _drawn(asked)


def blank_row(group: Rows, level: int) -> Markup:
    """The row of a group that the browser copies."""
    return _blank_row(chosen_language(), group.blank, group.row_label, level)


def _is_of_the_form(asked: Question) -> bool:
    """Whether the answer is empty or one of the form's own alternatives."""
    is_typed = any(label.startswith(_OTHERWISE) for _, label in asked.options[-1:])
    return not asked.text or (asked.control != "tick" and not is_typed)


def _drawn(asked: Question) -> Markup:
    name = "line" if asked.control == "date" else asked.control
    made: Markup = getattr(current_app.jinja_env.get_template(_QUESTIONS).module, name)(asked)
    return made


@lru_cache(maxsize=4_096)
def _around(_language: str, asked: Question) -> tuple[Markup, Markup]:
    """What stands before and after the answer."""
    before, after = _drawn(asked).split(_ANSWER)
    return before, after


@lru_cache(maxsize=1_024)
def _kept(_language: str, asked: Question) -> Markup:
    return _drawn(asked)


@lru_cache(maxsize=512)
def _blank_row(_language: str, blank: Row, row_label: str, level: int) -> Markup:
    group = {"row_label": row_label, "blank": blank}
    module = current_app.jinja_env.get_template(_PARTS).module
    made: Markup = getattr(module, "row")(blank, group, level)  # noqa: B009 - Jinja names it
    return made
