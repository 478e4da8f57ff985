"""What of a page is the same for everybody, drawn once for each process and language.

A question is drawn without its answer, and the answer is put where it belongs; the row that the
browser copies has no answers. What holds words about an answer is drawn anew each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup, escape

from web.language import chosen_language
from web.pages.options import own_option
from web.pages.page import Computed, Part, Question, Row, Rows

_QUESTIONS = "components/fields.html"
_PARTS = "components/page_parts.html"
# A noncharacter of Unicode, which no label and no template holds.
_ANSWER = "\ufdd0"
_CHOSEN = {"radios": "checked", "select": "selected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A question as it is drawn without an answer, and what changes when it has one.

    `around` stands before and after what is typed or ticked; `chosen` says for each of the form's
    own alternatives what is drawn in place of what where it is the answer.
    """

    blank: str
    around: tuple[str, str] | None
    chosen: Mapping[str, tuple[str, str]]

    def answered(self, text: str) -> str | None:
        """The HTML of it with an answer; None for a choice that the form does not offer."""
        if not text:
            return self.blank
        if self.around is not None:
            before, after = self.around
            return f"{before}{escape(text)}{after}"
        if text not in self.chosen:
            return None
        return self.blank.replace(*self.chosen[text], 1)


def add_drawing(app: Flask) -> None:
    """Let templates draw questions and blank rows by what was drawn before."""
    app.jinja_env.globals.update(question=question, blank_row=blank_row)


def question(asked: Question) -> Markup:
    """A question with its answer; one with words of its own among the alternatives is not kept."""
    is_beside = own_option(asked.text) in asked.options
    if is_beside or asked.errors or asked.warnings or asked.offer:
        return drawn_anew(asked)
    drawn = kept_question(replace(asked, text="")).answered(asked.text)
    return drawn_anew(asked) if drawn is None else Markup(drawn)  # noqa: S704 - it was escaped


def kept_question(blank: Question) -> Kept:
    """A question that has no answer and of which nothing is said."""
    return _kept(chosen_language(), blank)


def drawn_anew(asked: Question) -> Markup:
    """A question with what is said of its answer."""
    name = "line" if asked.control == "date" else asked.control
    return _macro(_QUESTIONS, name, asked)


def drawn_part(part: Part, level: int) -> Markup:
    """A part of a page under a heading of that level."""
    return _macro(_PARTS, "part", part, level)


def drawn_total(computed: Computed) -> Markup:
    """A computed total."""
    return _macro(_QUESTIONS, "computed", computed)


def blank_row(group: Rows, level: int) -> Markup:
    """The row of a group that the browser copies."""
    return _blank_row(chosen_language(), group.blank, group.row_label, level)


def _macro(template: str, name: str, *given: object) -> Markup:
    made: Markup = getattr(current_app.jinja_env.get_template(template).module, name)(*given)
    return made


@lru_cache(maxsize=4_096)
def _kept(_language: str, blank: Question) -> Kept:
    html = str(drawn_anew(blank))
    word = _CHOSEN.get(blank.control)
    if word is None:
        before, after = drawn_anew(replace(blank, text=_ANSWER)).split(_ANSWER)
        return Kept(blank=html, around=(before, after), chosen={})
    values = [f' value="{escape(value)}"' for value, _ in blank.options]
    chosen = {
        value: (f"{written}>", f"{written} {word}>")
        for (value, _), written in zip(blank.options, values, strict=True)
    }
    return Kept(blank=html, around=None, chosen=chosen)


@lru_cache(maxsize=512)
def _blank_row(_language: str, blank: Row, row_label: str, level: int) -> Markup:
    return _macro(_PARTS, "row", blank, {"row_label": row_label, "blank": blank}, level)
